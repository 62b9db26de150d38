/** Who was let in of late, for taking turns. */
import type { CallClass } from './call-window'

/** One admission. */
interface Grant {
  at: number
  callClass: CallClass
  person: string
  guild: string
  places: number
}

/** Somebody in line, as far as turns go. */
interface InTurn {
  seq: number
  entrant: { callClass: CallClass; person: string; guild: string }
}

/** Windows over which the pace of saving is taken. */
const paceWindows = 2

/** The admissions of the last windows. */
export class GrantLog {
  readonly #windowMs: number
  readonly #now: () => number
  #grants: Grant[] = []

  constructor(windowMs: number, now: () => number) {
    this.#windowMs = windowMs
    this.#now = now
  }

  add(grant: Omit<Grant, 'at'>): void {
    const oldest = this.#now() - paceWindows * this.#windowMs
    this.#grants = [...this.#grants.filter(({ at }) => at > oldest), { ...grant, at: this.#now() }]
  }

  /** Whose turn it is: a person's read before a poll; then the guild, then the person, let in least often of late. */
  fairest<T extends InTurn>(line: readonly T[]): T | undefined {
    const lately = this.#lately()
    const count = (by: 'guild' | 'person', name: string) => lately.filter((grant) => grant[by] === name).length
    const order = line.map((inTurn) => {
      const { callClass, guild, person } = inTurn.entrant
      return {
        inTurn,
        rank: [callClass === 'read' ? 0 : 1, count('guild', guild), count('person', person), inTurn.seq],
      }
    })
    return order.sort((a, b) => compare(a.rank, b.rank))[0]?.inTurn
  }

  /** How many saves were let in per window of late, and how many places they took. */
  pace(): { saves: number; places: number } {
    const oldest = this.#now() - paceWindows * this.#windowMs
    const saves = this.#grants.filter(({ at, callClass }) => at > oldest && callClass === 'write')
    const places = saves.reduce((sum, grant) => sum + grant.places, 0)
    return { saves: saves.length / paceWindows, places: Math.ceil(places / paceWindows) }
  }

  /** Milliseconds until fewer than `atMost` reads of people lie in the last window. 0 = now. */
  waitForReadsMs(atMost: number): number {
    const reads = this.#lately().filter(({ callClass }) => callClass === 'read')
    const leaving = reads[reads.length - atMost]
    return leaving ? leaving.at + this.#windowMs - this.#now() : 0
  }

  /** Milliseconds until the oldest admission of the last window is out of it; infinite when there is none. */
  nextLeavesInMs(): number {
    const [oldest] = this.#lately()
    return oldest ? oldest.at + this.#windowMs - this.#now() : Number.POSITIVE_INFINITY
  }

  #lately(): Grant[] {
    const oldest = this.#now() - this.#windowMs
    return this.#grants.filter(({ at }) => at > oldest)
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
