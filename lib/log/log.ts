/** The log of this process: one JSON line per event on standard output, secrets removed by name and by shape as a last resort. */
import pino, { type Logger } from 'pino'
import { getServerEnv } from '@/lib/env/server'

const secretNames = ['authorization', 'cookie', 'apikey', 'password', 'access_token', 'refresh_token', 'token']

/** A token, a key of the project, a session as its cookie has it, and whatever follows a scheme of authorisation. */
const secretShapes =
  /eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?|sb_(?:secret|publishable)_[\w-]{8,}|base64-[\w-]{24,}|\b(?:Bearer|Basic) [\w.~+/=-]{8,}/g

const removed = '[removed]'

let logger: Logger | undefined

function getLogger(): Logger {
  logger ??= pino({
    level: getServerEnv().MIND_LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: removed },
    serializers: { err: tellError },
    hooks: { streamWrite: (line) => line.replace(secretShapes, removed) },
  })
  return logger
}

/** What an error is and where it arose. What else it carries is left out: that may be what somebody typed or sent. */
function tellError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack, cause } = error
  return { type: name, message, stack, ...(cause instanceof Error ? { cause: tellError(cause) } : {}) }
}

type Fields = Record<string, unknown>

/** Writes one event with its fields. Never pass tokens, cookies, bodies or what somebody typed. */
export const log = {
  info: (fields: Fields, event: string) => getLogger().info(fields, event),
  warn: (fields: Fields, event: string) => getLogger().warn(fields, event),
  error: (fields: Fields, event: string) => getLogger().error(fields, event),
}
