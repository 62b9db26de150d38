/** Somebody whose identity is proven, and the right to speak for them. */

/** What an actor is made of. */
export interface ActorParts {
  userId: string
  email: string | undefined
  sessionId: string | undefined
  accessToken: string
  expiresAt: number
  requestId: string
}

/**
 * A signed-in person. The access token is a private field: React refuses to pass a class instance to a browser, and
 * logging or serialising one shows no token.
 */
export class Actor {
  readonly userId: string
  readonly email: string | undefined
  readonly sessionId: string | undefined
  /** When the proof of identity ends, in milliseconds since the epoch. */
  readonly expiresAt: number
  /** Id of the request this actor came with; log lines of the visit carry it. */
  readonly requestId: string
  readonly #accessToken: string

  constructor({ userId, email, sessionId, accessToken, expiresAt, requestId }: ActorParts) {
    this.userId = userId
    this.email = email
    this.sessionId = sessionId
    this.expiresAt = expiresAt
    this.requestId = requestId
    this.#accessToken = accessToken
  }

  /** What Alphapy is shown for this person. */
  get credentials(): { kind: 'jwt'; token: string } {
    return { kind: 'jwt', token: this.#accessToken }
  }
}
