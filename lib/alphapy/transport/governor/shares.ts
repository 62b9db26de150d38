/** How much of the window each may have: polls beside people, people beside each other, reads beside saves. */
import { type BudgetLimits, type Claim, placesOf, type WindowView } from '../call-window'
import type { Entrant, Entry } from './governor-types'
import type { GrantLog } from './grant-log'

/** Somebody in line. */
export interface Waiting {
  entrant: Entrant
  claim: Claim
  seq: number
  judged: boolean
  /** It has been told when it will be let in, and has its place in line until then. */
  told: boolean
  /** Absent while nobody stands there: the place in line is kept for a save that was told its wait. */
  answer: ((entry: Entry) => void) | undefined
}

/** Calls that polls must leave free: a save with its reads, and one more. */
const pollReserve = 4
/** Reads per window that people always keep, however much is being saved. */
const readsAlways = 3
/** Saves per window from which on reads make room for the next one; below that a save rather waits than a page, */
const busySavesPerWindow = 2.5
/** unless making room for it leaves reads this many places. */
const readsSpared = 7
/** The part of the places for writes that one person's saves may take while somebody else is about: of ten, two whole saves. */
const savingPart = 0.6

/** The shares in the window of one backend. `line`: everybody who waits, as it is at the moment of asking. */
export class Shares {
  readonly #limits: BudgetLimits
  readonly #log: GrantLog
  readonly #line: () => readonly Waiting[]

  constructor(limits: BudgetLimits, log: GrantLog, line: () => readonly Waiting[]) {
    this.#limits = limits
    this.#log = log
    this.#line = line
  }

  /** Calls that may count beside one of this kind, itself included. */
  atMost({ entrant }: Waiting): number {
    const { reads, writes } = this.#limits
    return entrant.callClass === 'poll' ? Math.max(1, Math.min(reads, writes - pollReserve)) : reads
  }

  /** True when a read leaves other people their part. A poll takes all there is for polls while nobody else is about. */
  hasShare({ leavesInMs }: WindowView, waiting: Waiting): boolean {
    const { callClass, person } = waiting.entrant
    if (callClass === 'write' || (callClass === 'poll' && !this.#hasOthers(person))) return true
    return this.#log.hasShare(person, leavesInMs.length, this.atMost(waiting))
  }

  /** While much is being saved, people's reads leave as many places as the saves of late have taken, and one more. */
  paceWaitMs({ entrant }: Waiting): number {
    if (entrant.callClass !== 'read') return 0
    const { saves, places } = this.#log.pace()
    const left = this.#limits.writes - places - 1
    const yields = saves >= busySavesPerWindow || (saves >= 1 && left >= readsSpared)
    return yields ? this.#log.waitForReadsMs(Math.max(readsAlways, left)) : 0
  }

  /** One person's saves take a part of the window while somebody else is about. What was told its wait goes then. */
  savingWaitMs({ claim, entrant, told }: Waiting): number {
    const { callClass, onlyIfRoom, person } = entrant
    if (callClass !== 'write' || onlyIfRoom || told || !this.#hasOthers(person)) return 0
    const inLine = this.#line().filter((other) => other.told && other.entrant.person === person)
    const taken = inLine.reduce((sum, save) => sum + placesOf(save.claim), placesOf(claim))
    const atMost = Math.floor(this.#limits.writes * savingPart)
    return this.#log.waitForSavingMs(person, Math.max(0, atMost - taken))
  }

  /** Milliseconds until all of these let this one in, whatever room there is. */
  waitMs(view: WindowView, waiting: Waiting): number {
    const { person } = waiting.entrant
    const shareMs = this.hasShare(view, waiting)
      ? 0
      : this.#log.waitForShareMs(person, view.leavesInMs, this.atMost(waiting))
    return Math.max(shareMs, this.paceWaitMs(waiting), this.savingWaitMs(waiting))
  }

  #hasOthers(person: string): boolean {
    return this.#log.hasOthers(person) || this.#line().some(({ entrant }) => entrant.person !== person)
  }
}
