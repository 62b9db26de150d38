/**
 * Who is there? Four answers, not two: an outage is never taken for signing out, nor one factor of two for signing in. Reads only; the door refreshes.
 */
import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { getServerEnv } from '@/lib/env/server'
import { clientAddress, forwardedAddress } from '@/lib/security/client-address'
import { getAuthParts } from '@/lib/supabase/auth-parts'
import type { SessionOfPerson } from '@/lib/supabase/discord-identity'
import { readStoredSession } from '@/lib/supabase/own-cookies'
import type { VerifiedClaims } from '@/lib/supabase/tokens/token-claims'
import { Actor, type ActorCredentials } from './actor'
import { FirstFactorPerson } from './first-factor'
import { getSessionStores } from './session-stores'
import { endInMind } from './sign-out'

/**
 * `second-factor`: one factor of two is shown, so nothing may be seen but the question for the other. `unknown`: there is a
 * session, but whether it still holds, or is enough, cannot be told right now; `leaving` is the person its token proves, who
 * can do nothing but sign out.
 */
export type SessionState =
  | { kind: 'signed-in'; actor: Actor }
  | { kind: 'second-factor'; person: FirstFactorPerson }
  | { kind: 'signed-out' }
  | { kind: 'unknown'; requestId: string; leaving?: FirstFactorPerson }

/** The session of this request, verified locally. Kept for the render it was read in. */
export const readSession = cache(async (): Promise<SessionState> => {
  const [session, requestHeaders] = await Promise.all([readStoredSession(), headers()])
  const requestId = requestHeaders.get('x-request-id') ?? crypto.randomUUID()
  if (!session) return { kind: 'signed-out' }
  const proxies = getServerEnv().MIND_TRUSTED_PROXIES
  const { verifier } = getAuthParts()
  const verification = await verifier.verify(session.access_token, clientAddress(requestHeaders, proxies))
  switch (verification.kind) {
    case 'valid':
      return judge(verification.claims, {
        accessToken: session.access_token,
        requestId,
        clientAddress: forwardedAddress(requestHeaders, proxies),
      })
    case 'invalid':
      return { kind: 'signed-out' }
    // The door replaces or removes an expired session whenever the auth server answers; that it is still here means it did not.
    case 'expired': {
      const leaving = new FirstFactorPerson({ ...verification.claims, accessToken: session.access_token, requestId })
      return { kind: 'unknown', requestId, leaving }
    }
    case 'unproven':
    case 'unknown':
      return { kind: 'unknown', requestId }
  }
})

interface Visit {
  accessToken: string
  requestId: string
  clientAddress: string | undefined
}

/** A genuine token is not yet a person inside: the session may be over, or lack its second factor. */
async function judge(claims: VerifiedClaims, visit: Visit): Promise<SessionState> {
  const { userId, email, phone, sessionId, providers = [], issuedAt, expiresAt, aal } = claims
  const { ended } = getSessionStores()
  if (await ended.find(claims)) return { kind: 'signed-out' }
  const { accessToken, requestId } = visit
  const usesDiscord = getAuthParts().discordIdentities.isLinked(userId, { providers, issuedAt })
  const parts = { userId, email, phone, sessionId, usesDiscord, issuedAt, expiresAt, ...visit }
  const ask = discordIdentityOf({ userId, sessionId, accessToken })
  const inside = () => new Actor({ ...parts, ...(ask ? { askDiscordId: ask } : {}) })
  if (aal === 'aal2') return { kind: 'signed-in', actor: inside() }
  switch (await getAuthParts().secondFactors.ask({ userId, sessionId, accessToken, expiresAt })) {
    case 'none':
      return { kind: 'signed-in', actor: inside() }
    case 'verified':
      return { kind: 'second-factor', person: new FirstFactorPerson(parts) }
    case 'ended':
      // Ended elsewhere: the door takes the cookie away at the next visit.
      if (sessionId) await endInMind(userId, sessionId, true)
      return { kind: 'signed-out' }
    case 'unknown':
      return { kind: 'unknown', requestId, leaving: new FirstFactorPerson(parts) }
  }
}

/** Without the service key the backend takes nobody's Discord account, so it is not asked for. */
function discordIdentityOf(person: SessionOfPerson): ActorCredentials['askDiscordId'] {
  if (!getServerEnv().ALPHAPY_API_KEY) return undefined
  return (options) => getAuthParts().discordIdentities.find(person, options)
}
