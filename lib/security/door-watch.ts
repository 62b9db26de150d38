/** What the door refuses by itself, and what it notes for the log: who was there in vain, never with what. */
import { type NextRequest, NextResponse } from 'next/server'
import { isSnowflake } from '@/lib/format/snowflake'
import { log } from '@/lib/log/log'
import { guildIdInPath } from '@/lib/routes'
import { isSafeReturnTo, visitedPathHeader } from '@/lib/session/return-to'
import { isOwnOrigin } from './origin'

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Parameters that hold a secret, if somebody puts them into an address of Mind; nothing here reads or carries them on. */
export const secretParameters = ['access_token', 'refresh_token', 'provider_token']

/**
 * The answer to a change that another page sends, or that names no page at all. Actions and handlers check again beside
 * what they change; this one comes before anything is read, and leaves a line in the log whatever the framework does.
 */
export function foreignChangeAnswer(
  request: NextRequest,
  requestId: string,
  configuredOrigin: string | undefined,
): NextResponse | undefined {
  const { method } = request
  if (reading.has(method)) return undefined
  if (isOwnOrigin(request.headers, configuredOrigin)) {
    // The framework answers what names no action of this build by itself, without a line.
    log.info({ requestId, method }, 'change let in at the door')
    return undefined
  }
  log.warn({ requestId, method, reason: 'foreign-origin' }, 'change refused at the door')
  return new NextResponse(null, { status: 403, headers: { 'x-request-id': requestId, 'cache-control': 'no-store' } })
}

/**
 * Notes what leads nowhere: a session that was taken away, a return address nobody will be sent to, what is no guild's id or
 * another guild's beside it, and what comes where nobody reads it.
 */
export function noteRefusals(
  request: NextRequest,
  requestId: string,
  cookiesToSet: readonly { maxAge?: number | undefined }[],
): void {
  if (cookiesToSet.length > 0 && cookiesToSet.every(({ maxAge }) => maxAge === 0)) {
    log.warn({ requestId }, 'session removed at the door')
  }
  const { pathname, searchParams } = request.nextUrl
  const wanted = [searchParams.get('next'), request.headers.get(visitedPathHeader)]
  if (wanted.some((path) => path && !isSafeReturnTo(path))) log.warn({ requestId }, 'return address refused')
  const hasSecret = secretParameters.some((name) => searchParams.has(name))
  if (hasSecret) log.warn({ requestId }, 'tokens in an address are not read')
  const guildId = guildIdInPath(pathname)
  if (guildId === undefined) return
  if (!isSnowflake(guildId)) log.warn({ requestId }, 'what is no guild id was asked for')
  if ([...searchParams.values()].some((value) => isSnowflake(value) && value !== guildId)) {
    log.warn({ requestId }, 'another guild id in a query is not read')
  }
}
