/**
 * Local verification of access tokens against the project's published keys. The keys are fetched once and renewed in the
 * background, so a visit never waits for the auth server unless a key it has never seen turns up.
 */
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { LRUCache } from 'lru-cache'
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
  /** In milliseconds since the epoch, by the auth server's clock; so is `expiresAt`. */
  issuedAt: number
  expiresAt: number
}

/**
 * `expired` = genuine but too old; `invalid` = not ours; `withdrawn` = signed by a key the project does not publish, and the
 * auth server does not take it; `unknown` = neither keys nor an answer could be had, so nothing is proven.
 */
export type Verification =
  | { kind: 'valid'; claims: VerifiedClaims }
  | { kind: 'expired'; claims: VerifiedClaims }
  | { kind: 'invalid' }
  | { kind: 'withdrawn' }
  | { kind: 'unknown' }

/** Parts of a verifier, held still by tests. */
export interface VerifierParts {
  /** Address of the auth API, e.g. `https://abc.supabase.co/auth/v1`; also the issuer tokens must name. */
  authUrl: string
  apiKey: string
  fetchFn?: typeof fetch
  now?: () => number
}

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })
const claimsSchema = z.object({
  sub: z.uuid(),
  exp: z.number(),
  iat: z.number().optional(),
  aal: z.string().optional(),
  session_id: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  app_metadata: z
    .object({ providers: z.array(z.string()) })
    .optional()
    .catch(undefined),
})

const algorithms = ['ES256', 'RS256', 'EdDSA']
const renewAfterMs = 10 * 60_000
const askAgainAfterMs = 10_000
const keysTimeoutMs = 2_500
const acceptedForMs = 60_000
const clockToleranceS = 5

/** Tokens naming a key we do not have are asked about, but a stranger who makes them up must not make us ask for ever. */
const strangeKeys = { askMax: 60, windowMs: 60_000 }

/** Verifies the tokens of one project. */
export class TokenVerifier {
  #parts: Required<VerifierParts>
  #keys: { find: JWTVerifyGetKey; fetchedAt: number } | undefined
  #fetching: Promise<void> | undefined
  #askedAt = Number.NEGATIVE_INFINITY
  #accepted = new LRUCache<string, number>({ max: 1_000 })
  #strangeSince = 0
  #strangeCount = 0

  constructor({ fetchFn = fetch, now = Date.now, ...parts }: VerifierParts) {
    this.#parts = { ...parts, fetchFn, now }
  }

