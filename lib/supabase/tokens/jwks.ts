/**
 * Local verification of access tokens against the project's published keys. The keys are fetched once and renewed in the
 * background, so a visit never waits for the auth server unless a key it has never seen turns up.
 */
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, jwtVerify } from 'jose'
import * as z from 'zod'
import { TokenAsker } from './token-asker'
import { isSharedSecretToken, issuerOf, readClaims, readUnproven, type VerifiedClaims } from './token-claims'

/**
 * `expired` = genuine, which is proven, but too old; `invalid` = not ours; `unproven` = no published key can tell, and the
 * auth server does not take it, or it has ended and cannot be asked about: anybody can write such a token, but a genuine one
 * looks no different; `unknown` = neither keys nor an answer could be had.
 */
export type Verification =
  | { kind: 'valid'; claims: VerifiedClaims }
  | { kind: 'expired'; claims: VerifiedClaims }
  | { kind: 'invalid' }
  | { kind: 'unproven' }
  | { kind: 'unknown' }

/** Parts of a verifier, held still by tests. */
export interface VerifierParts {
  /** Address of the auth API, e.g. `https://abc.supabase.co/auth/v1`; also the issuer tokens must name. */
  authUrl: string
  apiKey: string
  fetchFn?: typeof fetch
  /** The auth server's idea of now, which ages of tokens follow. */
  now?: () => number
  /** A clock that is never set back, for how long something is kept. */
  localNow?: () => number
}

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })

const algorithms = ['ES256', 'RS256', 'EdDSA']
const renewAfterMs = 10 * 60_000
const askAgainAfterMs = 10_000
/** Without any keys; so that a page does not wait a second time where the door has waited in vain. */
const tryAgainAfterMs = 5_000
const keysTimeoutMs = 2_500
const clockToleranceS = 5

/** Verifies the tokens of one project. */
export class TokenVerifier {
  readonly #parts: Required<VerifierParts>
  readonly #asker: TokenAsker
  #keys: { find: JWTVerifyGetKey; fetchedAt: number; fetchedAtLocal: number } | undefined
  #fetching: Promise<void> | undefined
  #triedAt = Number.NEGATIVE_INFINITY

  constructor({ fetchFn = fetch, now = Date.now, localNow = () => performance.now(), ...parts }: VerifierParts) {
    this.#parts = { ...parts, fetchFn, now, localNow }
    this.#asker = new TokenAsker({ ...parts, fetchFn, localNow })
  }

  /** Checks signature, issuer, audience and age. `address`: the visitor's, where a proxy vouches for it. Never throws. */
  async verify(token: string, address?: string): Promise<Verification> {
    if (isSharedSecretToken(token)) return this.#askAbout(token, address)
    if (!this.#keys) await this.#fetchKeys()
    else if (this.#parts.localNow() - this.#keys.fetchedAtLocal > renewAfterMs) void this.#fetchKeys()
    if (!this.#keys) return { kind: 'unknown' }
    const first = await this.#check(token, this.#keys.find)
    if (first !== 'no-key') return first
    // A key we have not seen: the project may have rotated since.
    const before = this.#keys
    if ((readUnproven(token)?.issuedAt ?? 0) + clockToleranceS * 1000 >= before.fetchedAt) await this.#fetchKeys()
    const second = this.#keys === before ? 'no-key' : await this.#check(token, this.#keys.find)
    if (second !== 'no-key') return second
    return issuerOf(token) === this.#parts.authUrl ? this.#askAbout(token, address) : { kind: 'invalid' }
  }

  /** Takes note of a token that has just come from the auth server itself. */
  noteIssued(token: string): void {
    this.#asker.noteGenuine(token)
  }

  /**
   * A project with a shared secret publishes no keys, and a published list may be minutes old on its way here: the auth
   * server is asked. Its no is not the end of the session, which only a refresh can tell.
   */
  async #askAbout(token: string, address: string | undefined): Promise<Verification> {
    const claims = readUnproven(token)
    if (!claims) return { kind: 'invalid' }
    if (claims.expiresAt <= this.#parts.now()) {
      return this.#asker.isGenuine(token) ? { kind: 'expired', claims } : { kind: 'unproven' }
    }
    const answer = await this.#asker.ask(token, address)
    if (answer === 'taken') return { kind: 'valid', claims }
    return { kind: answer === 'refused' ? 'unproven' : 'unknown' }
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
      if (!claims) return { kind: 'invalid' }
      // Proven for later, when its key may be published no more.
      this.#asker.noteGenuine(token)
      return { kind: 'valid', claims }
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        const claims = readClaims(error.payload)
        return claims ? { kind: 'expired', claims } : { kind: 'invalid' }
      }
      // Anything else is no fault of the token's: its key is missing from the list, or damaged in it.
      return faultsOfToken.some((fault) => error instanceof fault) ? { kind: 'invalid' } : 'no-key'
    }
  }

  #fetchKeys(): Promise<void> {
    const sinceMs = this.#parts.localNow() - this.#triedAt
    if (!this.#fetching && sinceMs < (this.#keys ? askAgainAfterMs : tryAgainAfterMs)) return Promise.resolve()
    this.#fetching ??= this.#readKeys().finally(() => {
      this.#fetching = undefined
      this.#triedAt = this.#parts.localNow()
    })
    return this.#fetching
  }

  async #readKeys(): Promise<void> {
    const { authUrl, apiKey, fetchFn, now, localNow } = this.#parts
    try {
      const response = await fetchFn(`${authUrl}/.well-known/jwks.json`, {
        headers: { apikey: apiKey },
        signal: AbortSignal.timeout(keysTimeoutMs),
        cache: 'no-store',
      })
      if (!response.ok) return
      const parsed = keySetSchema.safeParse(await response.json())
      if (!parsed.success) return
      const find = createLocalJWKSet(parsed.data as JSONWebKeySet)
      this.#keys = { find, fetchedAt: now(), fetchedAtLocal: localNow() }
    } catch {
      // Keys stay as they were: an auth server that is away must not sign anybody out.
    }
  }
}

/** What makes a token worthless whatever keys there are. */
const faultsOfToken = [
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JOSEAlgNotAllowed,
]
