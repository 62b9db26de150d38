/**
 * The backend's request window, mirrored. Alphapy keeps one list of the calls of the last 60 s per client address and
 * compares each call with the limit of its own class: 10 for a write, 30 for a read, against *all* calls in the list.
 * Mind is one address for everybody, so ten reads a minute would shut out every save. Nothing is sent here that would be
 * refused, and polls leave room for a write.
 */

/** Why a call is made. A write changes something; a person waits for a read; a poll nobody waits for. */
export type CallClass = 'write' | 'read' | 'poll'

/** Limits of the backend, in calls per window. */
export interface BudgetLimits {
  reads: number
  writes: number
  windowMs: number
}

/** Answer to "may I?": yes, with the way to give the place back, or the milliseconds until it is worth asking again. */
export type Admission = { admitted: true; settle: (sent: boolean) => void } | { admitted: false; waitMs: number }

interface Call {
  /** When the call was over, so that the server had counted it by then; `undefined` while under way. */
  settledAt: number | undefined
}

/** Calls that must stay free for a save: the fresh read, the write and some room for people. */
const pollReserve = 4

/** Until a refusal we did not foresee can have passed: somebody else shares our address, so the list is not ours alone. */
const unforeseenWaitMs = 10_000

/** One mirrored window. Pure bookkeeping over a clock; waiting is the caller's business. */
export class BudgetWindow {
  #calls: Call[] = []
  #blockedUntil: Record<'write' | 'read', number> = { write: 0, read: 0 }
  #limits: BudgetLimits
  #now: () => number

  constructor(limits: BudgetLimits, now: () => number = Date.now) {
    this.#limits = limits
    this.#now = now
  }

  /** Calls that count at this moment, those under way included. */
  get used(): number {
    this.#prune()
    return this.#calls.length
  }

  /** Milliseconds until a call of this class could be sent, with `ahead` further calls sent just before it. 0 = now. */
  waitMs(callClass: CallClass, ahead = 0): number {
    this.#prune()
    const limit = this.#limitOf(callClass)
    const blockedMs = this.#blockedUntil[callClass === 'write' ? 'write' : 'read'] - this.#now()
    const excess = this.#calls.length + ahead + 1 - limit
    if (excess <= 0) return Math.max(0, blockedMs)
    const settled = this.#calls.flatMap(({ settledAt }) => settledAt ?? []).sort((a, b) => a - b)
    // The excess-th oldest must have left; if it is still under way, its end is unknown: a whole window from now.
    const leaves = (settled[excess - 1] ?? this.#now()) + this.#limits.windowMs
    return Math.max(1, blockedMs, leaves - this.#now())
  }

  /** Takes a place if there is one. `settle(sent)` must be called once the answer is there, or with `false` if unsent. */
  admit(callClass: CallClass, ahead = 0): Admission {
    const waitMs = this.waitMs(callClass, ahead)
    if (waitMs > 0) return { admitted: false, waitMs }
    const call: Call = { settledAt: undefined }
    this.#calls.push(call)
    return {
      admitted: true,
      settle: (sent) => {
        if (sent) call.settledAt = this.#now()
        else this.#calls = this.#calls.filter((other) => other !== call)
      },
    }
  }

  /** Learns from a 429 that the mirror did not foresee. The refused call itself was not counted by the server. */
  learnRefusal(callClass: CallClass): void {
    this.#blockedUntil[callClass === 'write' ? 'write' : 'read'] = this.#now() + unforeseenWaitMs
  }

  #limitOf(callClass: CallClass): number {
    const { reads, writes } = this.#limits
    if (callClass === 'write') return writes
    return callClass === 'read' ? reads : Math.max(1, Math.min(reads, writes - pollReserve))
  }

  #prune(): void {
    const oldest = this.#now() - this.#limits.windowMs
    this.#calls = this.#calls.filter(({ settledAt }) => settledAt === undefined || settledAt > oldest)
  }
}
