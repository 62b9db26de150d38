/** `npm run dev:live`: Mind with hot reload against the real servers that .env.local names. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { handOver } from '../bootstrap/hand-over.mjs'
import { ROOT, toolPath } from '../tools'

if (existsSync(join(ROOT, '.env.local'))) {
  const args = [toolPath('next'), 'dev', ...process.argv.slice(2)]
  process.exitCode = await handOver({ node: process.execPath, args, root: ROOT })
} else {
  console.error(
    'There is no .env.local. Copy .env.example to .env.local and fill in your Supabase and Alphapy, or use "npm run dev", which needs neither.',
  )
  process.exitCode = 1
}
