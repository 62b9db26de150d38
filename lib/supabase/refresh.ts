/**
 * Trading a refresh token for a new session: one flight per token in this process, a hard time budget, and a definite
 * answer only where the auth server gave one. Done without the client library on purpose: it signs people out on a 429
 * and keeps trying for 25 seconds when the server is away.
 */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import * as z from 'zod'
import type { StoredSession } from './session-cookie'

/** `ended` = the auth server said the session is over; `unavailable` = nobody knows, nothing may be removed. */
export type RefreshOutcome = { kind: 'refreshed'; session: StoredSession } | { kind: 'ended' } | { kind: 'unavailable' }

/** Parts of a refresher, held still by tests. */
export interface RefresherParts {
  authUrl: string
  apiKey: string
  fetchFn?: typeof fetch
  now?: () => number
  /** Called once with every new session, as the auth server gave it. */
  onRefreshed?: (session: StoredSession) => void
}

/** The whole attempt, body included. */
export const refreshBudgetMs = 3_000

/** What a visit with a still valid token gives it. */
const hurryBudgetMs = 1_500

/** After a failure, visits with a still valid token do not try again for this long. */
const coolDownMs = 10_000

const unavailable: RefreshOutcome = { kind: 'unavailable' }

/** Requests that left the browser with the old cookie arrive for a while after the new one was issued. */
const lateArrivalMs = 30_000

const endingCodes = new Set([
  'refresh_token_not_found',
  'refresh_token_already_used',
  'session_not_found',
  'session_expired',
  'user_banned',
  'user_not_found',
  // The token is not even shaped like one: a cookie that was damaged can never be refreshed.
  'validation_failed',
])

/** True for the codes that end a session for certain; anything else is an outage or a bug, ours or theirs. */
export function isEndingCode(code: string): boolean {
  return endingCodes.has(code)
}

const tokenAnswerSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number(),
  expires_at: z.number().optional(),
})

interface Flight {
  landed: boolean
  outcome: Promise<RefreshOutcome>
}

/** Refreshes sessions of one project. */
export class SessionRefresher {
  #parts: Required<RefresherParts>
  #flights: LRUCache<string, Flight>
  #failedAt = new LRUCache<string, number>({ max: 5_000, ttl: coolDownMs })

  constructor({ fetchFn = fetch, now = Date.now, onRefreshed = () => {}, ...parts }: RefresherParts) {
    this.#parts = { ...parts, fetchFn, now, onRefreshed }
    this.#flights = new LRUCache({ max: 5_000, ttl: lateArrivalMs })
  }

  /**
   * One refresh per token, however many ask for it at once or shortly after. Never throws. `hurry`: the access token still
   * holds, so the visit waits only briefly, and not at all just after a failure; a late answer serves the next visit.
   */
  refresh(refreshToken: string, { hurry = false }: { hurry?: boolean } = {}): Promise<RefreshOutcome> {
    const key = createHash('sha256').update(refreshToken).digest('base64')
    const known = this.#flights.get(key)
    const failedLately = (this.#failedAt.get(key) ?? 0) > this.#parts.now() - coolDownMs
    if (hurry && failedLately && !known?.landed) return Promise.resolve(unavailable)
    const flight = known ?? this.#start(key, refreshToken)
    return hurry ? this.#briefly(key, flight) : flight.outcome
  }

  #start(key: string, refreshToken: string): Flight {
    const flight: Flight = { landed: false, outcome: this.#request(refreshToken) }
    this.#flights.set(key, flight)
    void flight.outcome.then(({ kind }) => {
      flight.landed = true
      // Only a new session is worth remembering: after an outage the next visit must be free to try again.
      if (kind !== 'refreshed') this.#flights.delete(key)
      if (kind === 'unavailable') this.#failedAt.set(key, this.#parts.now())
    })
    return flight
  }

  #briefly(key: string, flight: Flight): Promise<RefreshOutcome> {
    const patience = pause(hurryBudgetMs).then(() => {
      if (!flight.landed) this.#failedAt.set(key, this.#parts.now())
      return unavailable
    })
    return Promise.race([flight.outcome, patience])
  }

  async #request(refreshToken: string): Promise<RefreshOutcome> {
    const { authUrl, apiKey, fetchFn, now, onRefreshed } = this.#parts
    try {
      const response = await fetchFn(`${authUrl}/token?grant_type=refresh_token`, {
        method: 'POST',
        headers: { apikey: apiKey, 'content-type': 'application/json' },
        body: JSON.stringify({ refresh_token: refreshToken }),
        signal: AbortSignal.timeout(refreshBudgetMs),
        cache: 'no-store',
      })
      const body: unknown = await response.json()
      if (response.ok) {
        const answer = tokenAnswerSchema.parse(body)
        const expiresAt = answer.expires_at ?? Math.floor(now() / 1000) + answer.expires_in
        const session = { ...answer, expires_at: expiresAt }
        onRefreshed(session)
        return { kind: 'refreshed', session }
      }
      return { kind: isEnding(body) ? 'ended' : 'unavailable' }
    } catch {
      return { kind: 'unavailable' }
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

function isEnding(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  const code = 'error_code' in body ? body.error_code : 'code' in body ? body.code : undefined
  return typeof code === 'string' && isEndingCode(code)
}
