import * as z from 'zod'
import { type Problem, type ProblemReason, problem } from '@/lib/problems/problem'

const next = z.string().max(2_000)
const remember = z.boolean()

/** An e-mail address and a password. */
export const passwordSchema = z.object({ email: z.email().max(254), password: z.string().min(1).max(1_000), remember })

/** Where a message shall be sent, and what for. */
export const messageSchema = z.object({
  way: z.enum(['email', 'recovery', 'phone']),
  to: z.string().max(254),
  next,
  remember,
})

/** A code typed from a message. */
export const codeSchema = z.object({ code: z.string().max(40) })

/** What a link in a message carries. */
export const linkSchema = z.object({
  tokenHash: z.string().regex(/^[A-Za-z0-9_-]{8,256}$/),
  type: z.enum(['email', 'magiclink', 'signup', 'recovery', 'invite', 'email_change']),
  remember,
})

/** A password to be set. */
export const newPasswordSchema = z.object({ password: z.string().min(1).max(1_000) })

/** A message to be sent. */
export type MessageRequest = z.infer<typeof messageSchema>

/** What a link carries, and whether the session shall outlive the browser. */
export type SignInLink = z.infer<typeof linkSchema>

/** State of a form after a refused attempt: what was typed stays, secrets never come back. */
export interface SignInState {
  /** The address or number. */
  to?: string
  remember?: boolean
  /** The message was sent once more. */
  sentAgain?: boolean
  problem?: Problem
}

const told = [
  'link-expired',
  'link-elsewhere',
  'flow-expired',
  'provider-cancelled',
  'provider-refused',
  'provider-unverified',
  'linked-elsewhere',
  'linking-off',
  'other-account',
  'sign-up-disabled',
  'account-closed',
  'way-closed',
  'sign-in-away',
  'session-too-large',
  'sign-out-unconfirmed',
  'signed-out-here-only',
  'too-many-attempts',
  'proof-too-old',
  'foreign-origin',
  'stale-page',
] as const satisfies readonly ProblemReason[]

/** What is no fault of the person's. */
const notTheirs: ReadonlySet<ProblemReason> = new Set([
  'sign-in-away',
  'session-too-large',
  'sign-out-unconfirmed',
  'signed-out-here-only',
])

/** A problem that brought somebody back here, told by the address; from a closed list, so that nobody can put words there. */
export function toldProblem(reason: unknown): Problem | undefined {
  const known = told.find((one) => one === reason)
  return known && problem(notTheirs.has(known) ? 'unavailable' : 'invalid', { reason: known })
}
