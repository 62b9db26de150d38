/** The environment of the local stack: nothing of the developer's own configuration reaches it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * This process's environment with every variable made blank that a `.env*` file under `root` sets or that `.env.example`
 * names, and then `values` on top. Next reads `.env*` files but never overrides what is set, and Mind takes blank for
 * unset. NODE_ENV is left out: each tool sets its own.
 */
export function isolatedEnv(root: string, values: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const blank = Object.fromEntries(namesInEnvFiles(root).map((name) => [name, '']))
  const env: NodeJS.ProcessEnv = { ...process.env, ...blank, NEXT_TELEMETRY_DISABLED: '1', ...values }
  Reflect.deleteProperty(env, 'NODE_ENV')
  return env
}

function namesInEnvFiles(root: string): string[] {
  return readdirSync(root)
    .filter((name) => name === '.env' || name.startsWith('.env.'))
    .flatMap((name) => namesIn(readFileSync(join(root, name), 'utf8')))
}

/** The variables an env file sets, and those it only offers (`# NAME=value`). */
function namesIn(text: string): string[] {
  return [...text.matchAll(/^[ \t]*(?:#[ \t]*)?(?:export[ \t]+)?([A-Z][A-Z0-9_]*)[ \t]*=/gm)].flatMap(
    (match) => match[1] ?? [],
  )
}
