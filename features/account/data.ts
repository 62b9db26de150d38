/** Signing out at the auth server. */
import 'server-only'
import { getServerEnv } from '@/lib/env/server'
import type { Actor } from '@/lib/session/actor'

const signOutTimeoutMs = 3_000

/**
 * Ends this session at the auth server. Returns whether the server confirmed it: the cookies go either way, but a session
 * that was not ended there lives on until its token expires.
 */
export async function endSession(actor: Actor): Promise<boolean> {
  const env = getServerEnv()
  try {
    const response = await fetch(`${env.NEXT_PUBLIC_SUPABASE_URL}/auth/v1/logout?scope=local`, {
      method: 'POST',
      headers: { apikey: env.NEXT_PUBLIC_SUPABASE_ANON_KEY, authorization: `Bearer ${actor.credentials.token}` },
      signal: AbortSignal.timeout(signOutTimeoutMs),
      cache: 'no-store',
    })
    return response.ok || response.status === 401 || response.status === 403 || response.status === 404
  } catch {
    return false
  }
}
