/** Names what a production build depends on, so that a build is made only when something has changed. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Everything a build reads, files and folders. package.json counts without its scripts, which no build reads. */
const SOURCES = [
  'app',
  'components',
  'features',
  'lib',
  'messages',
  'public',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'middleware.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
]
const NOT_BUILT = /(\.test\.tsx?$)|(^\.)|(~$)/

/** A hash of all sources of the build under `root`: equal exactly when no source was added, removed or changed. */
export function sourceStamp(root: string): string {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\0`)
  const add = (name: string, content: Buffer | string): void => {
    hash.update(`${name}\0${content.length}\0`).update(content)
  }
  for (const file of SOURCES.flatMap((source) => filesOf(root, source))) add(file, readFileSync(join(root, file)))
  if (existsSync(join(root, 'package.json'))) {
    const { scripts: _, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    add('package.json', JSON.stringify(manifest))
  }
  return hash.digest('hex')
}

/** The files at `path` under `root`, in a fixed order, with forward slashes. */
function filesOf(root: string, path: string): string[] {
  const status = statSync(join(root, path), { throwIfNoEntry: false })
  if (!status) return []
  if (!status.isDirectory()) return [path]
  return readdirSync(join(root, path))
    .filter((name) => !NOT_BUILT.test(name))
    .sort()
    .flatMap((name) => filesOf(root, `${path}/${name}`))
}
