/**
 * Sessions that are over although their access tokens still hold. A token cannot be called back, so Mind remembers whom it
 * must not let in, for as long as such a token can live.
 */
import type { VerifiedClaims } from '@/lib/supabase/tokens/token-claims'

/** Whose tokens an order to end sessions meets. */
export interface EndedPerson {
  userId: string
  /** Sessions begun before this moment (milliseconds since the epoch) are over, also with a token of a later refresh. */
  begunBefore: number
  /** The session that goes on. */
  exceptSessionId?: string | undefined
  /** Spares sessions that have shown a second factor. */
  onlyFirstFactor?: boolean
}

/** Where ended sessions are remembered. `until`: milliseconds since the epoch. */
export interface EndedSessions {
  /** `here`: it is over in Mind only, and is to be ended at the auth server when it turns up. */
  endOne(sessionId: string, until: number, where: 'everywhere' | 'here'): Promise<void>
  endPerson(person: EndedPerson, until: number, where: 'everywhere' | 'here'): Promise<void>
  /** Whether a token with these claims may no longer be used, and whether only Mind knows. */
  find(claims: VerifiedClaims): Promise<'everywhere' | 'here' | undefined>
}

/** Remembers in the memory of this process. Entries go when they are no longer needed, never before. */
export class MemoryEndedSessions implements EndedSessions {
  readonly #now: () => number
  readonly #sessions = new Map<string, { until: number; where: 'everywhere' | 'here' }>()
  readonly #people = new Map<string, (EndedPerson & { until: number; where: 'everywhere' | 'here' })[]>()

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  async endOne(sessionId: string, until: number, where: 'everywhere' | 'here'): Promise<void> {
    this.#prune()
    this.#sessions.set(sessionId, { until, where })
  }

  async endPerson(person: EndedPerson, until: number, where: 'everywhere' | 'here'): Promise<void> {
    this.#prune()
    const orders = this.#people.get(person.userId) ?? []
    const same = orders.find((order) => isSameOrder(order, person))
    const others = orders.filter((order) => order !== same)
    const begunBefore = Math.max(person.begunBefore, same?.begunBefore ?? 0)
    const order = { ...person, begunBefore, until: Math.max(until, same?.until ?? 0), where }
    this.#people.set(person.userId, [...others, order])
  }

  async find(claims: VerifiedClaims): Promise<'everywhere' | 'here' | undefined> {
    const now = this.#now()
    const one = claims.sessionId === undefined ? undefined : this.#sessions.get(claims.sessionId)
    if (one && one.until > now) return one.where
    const orders = this.#people.get(claims.userId) ?? []
    const met = orders.filter((order) => order.until > now && meets(order, claims))
    return met.find(({ where }) => where === 'everywhere')?.where ?? met[0]?.where
  }

  /** How many entries are held; for tests and figures. */
  get size(): number {
    return this.#sessions.size + [...this.#people.values()].reduce((sum, orders) => sum + orders.length, 0)
  }

  #prune(): void {
    const now = this.#now()
    for (const [id, { until }] of this.#sessions) if (until <= now) this.#sessions.delete(id)
    for (const [userId, orders] of this.#people) {
      const standing = orders.filter(({ until }) => until > now)
      if (standing.length > 0) this.#people.set(userId, standing)
      else this.#people.delete(userId)
    }
  }
}

function meets(order: EndedPerson, claims: VerifiedClaims): boolean {
  if (order.exceptSessionId !== undefined && claims.sessionId === order.exceptSessionId) return false
  if (order.onlyFirstFactor && claims.aal === 'aal2') return false
  return claims.beganAt < order.begunBefore
}

/** The same but for its moment: the later one meets whatever the earlier one does. */
function isSameOrder(a: EndedPerson, b: EndedPerson): boolean {
  return a.exceptSessionId === b.exceptSessionId && (a.onlyFirstFactor ?? false) === (b.onlyFirstFactor ?? false)
}
