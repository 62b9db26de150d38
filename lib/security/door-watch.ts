/** What the door refuses by itself, and what it notes for the log: who was there in vain, never with what. */
import { type NextRequest, NextResponse } from 'next/server'
import { isSnowflake } from '@/lib/format/snowflake'
import { log } from '@/lib/log/log'
import { guildIdInPath } from '@/lib/routes'
import { isSafeReturnTo } from '@/lib/session/return-to'
import { isOwnOrigin } from './origin'

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The answer to a change that another page sends, or that names no page at all. Actions and handlers check again beside
 * what they change; this one comes before anything is read, and leaves a line in the log whatever the framework does.
 */
export function foreignChangeAnswer(
  request: NextRequest,
  requestId: string,
  configuredOrigin: string | undefined,
): NextResponse | undefined {
  if (reading.has(request.method) || isOwnOrigin(request.headers, configuredOrigin)) return undefined
  log.warn({ requestId, method: request.method, reason: 'foreign-origin' }, 'change refused at the door')
  return new NextResponse(null, { status: 403, headers: { 'x-request-id': requestId, 'cache-control': 'no-store' } })
}

/** Notes a session that was taken away, a return address nobody will be sent to, and what is no guild's id. */
export function noteRefusals(
  request: NextRequest,
  requestId: string,
  cookiesToSet: readonly { maxAge?: number | undefined }[],
): void {
  if (cookiesToSet.length > 0 && cookiesToSet.every(({ maxAge }) => maxAge === 0)) {
    log.warn({ requestId }, 'session removed at the door')
  }
  const wanted = request.nextUrl.searchParams.get('next')
  if (wanted && !isSafeReturnTo(wanted)) log.warn({ requestId }, 'return address refused')
  const guildId = guildIdInPath(request.nextUrl.pathname)
  if (guildId !== undefined && !isSnowflake(guildId)) log.warn({ requestId }, 'what is no guild id was asked for')
}
