/** Signing in at the auth server. */
import 'server-only'
import { type Problem, problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { countAttempt, settleAttempt } from '@/lib/security/attempts'
import { createAuthClient } from '@/lib/supabase/server'

/** Signs in and sets the session cookies of this answer. Wrong password and unknown account are one answer. */
export async function signInWithPassword(credentials: { email: string; password: string }): Promise<Result<null>> {
  const account = credentials.email
  const allowed = await countAttempt('sign-in', { account })
  if (!allowed.ok) return allowed
  const client = await createAuthClient()
  const { error } = await client.auth.signInWithPassword(credentials)
  if (error) return failed(signInProblem(error))
  await settleAttempt('sign-in', { account })
  return ok(null)
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
