/** How often something may happen within a window of time, counted in memory that cannot grow without end. */
import { LRUCache } from 'lru-cache'

/** So many times within a window of so many milliseconds. */
export interface Allowance {
  max: number
  windowMs: number
}

/** Undoes one use of an allowance. */
type GiveBack = () => void

/** More keys than this push out the one that was used longest ago. */
const keysMax = 20_000

/** Counts per key. Synchronous, so that nothing slips between a look and a count. */
export class WindowCounter {
  readonly #allowance: Allowance
  readonly #now: () => number
  readonly #windows = new LRUCache<string, { used: number; until: number }>({ max: keysMax })

  constructor(allowance: Allowance, now: () => number = Date.now) {
    this.#allowance = allowance
    this.#now = now
  }

  /** Uses the allowance of this key once; `undefined` when it is used up. The answer gives the use back. */
  take(key: string): GiveBack | undefined {
    const now = this.#now()
    const standing = this.#windows.get(key)
    const until = now + this.#allowance.windowMs
    // One that ends later than a new one would is of a clock that was set back.
    const open = standing && standing.until > now && standing.until <= until ? standing : { used: 0, until }
    if (open.used >= this.#allowance.max) return undefined
    open.used++
    this.#windows.set(key, open)
    return () => {
      open.used--
    }
  }
}

/**
 * What those cost who have proven nothing: so much from one address, where a proxy vouches for one, and so much together.
 * What the address may not do uses up nothing of what all may.
 */
export class StrangerAllowance {
  readonly #each: WindowCounter
  readonly #all: WindowCounter

  constructor({ each, all, windowMs }: { each: number; all: number; windowMs: number }, now: () => number = Date.now) {
    this.#each = new WindowCounter({ max: each, windowMs }, now)
    this.#all = new WindowCounter({ max: all, windowMs }, now)
  }

  /** Uses the allowance once; `undefined` when it is used up. The answer gives the use back. */
  take(address: string | undefined): GiveBack | undefined {
    const ofAddress = address === undefined ? () => {} : this.#each.take(address)
    const ofAll = ofAddress && this.#all.take('all')
    if (ofAll) {
      return () => {
        ofAddress()
        ofAll()
      }
    }
    ofAddress?.()
    return undefined
  }
}
