/**
 * The backend's request window, mirrored. Alphapy keeps one list of the calls of the last 60 s per client address and
 * compares each call with the limit of its own kind: 10 for a write, 30 for a read, against *all* calls in the list. A
 * refused call is not counted, a failed one is. Mind is one address for everybody.
 */

/** Why a call is made. A write changes something; a person waits for a read; nobody waits for a poll. */
export type CallClass = 'write' | 'read' | 'poll'

/** Limits of the backend, in calls per window. */
export interface BudgetLimits {
  reads: number
  writes: number
  windowMs: number
}

/** Places wanted together: one call, and the reads around it that belong to it. */
export interface Claim {
  kind: 'read' | 'write'
  /** Reads that go before the call, and reads that follow it. */
  before: number
  after: number
}

/** A place in the window. It counts until `settle(true)` plus a window; `settle(false)` says nothing was counted. */
export interface Place {
  settle: (counted: boolean) => void
}

/** The window at one moment. */
export interface WindowView {
  /** Milliseconds until each counted call leaves, ascending. One under way has no end yet and stands for a whole window. */
  leavesInMs: readonly number[]
  /** Writes that have a place and no answer yet. */
  openWrites: number
  /** Milliseconds for which a kind is held back after a refusal nobody foresaw. */
  blockedMs: Readonly<Record<Claim['kind'], number>>
}

/** Where the window is kept: in this process, or in a store that several processes share. `take` must be atomic there. */
export interface CallWindow {
  readonly limits: BudgetLimits
  view(): WindowView | Promise<WindowView>
  /** Takes places in the order before, call, after; `undefined` when there is no room. `atMost` narrows a read's limit. */
  take(claim: Claim, atMost?: number): Place[] | undefined | Promise<Place[] | undefined>
  /** A call of this kind was refused although it had a place: somebody else shares the address. */
  learnRefusal(kind: Claim['kind']): void | Promise<void>
}

/** How many places a claim takes. */
export function placesOf({ before, after }: Claim): number {
  return before + 1 + after
}

/**
 * True when a claim may be let in beside `used` places. A write must find fewer than its limit, whatever overtakes it on
 * the way; so while one is open, nothing may push the total beyond that limit.
 */
export function hasRoom(limits: BudgetLimits, claim: Claim, used: number, openWrites: number, atMost: number): boolean {
  const places = placesOf(claim)
  if (openWrites > 0 && used + places > limits.writes) return false
  if (used + places > limits.reads) return false
  return claim.kind === 'write' ? used + claim.before + 1 <= limits.writes : used + places <= atMost
}

/** After a refusal nobody foresaw: asking again costs nothing, so first soon, then less often. */
const firstBlockMs = 10_000

/** The window of one process, in memory. */
export class MemoryCallWindow implements CallWindow {
  readonly limits: BudgetLimits
  readonly #now: () => number
  /** When counted calls were over, so that the server had counted them by then; ascending. */
  #settledAt: number[] = []
  #open = { read: 0, write: 0 }
  #blocks = { read: { until: 0, ms: 0 }, write: { until: 0, ms: 0 } }

  /** `now` must never jump: not the time of day. */
  constructor(limits: BudgetLimits, now: () => number = () => performance.now()) {
    this.limits = limits
    this.#now = now
  }

  view(): WindowView {
    const now = this.#now()
    const { windowMs } = this.limits
    const gone = this.#settledAt.findIndex((at) => at > now - windowMs)
    if (gone !== 0) this.#settledAt = gone < 0 ? [] : this.#settledAt.slice(gone)
    const leavesInMs = this.#settledAt.map((at) => at + windowMs - now)
    for (let open = this.#open.read + this.#open.write; open > 0; open--) leavesInMs.push(windowMs)
    return {
      leavesInMs,
      openWrites: this.#open.write,
      blockedMs: {
        read: Math.max(0, this.#blocks.read.until - now),
        write: Math.max(0, this.#blocks.write.until - now),
      },
    }
  }

  take(claim: Claim, atMost = this.limits.reads): Place[] | undefined {
    const { leavesInMs, openWrites, blockedMs } = this.view()
    if (blockedMs[claim.kind] > 0) return undefined
    if (!hasRoom(this.limits, claim, leavesInMs.length, openWrites, atMost)) return undefined
    const kinds = [...repeated('read', claim.before), claim.kind, ...repeated('read', claim.after)]
    return kinds.map((kind) => this.#take(kind))
  }

  learnRefusal(kind: Claim['kind']): void {
    const block = this.#blocks[kind]
    const now = this.#now()
    const again = now - block.until < this.limits.windowMs && block.ms > 0
    block.ms = again ? Math.min(this.limits.windowMs, block.ms * 2) : Math.min(firstBlockMs, this.limits.windowMs)
    block.until = now + block.ms
    // Reads have the wider limit: when they are refused, a write would be too.
    if (kind === 'read') this.#blocks.write = { ...block }
  }

  #take(kind: Claim['kind']): Place {
    this.#open[kind]++
    let open = true
    return {
      settle: (counted) => {
        if (!open) return
        open = false
        this.#open[kind]--
        if (counted) this.#settledAt.push(this.#now())
      },
    }
  }
}

function repeated(kind: Claim['kind'], times: number): Claim['kind'][] {
  return Array.from({ length: times }, () => kind)
}
