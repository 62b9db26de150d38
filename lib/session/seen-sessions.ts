/**
 * The sessions this process has seen at its door: what the account page can list, since no route of the auth server tells
 * a person their sessions. Holds no token and no address.
 */
import { LRUCache } from 'lru-cache'
import type { VerifiedClaims } from '@/lib/supabase/tokens/token-claims'

/** One session, as far as the door has seen it. Moments in milliseconds since the epoch. */
export interface SeenSession {
  sessionId: string
  /** What the browser calls itself; anybody can write anything there. */
  userAgent: string
  firstSeenAt: number
  lastSeenAt: number
  secondFactor: boolean
}

const peopleMax = 20_000
const sessionsPerPersonMax = 30
const userAgentMax = 300
/** Access tokens of a Supabase project live an hour unless its owner says otherwise. */
const usualTokenLifeMs = 3_600_000

/** Remembers in the memory of this process. */
export class SeenSessions {
  readonly #now: () => number
  readonly #people = new LRUCache<string, Map<string, SeenSession>>({ max: peopleMax })
  #longestTokenLifeMs = usualTokenLifeMs

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Takes note of a visit with a valid token. */
  note(claims: VerifiedClaims, userAgent: string): void {
    const lifeMs = claims.issuedAt > 0 ? claims.expiresAt - claims.issuedAt : 0
    this.#longestTokenLifeMs = Math.max(this.#longestTokenLifeMs, lifeMs)
    const { sessionId, userId } = claims
    if (sessionId === undefined) return
    const sessions = this.#people.get(userId) ?? new Map<string, SeenSession>()
    const now = this.#now()
    const firstSeenAt = sessions.get(sessionId)?.firstSeenAt ?? now
    const secondFactor = claims.aal === 'aal2'
    // Taken out first, so that the map stays in the order of last visits.
    sessions.delete(sessionId)
    const seen = { sessionId, userAgent: userAgent.slice(0, userAgentMax), firstSeenAt, lastSeenAt: now, secondFactor }
    sessions.set(sessionId, seen)
    if (sessions.size > sessionsPerPersonMax) {
      const [oldest] = sessions.keys()
      if (oldest !== undefined) sessions.delete(oldest)
    }
    this.#people.set(userId, sessions)
  }

  /** Sessions of a person, seen last first. */
  of(userId: string): SeenSession[] {
    return [...(this.#people.get(userId)?.values() ?? [])].reverse()
  }

  /** Forgets a session that is over. */
  forget(userId: string, sessionId: string): void {
    this.#people.get(userId)?.delete(sessionId)
  }

  /** The longest an access token of this project was seen to live, in milliseconds. */
  get longestTokenLifeMs(): number {
    return this.#longestTokenLifeMs
  }
}
