/**
 * The one reader of `process.env` for the running server. Values are read when first asked for, by computed name: Next
 * inlines literal `process.env.NEXT_PUBLIC_…` at build time, and one build must serve every backend.
 */
import { parseServerEnv, type ServerEnv, serverEnvSchema } from './schema'

let env: ServerEnv | undefined

/** The configuration this process was started with. Throws a readable `Error` when it is not usable. */
export function getServerEnv(): ServerEnv {
  if (env) return env
  const source = process.env
  env = parseServerEnv(Object.fromEntries(Object.keys(serverEnvSchema.shape).map((name) => [name, source[name]])))
  return env
}

/** True under `next dev`. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === 'development'
}
