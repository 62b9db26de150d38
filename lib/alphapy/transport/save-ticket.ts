/** The places of one save: a fresh read, the write, the read-back. */
import type { CallClass, Place } from './call-window'

/** Places reserved together. Each is used once; `release` gives back what was not used and must be called at the end. */
export class SaveTicket {
  #before: Place[]
  #write: Place[]
  #after: Place[]

  constructor([before, write, after]: Place[]) {
    this.#before = before ? [before] : []
    this.#write = write ? [write] : []
    this.#after = after ? [after] : []
  }

  /** The place for the next call of this class, if one is left. A read after the write has gone is the read-back. */
  take(callClass: CallClass): Place | undefined {
    if (callClass === 'write') return this.#write.pop()
    return this.#write.length > 0 ? this.#before.pop() : (this.#after.pop() ?? this.#before.pop())
  }

  /** Gives back every place that was not used. */
  release(): void {
    for (const place of [...this.#before, ...this.#write, ...this.#after]) place.settle(false)
    this.#before = []
    this.#write = []
    this.#after = []
  }
}
