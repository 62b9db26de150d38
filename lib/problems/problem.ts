/**
 * Errors as data. A `Problem` crosses every boundary of Mind (backend → server → browser) and holds no words: what
 * people read is looked up by `code` and `reason` in `messages/`. Of what the backend said it carries `fieldErrors` alone.
 */

/** What went wrong, as a closed set that code may branch on. */
export type ProblemCode =
  | 'signed-out'
  | 'session-unknown'
  | 'not-linked'
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'busy'
  | 'unavailable'
  | 'timeout'
  | 'bad-reply'
  | 'unknown-outcome'
  | 'unexpected'

/** A finer cause within a code; only the choice of words depends on it. */
export type ProblemReason =
  | 'credentials-refused'
  | 'bot-away'
  | 'access-check-failed'
  | 'database-away'
  | 'foreign-origin'
  | 'stale-page'
  | 'another-save'
  | 'wrong-password'
  | 'email-not-confirmed'
  | 'too-many-attempts'
  | 'sign-in-away'
  | 'session-too-large'
  | 'wrong-code'
  | 'link-expired'
  | 'link-elsewhere'
  | 'other-link-too'
  | 'flow-expired'
  | 'provider-cancelled'
  | 'provider-refused'
  | 'provider-unverified'
  | 'linked-elsewhere'
  | 'other-account'
  | 'sign-up-disabled'
  | 'account-closed'
  | 'way-closed'
  | 'address-refused'
  | 'phone-refused'
  | 'wrong-app-code'
  | 'wrong-present-password'
  | 'weak-password'
  | 'same-password'
  | 'proof-too-old'
  | 'second-factor-needed'
  | 'sign-in-again'
  | 'last-identity'
  | 'linking-off'
  | 'second-factor-off'
  | 'sign-out-unconfirmed'
  | 'signed-out-here-only'
  | 'server-too-old'
  | 'service-key-missing'
  | 'discord-identity-missing'
  | 'discord-away'
  | 'discord-refused'
  | 'quota-reached'
  | 'premium-needed'
  | 'somebody-else'

/**
 * What is wrong with single fields, by field name: a refusal of the catalogue (a key under `messages/` → `validation`) with its
 * figures, or `refusedByBot` with the bot's own words as plain text.
 */
export type FieldErrors = Record<string, { key: string; values?: Record<string, string | number> }>

/** One failure, ready to be shown: words by code, the id to quote, and whether doing it again is harmless. */
export interface Problem {
  code: ProblemCode
  reason?: ProblemReason
  /** Request id of the call that failed; what a person quotes and the log line carries. */
  requestId?: string
  /** HTTP status of the backend's answer, if it answered. */
  status?: number
  /** For `busy`: milliseconds until it is worth trying again. */
  retryAfterMs?: number
  /** For `invalid`. */
  fieldErrors?: FieldErrors
  /** True when the same request may be sent again without doing anything twice. */
  safeToRepeat: boolean
}

const harmless: ReadonlySet<ProblemCode> = new Set([
  'signed-out',
  'session-unknown',
  'not-linked',
  'forbidden',
  'not-found',
  'invalid',
  'conflict',
  'busy',
])

/** Makes a problem. Refusals are safe to repeat by nature; anything else only when the caller says so. */
export function problem(code: ProblemCode, details: Partial<Omit<Problem, 'code'>> = {}): Problem {
  return { safeToRepeat: harmless.has(code), ...details, code }
}

const accessEnds: ReadonlySet<ProblemCode> = new Set(['forbidden', 'not-linked', 'signed-out', 'not-found'])

/** Refusals of one thing, which say nothing about who may see the guild. */
const refusesOne: ReadonlySet<ProblemReason> = new Set([
  'server-too-old',
  'discord-identity-missing',
  'quota-reached',
  'premium-needed',
  'foreign-origin',
])

/** True when nothing of the guild may stay on the screen. */
export function endsAccess({ code, reason }: Problem): boolean {
  return accessEnds.has(code) && !(reason && refusesOne.has(reason))
}

/** The HTTP status with which Mind's own route handlers answer a problem. */
export function problemStatus({ code }: Problem): number {
  switch (code) {
    case 'signed-out':
      return 401
    case 'not-linked':
    case 'forbidden':
      return 403
    case 'not-found':
      return 404
    case 'conflict':
      return 409
    case 'invalid':
      return 422
    case 'busy':
      return 429
    case 'unexpected':
      return 500
    case 'bad-reply':
    case 'unknown-outcome':
      return 502
    case 'session-unknown':
    case 'unavailable':
      return 503
    case 'timeout':
      return 504
  }
}
