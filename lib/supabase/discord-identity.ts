/**
 * The Discord account of a signed-in person, as the auth server lists it among their identities. Never out of a token or a
 * profile: what a person can edit about themself proves nothing. Kept a few minutes per session; an answer that could not
 * be had is not kept.
 */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import * as z from 'zod'
import { type DiscordAnswer, verifiedDiscordId } from '@/lib/alphapy/transport/credentials'

/** Parts of the asker, held still by tests. */
export interface DiscordIdentitiesParts {
  /** Address of the auth API, e.g. `https://abc.supabase.co/auth/v1`. */
  authUrl: string
  apiKey: string
  fetchFn?: typeof fetch
  now?: () => number
  /** The auth server's idea of now, which dates its tokens. */
  tokenNow?: () => number
}

/** Whose account, and the token by which the auth server knows them. */
export interface SessionOfPerson {
  userId: string
  sessionId: string | undefined
  accessToken: string
}

const keptForMs = 5 * 60_000
/** A person waits for it, with another call still to come. */
const askTimeoutMs = 1_500

const identitySchema = z.object({ provider: z.string(), id: z.string() })
const userSchema = z.object({ id: z.string(), identities: z.array(identitySchema).nullish() })

/** Asks the auth server of one project. */
export class DiscordIdentities {
  readonly #parts: Required<DiscordIdentitiesParts>
  readonly #kept = new LRUCache<string, { answer: DiscordAnswer; askedAt: number }>({ max: 5_000 })
  readonly #flights = new Map<string, Promise<DiscordAnswer>>()
  readonly #changes = new LRUCache<string, { linked: boolean; at: number }>({ max: 5_000 })

  constructor({ fetchFn = fetch, now = Date.now, tokenNow = now, ...parts }: DiscordIdentitiesParts) {
    this.#parts = { ...parts, fetchFn, now, tokenNow }
  }

  /** Discord was linked to this person, or unlinked: what is known of them in any session counts no longer. */
  changed(userId: string, to: 'linked' | 'unlinked'): void {
    this.#changes.set(userId, { linked: to === 'linked', at: this.#parts.tokenNow() })
    const isTheirs = (key: string) => key.startsWith(`${userId} `)
    for (const key of [...this.#kept.keys()].filter(isTheirs)) this.#kept.delete(key)
    for (const key of [...this.#flights.keys()].filter(isTheirs)) this.#flights.delete(key)
  }

  /**
   * Whether this person signs in with Discord, by a token that names their ways in (`providers`) and what has changed since
   * it was issued (`issuedAt`, milliseconds since the epoch). To offer it, never to prove anything.
   */
  isLinked(userId: string, { providers, issuedAt }: { providers: readonly string[]; issuedAt: number }): boolean {
    const change = this.#changes.get(userId)
    return change && change.at >= issuedAt ? change.linked : providers.includes('discord')
  }

  /**
   * The account of this person, at most five minutes old. With `anew` the auth server is asked in any case; an earlier
   * answer then serves only when it cannot be reached. Never throws.
   */
  async find(person: SessionOfPerson, { anew }: { anew: boolean }): Promise<DiscordAnswer> {
    const key = keyOf(person)
    const kept = this.#keptAnswer(key)
    if (kept && !anew) return kept
    const flight = this.#flights.get(key) ?? this.#ask(person)
    const askedAt = this.#parts.now()
    this.#flights.set(key, flight)
    const answer = await flight
    // Taken out meanwhile: somebody else has ended it, or something has changed since it was asked.
    if (this.#flights.get(key) === flight) {
      this.#flights.delete(key)
      this.#keep(key, answer, askedAt)
    }
    return answer.kind === 'unknown' ? (kept ?? answer) : answer
  }

  #keptAnswer(key: string): DiscordAnswer | undefined {
    const kept = this.#kept.get(key)
    return kept && this.#parts.now() - kept.askedAt < keptForMs ? kept.answer : undefined
  }

  #keep(key: string, answer: DiscordAnswer, askedAt: number): void {
    if (answer.kind === 'found' || answer.kind === 'none') this.#kept.set(key, { answer, askedAt })
    if (answer.kind === 'refused') this.#kept.delete(key)
  }

  async #ask({ userId, accessToken }: SessionOfPerson): Promise<DiscordAnswer> {
    const { authUrl, apiKey, fetchFn } = this.#parts
    try {
      const response = await fetchFn(`${authUrl}/user`, {
        headers: { apikey: apiKey, authorization: `Bearer ${accessToken}` },
        signal: AbortSignal.timeout(askTimeoutMs),
        cache: 'no-store',
      })
      if (response.status === 401 || response.status === 403) return { kind: 'refused' }
      if (!response.ok) return { kind: 'unknown' }
      const user = userSchema.safeParse(await response.json())
      if (!user.success || user.data.id !== userId) return { kind: 'unknown' }
      const id = verifiedDiscordId(user.data.identities ?? [])
      return id ? { kind: 'found', id } : { kind: 'none' }
    } catch {
      return { kind: 'unknown' }
    }
  }
}

/** A session renews its token, so it is known by its own id; the token stands in where a project names none. */
function keyOf({ userId, sessionId, accessToken }: SessionOfPerson): string {
  return `${userId} ${sessionId ?? createHash('sha256').update(accessToken).digest('base64url')}`
}
