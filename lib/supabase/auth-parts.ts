/** What speaks to the auth server for this process, shared by all bundles through `globalThis`. */
import { getServerEnv } from '@/lib/env/server'
import { AuthApi } from './auth-api'
import { DiscordIdentities } from './discord-identity'
import { TokenVerifier } from './jwks'
import { SessionRefresher } from './refresh'
import { WaysIn } from './ways-in'

interface AuthParts {
  verifier: TokenVerifier
  refresher: SessionRefresher
  api: AuthApi
  waysIn: WaysIn
  discordIdentities: DiscordIdentities
}

const holder = globalThis as typeof globalThis & { __mindAuth?: AuthParts }

/** The parts for the configured Supabase project. */
export function getAuthParts(): AuthParts {
  if (holder.__mindAuth) return holder.__mindAuth
  const env = getServerEnv()
  const parts = { authUrl: `${env.NEXT_PUBLIC_SUPABASE_URL}/auth/v1`, apiKey: env.NEXT_PUBLIC_SUPABASE_ANON_KEY }
  holder.__mindAuth = {
    verifier: new TokenVerifier(parts),
    refresher: new SessionRefresher(parts),
    api: new AuthApi(parts),
    waysIn: new WaysIn(parts),
    discordIdentities: new DiscordIdentities(parts),
  }
  return holder.__mindAuth
}
