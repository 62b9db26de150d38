/** The token verifier, the refresher and the asker for Discord accounts of this process, shared by all bundles through `globalThis`. */
import { getServerEnv } from '@/lib/env/server'
import { DiscordIdentities } from './discord-identity'
import { TokenVerifier } from './jwks'
import { SessionRefresher } from './refresh'

interface AuthParts {
  verifier: TokenVerifier
  refresher: SessionRefresher
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
    discordIdentities: new DiscordIdentities(parts),
  }
  return holder.__mindAuth
}
