/** What speaks to the auth server for this process, shared by all bundles through `globalThis`. */
import { getServerEnv } from '@/lib/env/server'
import { sharedFetch } from '@/lib/shared-fetch'
import { AuthApi } from './auth-api'
import { DiscordIdentities } from './discord-identity'
import { SessionRefresher } from './refresh'
import { SecondFactors } from './second-factors'
import type { StoredSession } from './session-cookie'
import { AuthClock } from './tokens/auth-clock'
import { TokenVerifier } from './tokens/jwks'
import { readUnproven } from './tokens/token-claims'
import { WaysIn } from './ways-in'

interface AuthParts {
  clock: AuthClock
  verifier: TokenVerifier
  refresher: SessionRefresher
  api: AuthApi
  waysIn: WaysIn
  discordIdentities: DiscordIdentities
  secondFactors: SecondFactors
  /** Takes note of a session as it came from the auth server: that its token is genuine, its clock, and whether the person has a second factor. */
  noteIssued: (session: StoredSession) => void
}

const holder = globalThis as typeof globalThis & { __mindAuth?: AuthParts }

/** The parts for the configured Supabase project. */
export function getAuthParts(): AuthParts {
  holder.__mindAuth ??= makeParts()
  return holder.__mindAuth
}

function makeParts(): AuthParts {
  const env = getServerEnv()
  const parts = {
    authUrl: `${env.NEXT_PUBLIC_SUPABASE_URL}/auth/v1`,
    apiKey: env.NEXT_PUBLIC_SUPABASE_ANON_KEY,
    fetchFn: sharedFetch,
  }
  const clock = new AuthClock()
  const now = () => clock.now()
  const secondFactors = new SecondFactors({ ...parts, now })
  const verifier = new TokenVerifier({ ...parts, now })
  const noteIssued = (session: StoredSession) => {
    verifier.noteIssued(session.access_token)
    const claims = readUnproven(session.access_token)
    if (!claims) return
    if (claims.issuedAt > 0) clock.learn(claims.issuedAt)
    secondFactors.note({ ...claims, accessToken: session.access_token }, session.user)
  }
  return {
    clock,
    verifier,
    refresher: new SessionRefresher({ ...parts, onRefreshed: noteIssued }),
    api: new AuthApi(parts),
    waysIn: new WaysIn(parts),
    discordIdentities: new DiscordIdentities({ ...parts, tokenNow: now }),
    secondFactors,
    noteIssued,
  }
}
