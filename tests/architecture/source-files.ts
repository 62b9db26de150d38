import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Paths of all TypeScript sources below a folder of the project, relative to its root. */
export function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.(ts|tsx)$/.test(path) && !path.includes('node_modules'))
}

/** Text of a file of the project. */
export function readSource(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** What a source imports from the project itself, as paths relative to its root, without ending. */
export function internalImports(path: string): string[] {
  const found = readSource(path).matchAll(/(?:from|import)\s*\(?\s*'((?:@\/|\.)[^']+)'/g)
  return [...found].map(([, target = '']) =>
    target.startsWith('@/') ? target.slice(2) : normalize(join(dirname(path), target)),
  )
}
