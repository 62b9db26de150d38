/**
 * Which ways in the project offers, from its public settings. Kept a few minutes and renewed in the background; while the
 * auth server is away the last known answer stands.
 */
import * as z from 'zod'

/** What can be offered. `signUp`: whether the project takes people it does not know. `known`: false until it once answered. */
export interface Ways {
  discord: boolean
  email: boolean
  phone: boolean
  signUp: boolean
  known: boolean
}

/** Parts of the reader, held still by tests. */
export interface WaysInParts {
  /** Address of the auth API, e.g. `https://abc.supabase.co/auth/v1`. */
  authUrl: string
  apiKey: string
  fetchFn?: typeof fetch
  now?: () => number
}

const settingsSchema = z.object({
  external: z.object({
    discord: z.boolean().default(false),
    email: z.boolean().default(false),
    phone: z.boolean().default(false),
  }),
  disable_signup: z.boolean().default(false),
})

const freshForMs = 3 * 60_000
const askAgainAfterMs = 5_000
const readTimeoutMs = 2_500

/** What nearly every project has; said to be a guess by `known`. */
const guess: Ways = { discord: false, email: true, phone: false, signUp: true, known: false }

/** Reads the settings of one project. */
export class WaysIn {
  readonly #parts: Required<WaysInParts>
  #ways = guess
  #readAt = Number.NEGATIVE_INFINITY
  #askedAt = Number.NEGATIVE_INFINITY
  #flight: Promise<void> | undefined

  constructor({ fetchFn = fetch, now = Date.now, ...parts }: WaysInParts) {
    this.#parts = { ...parts, fetchFn, now }
  }

  /** The ways in. Waits for the auth server only as long as nothing is known, and not again right after a failure. Never throws. */
  async read(): Promise<Ways> {
    const now = this.#parts.now()
    const due = now - this.#readAt > freshForMs && now - this.#askedAt > askAgainAfterMs
    if (due) this.#flight ??= this.#ask().finally(() => (this.#flight = undefined))
    if (!this.#ways.known) await this.#flight
    return this.#ways
  }

  async #ask(): Promise<void> {
    const { authUrl, apiKey, fetchFn, now } = this.#parts
    this.#askedAt = now()
    try {
      const response = await fetchFn(`${authUrl}/settings`, {
        headers: { apikey: apiKey },
        signal: AbortSignal.timeout(readTimeoutMs),
        cache: 'no-store',
      })
      if (!response.ok) return
      const { external, disable_signup } = settingsSchema.parse(await response.json())
      this.#ways = { ...external, signUp: !disable_signup, known: true }
      this.#readAt = now()
    } catch {
      // What was known stays.
    }
  }
}
