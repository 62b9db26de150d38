import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose'

interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly jwk: JWK
}

async function newKey(kid: string = randomUUID()): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const jwk: JWK = { kty, crv, x, y, kid, alg: 'ES256', use: 'sig', key_ops: ['verify'], ext: true } as JWK
  return { kid, privateKey, publicKey, jwk }
}

/** Which key a forged token is signed with. */
type ForgeKey = 'current' | 'foreign' | 'none'

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The ES256 keys of the server: one signs, former ones stay listed and valid until they are revoked. */
export class KeyRing {
  #current: SigningKey
  #former: SigningKey[] = []
  readonly #foreign: SigningKey

  private constructor(current: SigningKey, foreign: SigningKey) {
    this.#current = current
    this.#foreign = foreign
  }

  /** A ring with one fresh key, and a stranger's key for attack tests. */
  static async create(): Promise<KeyRing> {
    return new KeyRing(await newKey(), await newKey())
  }

  /** Id of the signing key. */
  get kid(): string {
    return this.#current.kid
  }

  /** Public keys, the signing one first. */
  jwks(): { keys: JWK[] } {
    return { keys: [this.#current, ...this.#former].map((key) => key.jwk) }
  }

  /** Signs with a new key from now on; the former one keeps verifying. Answers the new kid. */
  async rotate(): Promise<string> {
    const next = await newKey()
    this.#former.unshift(this.#current)
    this.#current = next
    return next.kid
  }

  /** Stops listing and accepting former keys. Answers their kids. */
  revokeFormer(): string[] {
    const kids = this.#former.map((key) => key.kid)
    this.#former = []
    return kids
  }

  /** Signs claims as they are, `iat` and `exp` included. */
  async sign(claims: JWTPayload): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: this.#current.kid, typ: 'JWT' })
      .sign(this.#current.privateKey)
  }

  /** Verifies signature and times at the given moment; throws when anything is wrong. */
  async verify(token: string, nowMs: number): Promise<JWTPayload> {
    const keys = [this.#current, ...this.#former]
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => {
        const key = keys.find((candidate) => candidate.kid === kid)
        if (!key) throw new Error(`unrecognized JWT kid ${kid ?? '<nil>'} for algorithm ES256`)
        return key.publicKey
      },
      { algorithms: ['ES256'], currentDate: new Date(nowMs) },
    )
    return payload
  }

  /**
   * A token no honest server would issue, for attack tests: any claims, any header, signed by this server, by a
   * stranger who claims this server's kid, or not at all (`alg: none`).
   */
  async forge(claims: JWTPayload, key: ForgeKey, header: Record<string, unknown> = {}): Promise<string> {
    if (key === 'none') return `${base64url({ alg: 'none', typ: 'JWT', ...header })}.${base64url(claims)}.`
    const signer = key === 'current' ? this.#current : this.#foreign
    return new SignJWT(claims)
      .setProtectedHeader({ kid: this.#current.kid, typ: 'JWT', ...header, alg: 'ES256' })
      .sign(signer.privateKey)
  }
}
