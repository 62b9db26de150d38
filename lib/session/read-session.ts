/**
 * Who is there? Three answers, not two: an outage is never taken for signing out. Reads only; the door refreshes.
 */
import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { getServerEnv } from '@/lib/env/server'
import { forwardedAddress } from '@/lib/security/client-address'
import { getAuthParts } from '@/lib/supabase/auth-parts'
import type { SessionOfPerson } from '@/lib/supabase/discord-identity'
import { decodeSession } from '@/lib/supabase/session-cookie'
import { Actor, type ActorCredentials } from './actor'

/** `unknown`: there is a session, but whether it still holds cannot be told right now. */
export type SessionState =
  | { kind: 'signed-in'; actor: Actor }
  | { kind: 'signed-out' }
  | { kind: 'unknown'; requestId: string }

/** The session of this request, verified locally. Kept for the render it was read in. */
export const readSession = cache(async (): Promise<SessionState> => {
  const [cookieStore, requestHeaders] = await Promise.all([cookies(), headers()])
  const requestId = requestHeaders.get('x-request-id') ?? crypto.randomUUID()
  const session = await decodeSession(getServerEnv().MIND_COOKIE_NAME, (name) => cookieStore.get(name)?.value)
  if (!session) return { kind: 'signed-out' }
  const verification = await getAuthParts().verifier.verify(session.access_token)
  switch (verification.kind) {
    case 'valid': {
      const { userId, email, sessionId, expiresAt } = verification.claims
      const accessToken = session.access_token
      const ask = discordIdentityOf({ userId, sessionId, accessToken })
      const clientAddress = forwardedAddress(requestHeaders, getServerEnv().MIND_TRUSTED_PROXIES)
      const parts = { userId, email, sessionId, accessToken, expiresAt, requestId, clientAddress }
      return { kind: 'signed-in', actor: new Actor({ ...parts, ...(ask ? { askDiscordId: ask } : {}) }) }
    }
    case 'invalid':
      return { kind: 'signed-out' }
    // The door replaces or removes an expired session whenever the auth server answers; that it is still here means it did not.
    case 'expired':
    case 'unknown':
      return { kind: 'unknown', requestId }
  }
})

/** Without the service key the backend takes nobody's Discord account, so it is not asked for. */
function discordIdentityOf(person: SessionOfPerson): ActorCredentials['askDiscordId'] {
  if (!getServerEnv().ALPHAPY_API_KEY) return undefined
  return (options) => getAuthParts().discordIdentities.find(person, options)
}
