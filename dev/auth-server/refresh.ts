import type { Caller, Core } from './core'
import { badRequest } from './errors'
import type { JsonObject, RefreshToken, Session, User } from './model'
import { parseRefreshToken } from './refresh-token-v2'
import { currentV2Token, nextRefreshToken, sessionAnswer, swapV1Token } from './sessions'
import { isBanned } from './users'

/** A refreshed session with the headers the real server adds. */
interface Refreshed {
  readonly body: JsonObject
  readonly headers: Record<string, string>
}

interface Found {
  readonly user: User
  readonly session: Session
  /** The row of a first-generation token, or the counter of a second-generation one. */
  readonly token: RefreshToken | number
}

/** Owner and session of a refresh token of either generation, spent ones included; null when unknown. */
export function findRefreshToken(core: Core, refreshToken: string): Found | null {
  const row = core.store.refreshTokens.get(refreshToken)
  const parsed = row ? null : parseRefreshToken(refreshToken)
  const session = core.store.sessions.get(row?.sessionId ?? parsed?.sessionId ?? '')
  const user = session && core.store.users.get(session.userId)
  if (!session || !user) return null
  if (row) return { user, session, token: row }
  if (!parsed || !session.refreshKey || !parsed.isSignedBy(session.refreshKey)) return null
  return { user, session, token: parsed.counter }
}

const alreadyUsed = () => badRequest('refresh_token_already_used', 'Invalid Refresh Token: Already Used')
const expired = (why: string) => badRequest('session_expired', `Invalid Refresh Token: Session Expired${why}`)

/**
 * Exchanges a refresh token. Everything up to the choice of the next token runs without a pause, so that equal
 * requests that arrive together are decided one after the other: what the real server's row lock achieves.
 */
export async function refresh(core: Core, refreshToken: string, caller: Caller): Promise<Refreshed> {
  const found = findRefreshToken(core, refreshToken)
  if (!found) throw badRequest('refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
  const { user, session, token } = found
  if (isBanned(core, user)) throw badRequest('user_banned', 'Invalid Refresh Token: User Banned')
  requireLiveSession(core, user, session)
  const headers: Record<string, string> = { 'sb-auth-user-id': user.id, 'sb-auth-session-id': session.id }
  const next =
    typeof token === 'number' ? decideV2(core, session, token, headers) : decideV1(core, session, token, headers)
  session.refreshedAt = core.now()
  session.userAgent = caller.userAgent
  session.ip = caller.ip
  return { body: await sessionAnswer(core, user, session, next), headers }
}

const lastRefreshedAt = (session: Session): number => session.refreshedAt ?? session.createdAt

function requireLiveSession(core: Core, user: User, session: Session): void {
  const { sessionTimeboxSeconds, sessionInactivitySeconds, singleSessionPerUser } = core.config
  const now = core.now()
  if (sessionTimeboxSeconds > 0 && now > session.createdAt + sessionTimeboxSeconds * 1000) throw expired('')
  if (sessionInactivitySeconds > 0 && now > lastRefreshedAt(session) + sessionInactivitySeconds * 1000) {
    throw expired(' (Inactivity)')
  }
  if (!singleSessionPerUser) return
  const newer = core.store.sessionsOf(user.id).some((other) => lastRefreshedAt(other) > lastRefreshedAt(session))
  if (newer) throw expired(' (Revoked by Newer Login)')
}

function decideV1(core: Core, session: Session, token: RefreshToken, headers: Record<string, string>): string {
  const next = token.revoked ? reuseV1(core, session, token) : swapV1Token(core, session, token).token
  headers['sb-auth-refresh-token-prefix'] = next.slice(0, 5)
  return next
}

/** The parent of the newest active token always gets that one; any other spent token needs the reuse interval. */
function reuseV1(core: Core, session: Session, token: RefreshToken): string {
  const family = core.store.tokensOf(session.id)
  const active = family.findLast((other) => !other.revoked)
  if (active?.parent === token.token) return active.token
  if (core.now() <= token.updatedAt + core.config.reuseIntervalSeconds * 1000) {
    return swapV1Token(core, session, token).token
  }
  if (core.config.rotation) {
    for (const other of family) {
      if (!other.revoked) Object.assign(other, { revoked: true, updatedAt: core.now() })
    }
  }
  throw alreadyUsed()
}

function decideV2(core: Core, session: Session, counter: number, headers: Record<string, string>): string {
  const behind = session.refreshCounter - counter
  if (behind < 0) throw badRequest('validation_failed', 'Invalid Refresh Token: Not Issued By This Server')
  if (behind === 0) {
    headers['sb-auth-refresh-token-reuse'] = 'false'
    const next = nextRefreshToken(core, session)
    headers['sb-auth-refresh-token-counter'] = String(session.refreshCounter)
    return next
  }
  const sinceRefreshMs = Math.abs(core.now() - lastRefreshedAt(session))
  const causes = [
    ...(sinceRefreshMs < core.config.reuseIntervalSeconds * 1000 ? ['concurrent-refresh'] : []),
    ...(behind === 1 ? ['fail-to-save'] : []),
  ]
  const current = currentV2Token(session)
  if (causes.length === 0 || current === null) {
    if (core.config.rotation) core.store.endSession(session.id)
    throw alreadyUsed()
  }
  headers['sb-auth-refresh-token-reuse-cause'] = causes.join(',')
  headers['sb-auth-refresh-token-counter'] = String(session.refreshCounter)
  return current
}
