/** What an access token says about a person. Reading it proves nothing; `jwks.ts` does. */
import { decodeJwt, decodeProtectedHeader } from 'jose'
import * as z from 'zod'

/** Identity proven by a token. */
export interface VerifiedClaims {
  userId: string
  sessionId: string | undefined
  email: string | undefined
  /** In E.164, of somebody who signs in with a number. */
  phone?: string | undefined
  /** Ways in that the auth server knows of this user; they cannot be edited by the user. */
  providers?: string[]
  /** `aal2` once this session has shown a second factor. */
  aal: 'aal1' | 'aal2'
  /** In milliseconds since the epoch, by the auth server's clock; so is `expiresAt`. 0: the token does not say. */
  issuedAt: number
  /** When its session was begun, which refreshes do not move; when the token was issued, where it does not say. */
  beganAt: number
  expiresAt: number
}

const claimsSchema = z.object({
  sub: z.uuid(),
  exp: z.number(),
  iat: z.number().optional(),
  aal: z.string().optional(),
  session_id: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  amr: z
    .array(z.object({ timestamp: z.number() }))
    .optional()
    .catch(undefined),
  app_metadata: z
    .object({ providers: z.array(z.string()) })
    .optional()
    .catch(undefined),
})

/** The claims of a payload, or `undefined` when they are not those of a person's token. */
export function readClaims(payload: unknown): VerifiedClaims | undefined {
  const parsed = claimsSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { sub, exp, iat = 0, aal, session_id, email, phone, amr = [], app_metadata } = parsed.data
  return {
    userId: sub,
    sessionId: session_id,
    email: email || undefined,
    ...(phone ? { phone: `+${phone.replace(/^\+/, '')}` } : {}),
    providers: app_metadata?.providers ?? [],
    aal: aal === 'aal2' ? 'aal2' : 'aal1',
    issuedAt: iat * 1000,
    beganAt: (amr.length > 0 ? Math.min(...amr.map(({ timestamp }) => timestamp)) : iat) * 1000,
    expiresAt: exp * 1000,
  }
}

/**
 * What a token says, unproven: for one that has just come from the auth server itself, or where it can only be held against
 * whoever presents it.
 */
export function readUnproven(token: string): VerifiedClaims | undefined {
  return readClaims(payloadOf(token))
}

/** Whom a token names as its issuer; unproven. */
export function issuerOf(token: string): unknown {
  return payloadOf(token)?.iss
}

/** True for a token signed with a secret that only the auth server knows, so that nobody else can check it. */
export function isSharedSecretToken(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg === 'HS256'
  } catch {
    return false
  }
}

function payloadOf(token: string) {
  try {
    return decodeJwt(token)
  } catch {
    return undefined
  }
}
