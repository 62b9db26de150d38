/** Signing in and out at the auth server. */
import 'server-only'
import { getServerEnv } from '@/lib/env/server'
import { type Problem, problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import { createAuthClient } from '@/lib/supabase/server'

const signOutTimeoutMs = 3_000

/** Signs in and sets the session cookies of this answer. Wrong password and unknown account are one answer. */
export async function signInWithPassword(credentials: { email: string; password: string }): Promise<Result<null>> {
  const client = await createAuthClient()
  const { error } = await client.auth.signInWithPassword(credentials)
  return error ? failed(signInProblem(error)) : ok(null)
}

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

function signInProblem(error: { code?: string | undefined; status?: number | undefined }): Problem {
  switch (error.code) {
    case 'invalid_credentials':
    case 'user_not_found':
    case 'validation_failed':
      return problem('invalid', { reason: 'wrong-password' })
    case 'email_not_confirmed':
      return problem('invalid', { reason: 'email-not-confirmed' })
    case 'over_request_rate_limit':
    case 'over_email_send_rate_limit':
      return problem('busy', { reason: 'too-many-attempts' })
    default:
      if (error.status === 429) return problem('busy', { reason: 'too-many-attempts' })
      return problem('unavailable', { reason: 'sign-in-away', safeToRepeat: true })
  }
}
