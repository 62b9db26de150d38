/**
 * Whether a person has a second factor, as the auth server says. Never out of the cookie: a session that has shown one
 * factor only could be made to look as if there were no other. Known for a session as long as its access token holds.
 */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import * as z from 'zod'
import { isEndingCode } from './refresh'

/** `ended`: the auth server knows the session no more. `unknown`: it could not be asked. */
export type FactorAnswer = 'none' | 'verified' | 'ended' | 'unknown'

/** A session with one factor shown, and the token by which the auth server knows it. */
export interface FirstFactorSession {
  userId: string
  sessionId: string | undefined
  accessToken: string
  /** In milliseconds since the epoch. */
  expiresAt: number
}

/** Parts of the asker, held still by tests. */
export interface SecondFactorsParts {
  /** Address of the auth API, e.g. `https://abc.supabase.co/auth/v1`. */
  authUrl: string
  apiKey: string
  fetchFn?: typeof fetch
  now?: () => number
}

const keptForMs = 3_600_000
const askTimeoutMs = 2_500
/** After a failure, visits are told so at once for this long. */
const coolDownMs = 3_000

const userSchema = z.object({
  id: z.string(),
  factors: z.array(z.object({ status: z.string() })).nullish(),
})
const refusalSchema = z.object({
  error_code: z.string().optional(),
  code: z.union([z.string(), z.number()]).optional(),
})

interface Known {
  userId: string
  answer: 'none' | 'verified'
  until: number
}

/** Asks the auth server of one project, once per session and token. */
export class SecondFactors {
  readonly #parts: Required<SecondFactorsParts>
  readonly #known = new LRUCache<string, Known>({ max: 20_000 })
  readonly #failedAt = new LRUCache<string, number>({ max: 5_000 })
  readonly #flights = new Map<string, Promise<FactorAnswer>>()

  constructor({ fetchFn = fetch, now = Date.now, ...parts }: SecondFactorsParts) {
    this.#parts = { ...parts, fetchFn, now }
  }

  /** Whether the person of this session has a verified second factor. Never throws. */
  async ask(session: FirstFactorSession): Promise<FactorAnswer> {
    const key = keyOf(session)
    const now = this.#parts.now()
    const known = this.#known.get(key)
    if (known && known.until > now) return known.answer
    if ((this.#failedAt.get(key) ?? Number.NEGATIVE_INFINITY) > now - coolDownMs) return 'unknown'
    const flying = this.#flights.get(key)
    if (flying) return flying
    const flight = this.#request(session).finally(() => this.#flights.delete(key))
    this.#flights.set(key, flight)
    return flight
  }

  /**
   * Takes note of a user record that came from the auth server itself, with a new token for example. Answers what it says,
   * or `undefined` when it is not this person's record.
   */
  note(session: FirstFactorSession, user: unknown): 'none' | 'verified' | undefined {
    const parsed = userSchema.safeParse(user)
    if (!parsed.success || parsed.data.id !== session.userId) return undefined
    const answer = parsed.data.factors?.some(({ status }) => status === 'verified') ? 'verified' : 'none'
    const until = Math.min(session.expiresAt, this.#parts.now() + keptForMs)
    this.#known.set(keyOf(session), { userId: session.userId, answer, until })
    return answer
  }

  /** Forgets what is known of a person, in all sessions: a factor came or went. */
  forget(userId: string): void {
    for (const [key, known] of this.#known.entries()) if (known.userId === userId) this.#known.delete(key)
  }

  async #request(session: FirstFactorSession): Promise<FactorAnswer> {
    const { authUrl, apiKey, fetchFn, now } = this.#parts
    try {
      const response = await fetchFn(`${authUrl}/user`, {
        headers: { apikey: apiKey, authorization: `Bearer ${session.accessToken}` },
        signal: AbortSignal.timeout(askTimeoutMs),
        cache: 'no-store',
      })
      const body: unknown = await response.json()
      const answer = response.ok ? this.note(session, body) : isOver(body) ? 'ended' : undefined
      if (answer) return answer
    } catch {
      // Not answered, or with nonsense: nothing is known.
    }
    this.#failedAt.set(keyOf(session), now())
    return 'unknown'
  }
}

function isOver(body: unknown): boolean {
  const refusal = refusalSchema.safeParse(body)
  const code = refusal.data?.error_code ?? refusal.data?.code
  return typeof code === 'string' && isEndingCode(code)
}

function keyOf({ userId, sessionId, accessToken }: FirstFactorSession): string {
  return `${userId} ${sessionId ?? createHash('sha256').update(accessToken).digest('base64url')}`
}
