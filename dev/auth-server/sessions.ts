import { randomBytes, randomUUID } from 'node:crypto'
import type { Caller, Core } from './core'
import type { JsonObject, RefreshToken, Session, User } from './model'
import { encodeRefreshToken } from './refresh-token-v2'
import { aalOf, userView } from './views'

const V1_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const seconds = (ms: number): number => Math.floor(ms / 1000)

/** Tokens of the provider that are handed out once, right after a sign-in through it. */
interface ProviderTokens {
  readonly providerToken: string | null
  readonly providerRefreshToken: string | null
}

/** Starts a session and answers it as `/token` does. */
export async function startSession(
  core: Core,
  user: User,
  method: string,
  caller: Caller,
  provider?: ProviderTokens,
): Promise<JsonObject> {
  const now = core.now()
  const session: Session = {
    id: randomUUID(),
    userId: user.id,
    createdAt: now,
    refreshedAt: null,
    amr: [{ method, at: now }],
    factorId: null,
    userAgent: caller.userAgent,
    ip: caller.ip,
    refreshKey: core.config.refreshTokenVersion === 2 ? randomBytes(32) : null,
    refreshCounter: 0,
  }
  core.store.sessions.set(session.id, session)
  user.lastSignInAt = now
  user.updatedAt = now
  const refreshToken = currentV2Token(session) ?? addV1Token(core, session, null).token
  return sessionAnswer(core, user, session, refreshToken, provider)
}

/** A session answer around a refresh token that was already decided on. */
export async function sessionAnswer(
  core: Core,
  user: User,
  session: Session,
  refreshToken: string,
  provider?: ProviderTokens,
): Promise<JsonObject> {
  const ttl = core.config.accessTokenTtlSeconds
  const issuedAt = seconds(core.now())
  return {
    access_token: await accessToken(core, user, session, issuedAt),
    token_type: 'bearer',
    expires_in: ttl,
    expires_at: issuedAt + ttl,
    refresh_token: refreshToken,
    user: userView(user),
    ...(provider?.providerToken ? { provider_token: provider.providerToken } : {}),
    ...(provider?.providerRefreshToken ? { provider_refresh_token: provider.providerRefreshToken } : {}),
  }
}

function accessToken(core: Core, user: User, session: Session, issuedAt: number): Promise<string> {
  const amr = session.amr.toSorted((a, b) => b.at - a.at)
  return core.keys.sign({
    iss: core.issuer(),
    sub: user.id,
    aud: 'authenticated',
    exp: issuedAt + core.config.accessTokenTtlSeconds,
    iat: issuedAt,
    email: user.email ?? '',
    phone: user.phone ?? '',
    app_metadata: user.appMetadata,
    user_metadata: user.userMetadata,
    role: 'authenticated',
    aal: aalOf(session),
    amr: amr.map((entry) => ({ method: entry.method, timestamp: seconds(entry.at) })),
    session_id: session.id,
    is_anonymous: user.isAnonymous,
  })
}

/** Notes a proof of identity in the session; the same kind of proof only moves its time. */
export function addProof(core: Core, session: Session, method: string): void {
  session.amr = [...session.amr.filter((entry) => entry.method !== method), { method, at: core.now() }]
}

/** Adds a first-generation token to a session. */
function addV1Token(core: Core, session: Session, parent: RefreshToken | null): RefreshToken {
  const token: RefreshToken = {
    id: core.store.nextId(),
    token: Array.from(randomBytes(12), (byte) => V1_ALPHABET[byte % V1_ALPHABET.length]).join(''),
    sessionId: session.id,
    parent: parent?.token ?? null,
    revoked: false,
    updatedAt: core.now(),
  }
  core.store.refreshTokens.set(token.token, token)
  return token
}

/** Revokes a first-generation token and issues its child. */
export function swapV1Token(core: Core, session: Session, token: RefreshToken): RefreshToken {
  token.revoked = true
  token.updatedAt = core.now()
  return addV1Token(core, session, token)
}

/** The newest second-generation token of a session, or null in a session of the first generation. */
export function currentV2Token(session: Session): string | null {
  return session.refreshKey && encodeRefreshToken(session.id, session.refreshCounter, session.refreshKey)
}

/** Moves a session to its next refresh token, whatever its generation, without asking for the present one. */
export function nextRefreshToken(core: Core, session: Session): string {
  if (session.refreshKey) {
    session.refreshCounter += 1
    return encodeRefreshToken(session.id, session.refreshCounter, session.refreshKey)
  }
  const newest = core.store.tokensOf(session.id).at(-1)
  return newest ? swapV1Token(core, session, newest).token : addV1Token(core, session, null).token
}

/** Ends sessions of a user: all, all but the given one, or only that one. */
export function endSessions(
  core: Core,
  userId: string,
  scope: 'global' | 'others' | 'local',
  sessionId: string | null,
): void {
  for (const session of core.store.sessionsOf(userId)) {
    const isThis = session.id === sessionId
    if (scope === 'global' || (scope === 'local') === isThis) core.store.endSession(session.id)
  }
}
