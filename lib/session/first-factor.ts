/**
 * Somebody who has shown one factor of two, or of whom more cannot be told right now. May show the other factor, and leave;
 * nothing else.
 */

/** What such a person is made of. */
export interface FirstFactorParts {
  userId: string
  email: string | undefined
  sessionId: string | undefined
  accessToken: string
  expiresAt: number
  requestId: string
}

/** Not an `Actor`, so that nothing that wants one takes it. The access token is a private field, as there. */
export class FirstFactorPerson {
  readonly userId: string
  readonly email: string | undefined
  readonly sessionId: string | undefined
  readonly expiresAt: number
  readonly requestId: string
  readonly #accessToken: string

  constructor({ userId, email, sessionId, accessToken, expiresAt, requestId }: FirstFactorParts) {
    this.userId = userId
    this.email = email
    this.sessionId = sessionId
    this.expiresAt = expiresAt
    this.requestId = requestId
    this.#accessToken = accessToken
  }

  /** What the auth server is shown when the second factor is. */
  get authToken(): string {
    return this.#accessToken
  }
}
