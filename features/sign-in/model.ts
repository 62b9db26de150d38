import { type Problem, type ProblemReason, problem } from '@/lib/problems/problem'

/** Where a refusal of the auth server was met. Its codes mean different things to a person at each place. */
export type Place = 'password' | 'message' | 'code' | 'link' | 'flow' | 'new-password'

/** A refusal as the auth server gives it. */
export interface Refusal {
  code: string
  retryAfterMs?: number | undefined
}

const everywhere: Record<string, ProblemReason> = {
  email_provider_disabled: 'way-closed',
  phone_provider_disabled: 'way-closed',
  provider_disabled: 'way-closed',
  otp_disabled: 'sign-up-disabled',
  signup_disabled: 'sign-up-disabled',
}

const atPlace: Record<Place, Record<string, ProblemReason>> = {
  // A shut-out account is refused before its password is looked at: telling would tell that it exists.
  password: {
    invalid_credentials: 'wrong-password',
    user_not_found: 'wrong-password',
    user_banned: 'wrong-password',
    validation_failed: 'wrong-password',
    email_not_confirmed: 'email-not-confirmed',
  },
  message: {
    validation_failed: 'address-refused',
    email_address_invalid: 'address-refused',
    email_address_not_authorized: 'address-refused',
    sms_send_failed: 'phone-refused',
  },
  code: {
    otp_expired: 'wrong-code',
    user_not_found: 'wrong-code',
    user_banned: 'wrong-code',
    validation_failed: 'wrong-code',
  },
  link: {
    otp_expired: 'link-expired',
    validation_failed: 'link-expired',
    user_banned: 'account-closed',
    one_link_of_two: 'other-link-too',
  },
  flow: {
    otp_expired: 'link-expired',
    flow_state_not_found: 'flow-expired',
    flow_state_expired: 'flow-expired',
    bad_code_verifier: 'flow-expired',
    bad_oauth_state: 'flow-expired',
    validation_failed: 'way-closed',
    user_banned: 'account-closed',
    identity_already_exists: 'linked-elsewhere',
    email_exists: 'linked-elsewhere',
    provider_email_needs_verification: 'provider-unverified',
    access_denied: 'provider-cancelled',
    manual_linking_disabled: 'linking-off',
  },
  'new-password': {
    weak_password: 'weak-password',
    validation_failed: 'weak-password',
    same_password: 'same-password',
  },
}

/** A refusal, or no answer at all, as a problem with words for this place. */
export function signInProblem(place: Place, refusal: Refusal | 'away'): Problem {
  if (refusal === 'away') return away()
  const { code, retryAfterMs } = refusal
  if (isRateLimit(code)) {
    return problem('busy', { reason: 'too-many-attempts', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
  }
  const reason = atPlace[place][code] ?? everywhere[code]
  if (reason) return problem('invalid', { reason })
  return place === 'flow' ? problem('invalid', { reason: 'provider-refused' }) : away()
}

function away(): Problem {
  return problem('unavailable', { reason: 'sign-in-away', safeToRepeat: true })
}

function isRateLimit(code: string): boolean {
  return /^over_\w+_rate_limit$/.test(code)
}

/**
 * True when a refusal to send a message must be answered like a sent one, because only an address that has an account, or
 * only one that has none, is refused so. `open`: the project makes an account for whoever asks, so nothing is told by it.
 */
export function wouldTell(code: string, { open }: { open: boolean }): boolean {
  if (open || code === 'over_request_rate_limit' || code.endsWith('_provider_disabled')) return false
  return code !== 'validation_failed' && code !== 'email_address_invalid'
}

/** A telephone number in E.164, from how people write one with its country code; `undefined` when it is none. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}

/**
 * Whose message this is: the one spelling of an address or number, for all that is counted and sent. `undefined` when it is
 * none.
 */
export function readRecipient({ way, to }: { way: 'email' | 'recovery' | 'phone'; to: string }): string | undefined {
  return way === 'phone' ? readPhone(to) : to.trim().toLowerCase() || undefined
}

/** A code as the auth server takes it, however it was typed or pasted; `undefined` when it can be none. */
export function readCode(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '')
  return /^\d{6,10}$/.test(digits) ? digits : undefined
}

/**
 * What the `next` of a link means: a path, or the address the auth server was to send the person back to, which names its
 * flow and the wanted path. Addresses elsewhere mean nothing.
 */
export function readLinkTarget(text: string | undefined, origin: string): { next?: string; flow?: string } {
  if (!text) return {}
  if (text.startsWith('/')) return { next: text }
  try {
    const target = new URL(text)
    if (target.origin !== origin) return {}
    const [next, flow] = [target.searchParams.get('next'), target.searchParams.get('flow')]
    return { ...(next ? { next } : {}), ...(flow ? { flow } : {}) }
  } catch {
    return {}
  }
}

/** How a session must have been begun, and how lately, for a new password to be set without the old one. */
const proofs = new Set(['otp', 'recovery', 'magiclink', 'email/signup', 'invite'])
const proofHoldsForMs = 15 * 60_000

/** True when these proofs (`amr` of a verified token) hold one by a message, at most a quarter of an hour old at `now`. */
export function isProvenByMessage(amr: unknown, now: number): boolean {
  return (
    Array.isArray(amr) &&
    amr.some(
      (proof) =>
        proofs.has(proof?.method) &&
        typeof proof.timestamp === 'number' &&
        now - proof.timestamp * 1000 < proofHoldsForMs,
    )
  )
}