  /** Checks signature, issuer, audience and age. Never throws. */
  async verify(token: string): Promise<Verification> {
    if (isSharedSecretToken(token)) return this.#askUser(token)
    if (!this.#keys) await this.#fetchKeys()
    else if (this.#parts.now() - this.#keys.fetchedAt > renewAfterMs) void this.#fetchKeys()
    if (!this.#keys) return { kind: 'unknown' }
    const first = await this.#check(token, this.#keys.find)
    if (first !== 'no-key') return first
    // A key we have not seen: the project may have rotated since.
    const before = this.#keys
    if (issuedAt(token) >= this.#keys.fetchedAt) await this.#fetchKeys()
    const second = this.#keys === before ? 'no-key' : await this.#check(token, this.#keys.find)
    return second === 'no-key' ? this.#askAboutStrangeKey(token) : second
  }

  /** A published list may be minutes old on its way here, so a key missing from it proves nothing: the auth server is asked. */
  async #askAboutStrangeKey(token: string): Promise<Verification> {
    const payload = payloadOf(token)
    const isOurs = typeof payload === 'object' && payload !== null && 'iss' in payload
    if (!isOurs || payload.iss !== this.#parts.authUrl) return { kind: 'invalid' }
    const now = this.#parts.now()
    if (now - this.#strangeSince > strangeKeys.windowMs) {
      this.#strangeSince = now
      this.#strangeCount = 0
    }
    if ((this.#accepted.get(token) ?? 0) <= now && ++this.#strangeCount > strangeKeys.askMax) return { kind: 'unknown' }
    const answer = await this.#askUser(token)
    return answer.kind === 'invalid' ? { kind: 'withdrawn' } : answer
  }

  /** Projects with a shared secret publish no keys: the auth server itself is asked, and its yes kept for a minute. */
  async #askUser(token: string): Promise<Verification> {
    const { authUrl, apiKey, fetchFn, now } = this.#parts
    const claims = readClaims(payloadOf(token))
    if (!claims) return { kind: 'invalid' }
    if (claims.expiresAt <= now()) return { kind: 'expired', claims }
    if ((this.#accepted.get(token) ?? 0) > now()) return { kind: 'valid', claims }
    try {
      const response = await fetchFn(`${authUrl}/user`, {
        headers: { apikey: apiKey, authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(keysTimeoutMs),
        cache: 'no-store',
      })
      if (response.status === 401 || response.status === 403) return { kind: 'invalid' }
      if (!response.ok) return { kind: 'unknown' }
      this.#accepted.set(token, now() + acceptedForMs)
      return { kind: 'valid', claims }
    } catch {
      return { kind: 'unknown' }
    }
  }

  async #check(token: string, find: JWTVerifyGetKey): Promise<Verification | 'no-key'> {
    try {
      const { payload } = await jwtVerify(token, find, {
        issuer: this.#parts.authUrl,
        audience: 'authenticated',
        algorithms,
        clockTolerance: clockToleranceS,
        currentDate: new Date(this.#parts.now()),
      })
      const claims = readClaims(payload)
      return claims ? { kind: 'valid', claims } : { kind: 'invalid' }
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return 'no-key'
      if (error instanceof errors.JWTExpired) {
        const claims = readClaims(error.payload)
        return claims ? { kind: 'expired', claims } : { kind: 'invalid' }
      }
      return { kind: 'invalid' }
    }
  }

  #fetchKeys(): Promise<void> {
    if (this.#parts.now() - this.#askedAt < askAgainAfterMs && this.#keys) return Promise.resolve()
    this.#fetching ??= this.#readKeys().finally(() => {
      this.#fetching = undefined
    })
    return this.#fetching
  }

  async #readKeys(): Promise<void> {
    const { authUrl, apiKey, fetchFn, now } = this.#parts
    this.#askedAt = now()
    try {
      const response = await fetchFn(`${authUrl}/.well-known/jwks.json`, {
        headers: { apikey: apiKey },
        signal: AbortSignal.timeout(keysTimeoutMs),
        cache: 'no-store',
      })
      if (!response.ok) return
      const parsed = keySetSchema.safeParse(await response.json())
      if (parsed.success) this.#keys = { find: createLocalJWKSet(parsed.data as JSONWebKeySet), fetchedAt: now() }
    } catch {
      // Keys stay as they were: an auth server that is away must not sign anybody out.
    }
  }
}

function isSharedSecretToken(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg === 'HS256'
  } catch {
    return false
  }
}

function payloadOf(token: string): unknown {
  try {
    return decodeJwt(token)
  } catch {
    return undefined
  }
}

function issuedAt(token: string): number {
  const payload = payloadOf(token)
  const iat = typeof payload === 'object' && payload !== null && 'iat' in payload ? payload.iat : undefined
  return typeof iat === 'number' ? (iat + clockToleranceS) * 1000 : 0
}

/** What a token says, unproven. Only for one that has just come from the auth server itself. */
export function readIssuedToken(token: string): VerifiedClaims | undefined {
  return readClaims(payloadOf(token))
}

function readClaims(payload: unknown): VerifiedClaims | undefined {
  const parsed = claimsSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { sub, exp, iat, aal, session_id, email, phone, app_metadata } = parsed.data
  return {
    userId: sub,
    sessionId: session_id,
    email: email || undefined,
    ...(phone ? { phone: `+${phone.replace(/^\+/, '')}` } : {}),
    providers: app_metadata?.providers ?? [],
    aal: aal === 'aal2' ? 'aal2' : 'aal1',
    issuedAt: (iat ?? 0) * 1000,
    expiresAt: exp * 1000,
  }
}
