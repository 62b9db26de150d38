/** What the auth server refused, as a `Problem`. */
import { type Problem, problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import type { AuthAnswer } from './auth-call'

const problems: Record<string, () => Problem> = {
  over_request_rate_limit: () => problem('busy', { reason: 'too-many-attempts' }),
  mfa_verification_failed: () => problem('invalid', { reason: 'wrong-app-code' }),
  mfa_verification_rejected: () => problem('invalid', { reason: 'wrong-app-code' }),
  mfa_challenge_expired: () => problem('invalid', { reason: 'wrong-app-code' }),
  weak_password: () => problem('invalid', { reason: 'weak-password' }),
  same_password: () => problem('invalid', { reason: 'same-password' }),
  reauthentication_needed: () => problem('invalid', { reason: 'sign-in-again' }),
  insufficient_aal: () => problem('invalid', { reason: 'sign-in-again' }),
  single_identity_not_deletable: () => problem('invalid', { reason: 'last-identity' }),
  manual_linking_disabled: () => problem('invalid', { reason: 'linking-off' }),
  mfa_totp_enroll_not_enabled: () => problem('invalid', { reason: 'second-factor-off' }),
  mfa_totp_verify_not_enabled: () => problem('invalid', { reason: 'second-factor-off' }),
  identity_not_found: () => problem('conflict'),
  mfa_factor_not_found: () => problem('conflict'),
}

const signedOut = new Set(['session_not_found', 'session_expired', 'user_not_found', 'user_banned', 'bad_jwt'])

/** The body of an answer, or why there is none. What is not understood counts as the service being away. */
export function authResult(answer: AuthAnswer): Result<unknown> {
  if (answer.kind === 'ok') return ok(answer.body)
  if (answer.kind === 'away') return failed(problem('unavailable', { reason: 'sign-in-away', safeToRepeat: true }))
  if (signedOut.has(answer.code)) return failed(problem('signed-out'))
  return failed(problems[answer.code]?.() ?? problem('unavailable', { reason: 'sign-in-away', safeToRepeat: true }))
}
