/**
 * Answers that must not tell by their time what they do not tell by their words. Each is held back until a moment that
 * depends on others alone: a fixed least, or the slowest of its kind that was seen lately, whichever is later.
 */

/** All times in milliseconds. */
export interface EqualTimeOptions {
  leastMs: number
  /** Nobody is held back longer than this, however slow one answer was. */
  mostMs: number
  /** A clock that is never set back. */
  now?: () => number
  pause?: (ms: number) => Promise<void>
}

/** For so long the slowest answer counts, and at most twice as long. Quick ones, of which anybody can make many, change nothing. */
const memoryMs = 10 * 60_000
/** Answers of one kind do not all take the very same time. */
const margin = 1.1

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The time of one kind of answers in this process. */
export class EqualTime {
  readonly #options: Required<EqualTimeOptions>
  #slowest = { since: 0, nowMs: 0, beforeMs: 0 }

  constructor({ now = () => performance.now(), pause = wait, ...options }: EqualTimeOptions) {
    this.#options = { ...options, now, pause }
  }

  /**
   * What `ask` answers, not before its time. `holds`: whether this one is to be held back; one that tells by its words anyway
   * need not be. `counts`: whether it says how long such answers take; one that gave up waiting does not.
   */
  async of<T>(
    ask: () => Promise<T>,
    { holds = () => true, counts }: { holds?: (answer: T) => boolean; counts: (answer: T) => boolean },
  ): Promise<T> {
    const { now, pause } = this.#options
    const since = now()
    const answer = await ask()
    const tookMs = now() - since
    if (counts(answer)) this.#note(tookMs)
    const leftMs = this.#dueMs() - tookMs
    if (holds(answer) && leftMs > 0) await pause(leftMs)
    return answer
  }

  #note(tookMs: number): void {
    this.#turn()
    this.#slowest.nowMs = Math.max(this.#slowest.nowMs, tookMs)
  }

  #dueMs(): number {
    this.#turn()
    const { leastMs, mostMs } = this.#options
    const slowestMs = Math.max(this.#slowest.nowMs, this.#slowest.beforeMs)
    return Math.min(mostMs, Math.max(leastMs, Math.ceil(slowestMs * margin)))
  }

  #turn(): void {
    const now = this.#options.now()
    const ageMs = now - this.#slowest.since
    if (ageMs < memoryMs) return
    this.#slowest = { since: now, nowMs: 0, beforeMs: ageMs < 2 * memoryMs ? this.#slowest.nowMs : 0 }
  }
}
