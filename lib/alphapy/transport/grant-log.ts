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

/** The admissions of the last windows, counted as they come and go. */
export class GrantLog {
  readonly #windowMs: number
  readonly #now: () => number
  /** Of the last window, oldest first. */
  #lately: Grant[] = []
  #readsAt: number[] = []
  #countOf = { guild: new Map<string, number>(), person: new Map<string, number>() }
  /** Of the windows over which the pace is taken. */
  #saves: { at: number; places: number }[] = []

  constructor(windowMs: number, now: () => number) {
    this.#windowMs = windowMs
    this.#now = now
  }

  add({ callClass, person, guild, places }: Omit<Grant, 'at'>): void {
    const at = this.#now()
    this.#prune()
    this.#lately.push({ at, callClass, person, guild, places })
    this.#count('guild', guild, 1)
    this.#count('person', person, 1)
    if (callClass === 'read') this.#readsAt.push(at)
    if (callClass === 'write') this.#saves.push({ at, places })
  }

  /** Whose turn it is: a person's read before a poll; then the guild, then the person, let in least often of late. */
  fairest<T extends InTurn>(line: readonly T[]): T | undefined {
    this.#prune()
    const order = line.map((inTurn) => {
      const { callClass, guild, person } = inTurn.entrant
      const counts = [this.#countOf.guild.get(guild) ?? 0, this.#countOf.person.get(person) ?? 0]
      return { inTurn, rank: [callClass === 'read' ? 0 : 1, ...counts, inTurn.seq] }
    })
    return order.sort((a, b) => compare(a.rank, b.rank))[0]?.inTurn
  }

  /** How many saves were let in per window of late, and how many places they took. */
  pace(): { saves: number; places: number } {
    this.#prune()
    const places = this.#saves.reduce((sum, save) => sum + save.places, 0)
    return { saves: this.#saves.length / paceWindows, places: Math.ceil(places / paceWindows) }
  }

  /** Milliseconds until fewer than `atMost` reads of people lie in the last window. 0 = now. */
  waitForReadsMs(atMost: number): number {
    this.#prune()
    const leavesAt = this.#readsAt[this.#readsAt.length - atMost]
    return leavesAt === undefined ? 0 : leavesAt + this.#windowMs - this.#now()
  }

  /** Milliseconds until the oldest admission of the last window is out of it; infinite when there is none. */
  nextLeavesInMs(): number {
    this.#prune()
    const [oldest] = this.#lately
    return oldest ? oldest.at + this.#windowMs - this.#now() : Number.POSITIVE_INFINITY
  }

  #prune(): void {
    const oldest = this.#now() - this.#windowMs
    for (let [first] = this.#lately; first && first.at <= oldest; [first] = this.#lately) {
      this.#lately.shift()
      this.#count('guild', first.guild, -1)
      this.#count('person', first.person, -1)
      if (first.callClass === 'read') this.#readsAt.shift()
    }
    const oldestSave = this.#now() - paceWindows * this.#windowMs
    while (this.#saves[0] && this.#saves[0].at <= oldestSave) this.#saves.shift()
  }

  #count(by: 'guild' | 'person', name: string, change: number): void {
    const count = (this.#countOf[by].get(name) ?? 0) + change
    if (count > 0) this.#countOf[by].set(name, count)
    else this.#countOf[by].delete(name)
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
