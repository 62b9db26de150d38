/**
 * Trading a refresh token for a new session: one flight per token in this process, a hard time budget, and a definite
 * answer only where the auth server gave one. Done without the client library on purpose: it signs people out on a 429
 * and keeps trying for 25 seconds when the server is away.
 */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import * as z from 'zod'
import { StrangerAllowance, WindowCounter } from '@/lib/security/window-counter'
import type { StoredSession } from './session-cookie'
import { readUnproven } from './tokens/token-claims'

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

/** Who wants a refresh. */
export interface RefreshAsker {
  /** The person an access token proves, even one that has ended; nobody for what anybody can write. */
  userId?: string | undefined
  /** The visitor's address, where a proxy vouches for it. */
  address?: string | undefined
  /** The access token holds for longer than the whole attempt: the visit waits only briefly, and not at all just after a failure. */
  hurry?: boolean
  /** How long the visit has waited already, in milliseconds. */
  waitedMs?: number
}

/** The whole attempt, body included. */
export const refreshBudgetMs = 3_000

/** What a visit in a hurry gives it. */
const hurryBudgetMs = 1_500

/** After a failure, visits in a hurry do not try again for this long. */
const coolDownMs = 10_000

const unavailable: RefreshOutcome = { kind: 'unavailable' }

/** A visit that waited for the keys before gives a refresh this long nevertheless. */
const leastBudgetMs = 500

/** Refreshes of one person, on all their devices; only they can use them up. */
const personal = { max: 20, windowMs: 300_000 }

/** Refreshes for whoever proves nothing: a third of what the auth server takes from one address, which to it all of us are. */
const strangers = { each: 3, all: 10, windowMs: 60_000 }

/** A refresh token the auth server refused is never taken again. */
const refusedForMs = 600_000

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
  #refused = new LRUCache<string, true>({ max: 20_000, ttl: refusedForMs })
  #people: WindowCounter
  #strangers: StrangerAllowance

  constructor({ fetchFn = fetch, now = Date.now, onRefreshed = () => {}, ...parts }: RefresherParts) {
    this.#parts = { ...parts, fetchFn, now, onRefreshed }
    this.#flights = new LRUCache({ max: 5_000, ttl: lateArrivalMs })
    this.#people = new WindowCounter(personal, now)
    this.#strangers = new StrangerAllowance(strangers, now)
  }

  /**
   * One refresh per token, however many ask for it at once or shortly after, and only as many for each person and for all
   * strangers as they are allowed; beyond that it is `unavailable`. A late answer serves the next visit. Never throws.
   */
  refresh(refreshToken: string, asker: RefreshAsker): Promise<RefreshOutcome> {
    const { hurry = false, waitedMs = 0 } = asker
    const key = createHash('sha256').update(refreshToken).digest('base64')
    if (this.#refused.has(key)) return Promise.resolve({ kind: 'ended' })
    const known = this.#flights.get(key)
    const failedLately = (this.#failedAt.get(key) ?? 0) > this.#parts.now() - coolDownMs
    if (hurry && failedLately && !known?.landed) return Promise.resolve(unavailable)
    const flight = known ?? this.#start(key, refreshToken, asker)
    if (!flight) return Promise.resolve(unavailable)
    const patienceMs = Math.max(leastBudgetMs, (hurry ? hurryBudgetMs : refreshBudgetMs) - waitedMs)
    return this.#briefly(key, flight, patienceMs)
  }

  #start(key: string, refreshToken: string, { userId, address }: RefreshAsker): Flight | undefined {
    const giveBack = userId === undefined ? this.#strangers.take(address) : this.#people.take(userId)
    if (!giveBack) return undefined
    const flight: Flight = { landed: false, outcome: this.#request(refreshToken) }
    this.#flights.set(key, flight)
    void flight.outcome.then((outcome) => {
      const { kind } = outcome
      flight.landed = true
      // Only a new session is worth remembering: after an outage the next visit must be free to try again.
      if (kind !== 'refreshed') this.#flights.delete(key)
      if (kind === 'ended') this.#refused.set(key, true)
      if (kind === 'unavailable') this.#failedAt.set(key, this.#parts.now())
      if (userId === undefined ? this.#wasNoStranger(outcome) : kind === 'unavailable') giveBack()
    })
    return flight
  }

  /** A new session tells whose it is: it is theirs to pay for, or one person could go on for ever as a stranger. */
  #wasNoStranger(outcome: RefreshOutcome): boolean {
    if (outcome.kind !== 'refreshed') return false
    const person = readUnproven(outcome.session.access_token)
    return person !== undefined && this.#people.take(person.userId) !== undefined
  }

  #briefly(key: string, flight: Flight, patienceMs: number): Promise<RefreshOutcome> {
    const patience = pause(patienceMs).then(() => {
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
