/** Checks a bearer token by asking the auth server, once per request, as the real server does. */

import { LOCAL_ANON_KEY } from '../../seed/keys'

const TIMEOUT_MS = 5_000

/** Who a token belongs to. */
export interface Claims {
  sub: string
  email: string | null
}

/** The bare token of an Authorization header; the `Bearer ` prefix is optional. */
function bareToken(authorization: string): string {
  return authorization.replace(/^bearer\s+/i, '').trim()
}

/** The token's owner, or null when the token is bad or the auth server does not answer in time. */
export async function askAuthServer(authUrl: string, authorization: string): Promise<Claims | null> {
  const token = bareToken(authorization)
  if (token === '') return null
  try {
    const response = await fetch(`${authUrl}/auth/v1/user`, {
      headers: { authorization: `Bearer ${token}`, apikey: LOCAL_ANON_KEY },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) return null
    const user: unknown = await response.json()
    if (typeof user !== 'object' || user === null || !('id' in user) || typeof user.id !== 'string') return null
    const email = 'email' in user && typeof user.email === 'string' ? user.email : null
    return { sub: user.id, email }
  } catch {
    return null
  }
}

/** The `sub` a token claims, unverified: only for telling apart whom a planted fault should meet. */
export function claimedSubject(authorization: string): string | null {
  const payload = bareToken(authorization).split('.')[1]
  if (payload === undefined) return null
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null && 'sub' in claims && typeof claims.sub === 'string'
      ? claims.sub
      : null
  } catch {
    return null
  }
}
