/** An auth server under test, spoken to in HTTP alone. */
import { randomUUID } from 'node:crypto'
import { expect, type TestContext } from 'vitest'

/** What a server may be without. */
export type Feature =
  | 'sign-up'
  | 'mailbox'
  | 'published-keys'
  | 'issuer'
  | 'phone'
  | 'discord'
  | 'type-email'
  | 'default-scope'

/** Somebody who can sign in with a password. */
export interface Person {
  readonly email: string
  readonly password: string
}

/** A message as it arrived. */
export interface Message {
  readonly code: string
  /** Where its link leads. */
  readonly link: string
}

/** What is special about a server. */
export interface Traits {
  readonly name: string
  /** Address of the API, ending in `/auth/v1`. */
  readonly url: string
  readonly key: string
  /** What it is without, each with the reason. */
  readonly lacks: Partial<Record<Feature, string>>
  /** The one person to sign in as, where nobody can be signed up. */
  readonly person?: Person | undefined
  /** The newest message to an address or number. */
  readonly newestMessage?: (to: string) => Promise<Message>
  /** Lets the interval pass in which an old refresh token may be used again. */
  readonly outliveReuse?: () => Promise<void>
}

/** An answer, read to its end. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

interface Ask {
  readonly body?: unknown
  readonly text?: string
  readonly token?: string
  readonly method?: string
  readonly headers?: Record<string, string>
}

/** A session as an answer holds it. */
export interface IssuedSession {
  readonly accessToken: string
  readonly refreshToken: string
}

const ANSWER_MS = 10_000

/** The server and the ways to ask it. */
export class AuthTarget {
  /** What was left out, and why. */
  readonly leftOut: string[] = []
  readonly traits: Traits
  #somebody: Person | undefined

  constructor(traits: Traits) {
    this.traits = traits
  }

  /** One request with the public key. A body makes it a POST unless a method is given. */
  async ask(path: string, { body, text, token, method, headers }: Ask = {}): Promise<Reply> {
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(this.traits.url + path, {
      method: method ?? (sent === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: {
        apikey: this.traits.key,
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    })
    const read = await response.text()
    return { status: response.status, headers: response.headers, body: read.startsWith('{') ? JSON.parse(read) : {} }
  }

  /** Expects a refusal with this status and code, in the shape every refusal has. */
  async refused(status: number, code: string, path: string, ask: Ask = {}): Promise<Reply> {
    const reply = await this.ask(path, ask)
    expect([reply.status, reply.body.error_code]).toEqual([status, code])
    expect(reply.body).toEqual({
      code: status,
      error_code: code,
      msg: expect.stringMatching(/\S/),
      ...(code === 'weak_password' ? { weak_password: expect.anything() } : {}),
    })
    return reply
  }

  /** Somebody to sign in as, the same throughout: hashing a password is what takes the time. */
  async person(context: TestContext): Promise<Person> {
    this.#somebody ??= this.traits.person ?? (await this.newPerson(context))
    return this.#somebody
  }

  /** Somebody new. */
  async newPerson(context: TestContext): Promise<Person> {
    this.needs(context, 'sign-up')
    const person = { email: `contract-${randomUUID()}@example.com`, password: `secret-of-${randomUUID()}` }
    const reply = await this.ask('/signup', { body: person })
    if (reply.status !== 200) this.leaveOut(context, `signing up answered ${reply.status} ${reply.body.error_code}`)
    return person
  }

  /** A fresh session by password. */
  async signIn({ email, password }: Person): Promise<IssuedSession> {
    return this.sessionIn(await this.ask('/token?grant_type=password', { body: { email, password } }))
  }

  /** A refresh with this token. */
  refresh(refreshToken: unknown): Promise<Reply> {
    return this.ask('/token?grant_type=refresh_token', { body: { refresh_token: refreshToken } })
  }

  /** The session an answer must hold. */
  sessionIn(reply: Reply): IssuedSession {
    expect([reply.status, reply.body.error_code]).toEqual([200, undefined])
    const { access_token: accessToken, refresh_token: refreshToken } = reply.body
    if (typeof accessToken !== 'string' || typeof refreshToken !== 'string') throw new Error('No session in the answer')
    return { accessToken, refreshToken }
  }

  /** The newest message to this address. Leaves the test out where nobody can read the mail. */
  async message(context: TestContext, to: string): Promise<Message> {
    this.needs(context, 'mailbox')
    if (!this.traits.newestMessage) throw new Error(`${this.traits.name} has no mailbox and does not say so`)
    return this.traits.newestMessage(to)
  }

  /** Leaves the test out where the server is without one of these. */
  needs(context: TestContext, ...features: readonly Feature[]): void {
    for (const feature of features) {
      const reason = this.traits.lacks[feature]
      if (reason) this.leaveOut(context, reason)
    }
  }

  /** Ends the test here; the reason is told with it. */
  leaveOut(context: TestContext, reason: string): never {
    this.leftOut.push(`${context.task.name}: ${reason}`)
    return context.skip(reason)
  }
}

/** Where a suite finds its target once it has started. */
export type Current = () => AuthTarget

/** What a token claims, unproven. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
}
