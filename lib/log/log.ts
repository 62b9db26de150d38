/** The log of this process: one JSON line per event on standard output, secrets removed by name as a last resort. */
import pino, { type Logger } from 'pino'
import { getServerEnv } from '@/lib/env/server'

const secretNames = ['authorization', 'cookie', 'apikey', 'password', 'access_token', 'refresh_token', 'token']

let logger: Logger | undefined

function getLogger(): Logger {
  logger ??= pino({
    level: getServerEnv().MIND_LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[removed]' },
  })
  return logger
}

type Fields = Record<string, unknown>

/** Writes one event with its fields. Never pass tokens, cookies, bodies or what somebody typed. */
export const log = {
  info: (fields: Fields, event: string) => getLogger().info(fields, event),
  warn: (fields: Fields, event: string) => getLogger().warn(fields, event),
  error: (fields: Fields, event: string) => getLogger().error(fields, event),
}
