/** Who was let in of late, for taking turns. */
import type { CallClass } from '../call-window'

/** One admission, or a refusal that followed one. */
interface Grant {
  at: number
  callClass: CallClass | undefined
  person: string
  guild: string
  /** What it adds to the part of the window its person has had, and of that what is for saving. */
  weight: number
  saving: number
}

/** Somebody in line, as far as turns go. */
interface InTurn {
  seq: number
  entrant: { callClass: CallClass; person: string; guild: string }
}

const classRank = { write: 0, read: 1, poll: 2 } satisfies Record<CallClass, number>

/** Windows over which the pace of saving is taken. */
const paceWindows = 2
/**
 * What a person has had stays below this many times what is left for everybody. One alone comes to three quarters of the
 * window; however many want all of it, the last place is for somebody who had less than this.
 */
const shareFactor = 3
/** What a call adds whose person was refused: the first is a mistake, and many are somebody trying guilds out. */
const refusedWeighs = 10

/** The admissions of the last windows, counted as they come and go. */
export class GrantLog {
  readonly #windowMs: number
  readonly #now: () => number
  /** Of the last window, oldest first. */
  #lately: Grant[] = []
  #readsAt: number[] = []
  #had = { guild: new Map<string, number>(), person: new Map<string, number>(), saving: new Map<string, number>() }
  /** Of the windows over which the pace is taken. */
  #saves: { at: number; places: number }[] = []

  constructor(windowMs: number, now: () => number) {
    this.#windowMs = windowMs
    this.#now = now
  }

  /** Somebody was let in. `isSave`: for a write that somebody made, not one that may be left out. */
  add({ places, isSave, ...grant }: InTurn['entrant'] & { places: number; isSave: boolean }): void {
    this.#push({ ...grant, at: this.#now(), weight: places, saving: isSave ? places : 0 })
    if (grant.callClass === 'read') this.#readsAt.push(this.#now())
  }

  /** What this person asked for they may not have. */
  addRefusal(person: string): void {
    this.#push({ at: this.#now(), callClass: undefined, person, guild: '', weight: refusedWeighs, saving: 0 })
  }

  /** A write was answered, and counted: one that was let in and never sent is no pace. */
  addSave(places: number): void {
    this.#saves.push({ at: this.#now(), places })
  }

  /**
   * Those in line, in the order of their turns: saves as they came; a person's read before a poll, and of these first
   * whoever, and then whose guild, has had least of late. Each counts for the next one of the same person as let in.
   */
  inTurn<T extends InTurn>(line: readonly T[]): T[] {
    this.#prune()
    const hadSoFar = new Map<string, number>()
    const ranked = [...line]
      .sort((a, b) => classRank[a.entrant.callClass] - classRank[b.entrant.callClass] || a.seq - b.seq)
      .map((inTurn) => {
        const { callClass, guild, person } = inTurn.entrant
        if (callClass === 'write') return { inTurn, rank: [classRank.write, inTurn.seq] }
        const had = hadSoFar.get(person) ?? this.#had.person.get(person) ?? 0
        hadSoFar.set(person, had + 1)
        return { inTurn, rank: [classRank[callClass], had, this.#had.guild.get(guild) ?? 0, inTurn.seq] }
      })
    return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ inTurn }) => inTurn)
  }

  /** How many saves were made per window of late, and how many places they took. */
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

  /** True when one more call of this person, beside `used` of `atMost`, leaves the others their part. */
  hasShare(person: string, used: number, atMost: number): boolean {
    this.#prune()
    return isShare(this.#had.person.get(person) ?? 0, atMost - used)
  }

  /**
   * Milliseconds until one more call of this person leaves the others their part. `leavesInMs`: the calls that count, as
   * the window has them, of which there may be `atMost`.
   */
  waitForShareMs(person: string, leavesInMs: readonly number[], atMost: number): number {
    const mine = this.#of(person).map(({ at, weight }) => ({ inMs: at + this.#windowMs - this.#now(), weight }))
    const isWithin = (ms: number) => {
      const left = atMost - leavesInMs.filter((inMs) => inMs > ms).length
      const had = mine.reduce((sum, { inMs, weight }) => sum + (inMs > ms ? weight : 0), 0)
      return isShare(had, left)
    }
    const changes = [0, ...leavesInMs, ...mine.map(({ inMs }) => inMs)].sort((a, b) => a - b)
    return changes.find(isWithin) ?? this.#windowMs
  }

  /** Milliseconds until the saves of this person take `atMost` places at most in the last window. 0 = now. */
  waitForSavingMs(person: string, atMost: number): number {
    this.#prune()
    let taken = this.#had.saving.get(person) ?? 0
    if (taken <= atMost) return 0
    for (const { at, saving } of this.#of(person)) {
      taken -= saving
      if (taken <= atMost) return at + this.#windowMs - this.#now()
    }
    return this.#windowMs
  }

  /** True when somebody else was let in of late. */
  hasOthers(person: string): boolean {
    this.#prune()
    return this.#had.person.size > (this.#had.person.has(person) ? 1 : 0)
  }

  /** Milliseconds until the oldest admission of the last window is out of it; infinite when there is none. */
  nextLeavesInMs(): number {
    this.#prune()
    const [oldest] = this.#lately
    return oldest ? oldest.at + this.#windowMs - this.#now() : Number.POSITIVE_INFINITY
  }

  #of(person: string): Grant[] {
    this.#prune()
    return this.#lately.filter((grant) => grant.person === person)
  }

  #push(grant: Grant): void {
    this.#prune()
    this.#lately.push(grant)
    this.#count(grant, 1)
  }

  #prune(): void {
    const oldest = this.#now() - this.#windowMs
    for (let [first] = this.#lately; first && first.at <= oldest; [first] = this.#lately) {
      this.#lately.shift()
      this.#count(first, -1)
      if (first.callClass === 'read') this.#readsAt.shift()
    }
    const oldestSave = this.#now() - paceWindows * this.#windowMs
    while (this.#saves[0] && this.#saves[0].at <= oldestSave) this.#saves.shift()
  }

  #count({ guild, person, saving, weight }: Grant, sign: 1 | -1): void {
    const change = (had: Map<string, number>, name: string, by: number) => {
      const now = (had.get(name) ?? 0) + sign * by
      if (now > 0) had.set(name, now)
      else had.delete(name)
    }
    change(this.#had.guild, guild, weight)
    change(this.#had.person, person, weight)
    change(this.#had.saving, person, saving)
  }
}

function isShare(had: number, left: number): boolean {
  return had < shareFactor * left
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
