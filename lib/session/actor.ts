/** Somebody whose identity is proven, and the right to speak for them. */
import { type Credentials, verifiedUserId } from '@/lib/alphapy/transport/credentials'

/** What Alphapy is shown for a person: their token, and on routes that take nothing else their Discord account. */
export type ActorCredentials = Extract<Credentials, { kind: 'jwt' }>

/** What an actor is made of. */
export interface ActorParts {
  userId: string
  email: string | undefined
  /** In E.164. */
  phone?: string | undefined
  sessionId: string | undefined
  usesDiscord?: boolean
  accessToken: string
  issuedAt?: number | undefined
  expiresAt: number
  requestId: string
  /** Asks the auth server for the person's Discord account; left out where nothing may be done with it. */
  askDiscordId?: ActorCredentials['askDiscordId']
  /** Address of the browser, when a proxy of one's own vouches for it. */
  clientAddress?: string | undefined
}

/**
 * A signed-in person. The access token is a private field: React refuses to pass a class instance to a browser, and
 * logging or serialising one shows no token.
 */
export class Actor {
  readonly userId: string
  readonly email: string | undefined
  /** What people know themselves by: their address or number. */
  readonly name: string | undefined
  readonly sessionId: string | undefined
  /** Whether this person signs in with Discord, as far as Mind knows; to offer it, never to prove anything. */
  readonly usesDiscord: boolean
  /** When the proof of identity was last renewed and when it ends, in milliseconds since the epoch. */
  readonly issuedAt: number | undefined
  readonly expiresAt: number
  /** Id of the request this actor came with; log lines of the visit carry it. */
  readonly requestId: string
  readonly #accessToken: string
  readonly #askDiscordId: ActorCredentials['askDiscordId']
  readonly #clientAddress: string | undefined

  constructor(parts: ActorParts) {
    const { userId, email, sessionId, accessToken, issuedAt, expiresAt, requestId, askDiscordId, clientAddress } = parts
    this.userId = userId
    this.email = email
    this.name = email ?? parts.phone
    this.sessionId = sessionId
    this.issuedAt = issuedAt
    this.usesDiscord = parts.usesDiscord ?? false
    this.expiresAt = expiresAt
    this.requestId = requestId
    this.#accessToken = accessToken
    this.#askDiscordId = askDiscordId
    this.#clientAddress = clientAddress
  }

  /**
   * What Alphapy is shown for this person. Enough for every route: calls that need the Discord account ask the auth server
   * for it, others do not.
   */
  get credentials(): ActorCredentials {
    const ask = this.#askDiscordId
    const from = this.#clientAddress
    const userId = verifiedUserId({ sub: this.userId })
    const more = { ...(ask ? { askDiscordId: ask } : {}), ...(from ? { clientAddress: from } : {}) }
    return { kind: 'jwt', token: this.#accessToken, userId, ...more }
  }
}
