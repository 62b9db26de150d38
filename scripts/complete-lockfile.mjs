/**
 * `node scripts/complete-lockfile.mjs`: adds to package-lock.json the packages of other platforms that npm left out
 * because the registry in reach did not have them. Without their entries `npm ci` calls the lockfile out of sync, and
 * machines of those platforms would get no binaries. Run it after `npm install` has changed the lockfile.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { completeLock } from './bootstrap/complete-lock.mjs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const { packages, added } = completeLock(lock.packages)
writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
console.log(added.length > 0 ? `Added ${added.length}: ${added.join(', ')}` : 'The lockfile is complete.')
