/**
 * Decides whose call goes next, so that nothing is sent that the backend would refuse: a save before a person's read, a
 * read before a poll. A save in line is never pushed back by a read; people and guilds take turns. In this process only,
 * over a window that a store may share.
 */
import { type CallClass, type CallWindow, type Claim, hasRoom, type Place, type WindowView } from '../call-window'
import type { Clock, Entrant, Entry } from './governor-types'
import { GrantLog } from './grant-log'
import { claimantOf, HeldPlaces } from './held-places'
import { planMs } from './plan'
import { Shares, type Waiting } from './shares'

/** When the shared window cannot be reached: how long until it is worth asking again. */
const storeAwayMs = 2_000
/** What a write that may be left out leaves free: the read before the next save, and its write. */
const placesLeftFree = 2
/** Saves one person may have in line. */
const savesInLine = 2

/** The door of one backend. */
export class Governor {
  readonly #window: CallWindow
  readonly #clock: Clock
  readonly #log: GrantLog
  readonly #shares: Shares
  readonly #held: HeldPlaces
  #line: Waiting[] = []
  #seq = 0
  #pumping = false
  #again = false
  #stopAlarm: () => void = () => undefined

  constructor(window: CallWindow, clock: Clock) {
    this.#window = window
    this.#clock = clock
    this.#log = new GrantLog(window.limits.windowMs, clock.now)
    this.#shares = new Shares(window.limits, this.#log, () => this.#line)
    this.#held = new HeldPlaces(clock)
  }

  /** Asks to be let in. Answers once let in, told the wait, or cancelled; never rejects. */
  enter(entrant: Entrant): Promise<Entry> {
    if (entrant.signal?.aborted) return Promise.resolve({ entered: false, waitMs: 0, cancelled: true })
    const around = entrant.withReads ? 1 : 0
    const held = keepsPlaces(entrant) ? this.#held.take(claimantOf(entrant), around + 1 + around) : undefined
    if (held) return Promise.resolve({ entered: true, places: held })
    return new Promise((resolve) => {
      const waiting = this.#kept(entrant) ?? this.#join(entrant, around)
      waiting.entrant = entrant
      waiting.judged = false
      const leave = (cancelled: boolean) => () => void this.#turnAway(waiting, cancelled)
      const stopAlarm = entrant.patienceMs > 0 ? this.#clock.after(entrant.patienceMs, leave(false)) : () => undefined
      const onAbort = leave(true)
      entrant.signal?.addEventListener('abort', onAbort, { once: true })
      waiting.answer = (entry) => {
        waiting.answer = undefined
        stopAlarm()
        entrant.signal?.removeEventListener('abort', onAbort)
        resolve(entry)
      }
      void this.#pump()
    })
  }

  /** Calls that count at this moment, those under way included. */
  async used(): Promise<number> {
    return (await this.#window.view()).leavesInMs.length
  }

  /** Milliseconds until a call of this class would be let in, if it came now. */
  async waitMs(callClass: CallClass, person: string, guild: string): Promise<number> {
    const entrant: Entrant = { callClass, person, guild, patienceMs: 0 }
    const claim: Claim = { kind: callClass === 'write' ? 'write' : 'read', before: 0, after: 0 }
    const asking = { entrant, claim, seq: this.#seq, judged: true, told: false, answer: undefined }
    return Math.ceil(this.#waitMs(await this.#window.view(), asking))
  }

  /** The backend let this person not have what they asked for: there is less for them while others want something. */
  noteRefusal(person: string): void {
    this.#log.addRefusal(person)
  }

  /** A call was refused although it had been let in. */
  async learnRefusal(callClass: CallClass): Promise<void> {
    await this.#window.learnRefusal(callClass === 'write' ? 'write' : 'read')
    await this.#pump()
  }

  /** The place in line of a save that was told its wait. One of another size than it wants now is given up. */
  #kept(returning: Entrant): Waiting | undefined {
    const { withReads = false } = returning
    if (!keepsPlaces(returning)) return undefined
    const claimant = claimantOf(returning)
    const mine = this.#saves().filter(({ answer, entrant }) => answer === undefined && claimantOf(entrant) === claimant)
    const kept = mine.find(({ claim }) => claim.before > 0 === withReads)
    this.#line = this.#line.filter((waiting) => waiting === kept || !mine.includes(waiting))
    return kept
  }

  #join(entrant: Entrant, around: number): Waiting {
    const kind = entrant.callClass === 'write' ? 'write' : 'read'
    const claim: Claim = { kind, before: around, after: around }
    const waiting: Waiting = { entrant, claim, seq: this.#seq++, judged: false, told: false, answer: undefined }
    this.#line.push(waiting)
    return waiting
  }

  async #pump(): Promise<void> {
    this.#again = true
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#again) {
        this.#again = false
        await this.#round()
      }
    } catch {
      // Only a shared window can fail. Nobody is let in unseen, and nobody is left standing.
      for (const { answer } of this.#line.splice(0)) answer?.({ entered: false, waitMs: storeAwayMs, cancelled: false })
    }
    this.#pumping = false
  }

  async #round(): Promise<void> {
    for (;;) {
      const view = await this.#window.view()
      const next = this.#next(view)
      const places = next && (await this.#window.take(next.claim, this.#shares.atMost(next)))
      if (next && places) {
        // Whoever left while a shared window was asked takes nothing along.
        if (this.#line.includes(next)) this.#letIn(next, places)
        else for (const place of places) place.settle(false)
        continue
      }
      await this.#judge(view)
      this.#setAlarm(view)
      return
    }
  }

  #letIn(waiting: Waiting, places: Place[]): void {
    this.#line = this.#line.filter((other) => other !== waiting)
    const { callClass, person, guild, onlyIfRoom } = waiting.entrant
    const isSave = callClass === 'write' && !onlyIfRoom
    this.#log.add({ callClass, person, guild, places: places.length, isSave })
    const watched = places.map((place, index) => ({
      settle: (counted: boolean) => {
        place.settle(counted)
        if (counted && callClass === 'write' && index === waiting.claim.before) this.#log.addSave(places.length)
        void this.#pump()
      },
    }))
    if (waiting.answer) waiting.answer({ entered: true, places: watched })
    else this.#held.hold(claimantOf(waiting.entrant), watched)
  }

  /** Who may go now. */
  #next(view: WindowView): Waiting | undefined {
    const saves = this.#saves().filter((save) => this.#shares.savingWaitMs(save) === 0)
    const [first] = saves
    if (first && this.#fits(view, first)) return first
    const others = this.#line.filter(({ entrant }) => entrant.callClass !== 'write')
    const read = this.#log.inTurn(others).find((waiting) => this.#shares.hasShare(view, waiting))
    if (!read || !this.#fits(view, read) || this.#shares.paceWaitMs(read) > 0) return undefined
    return saves.length === 0 || this.#harmless(view, saves) ? read : undefined
  }

  #fits(view: WindowView, waiting: Waiting): boolean {
    const { claim } = waiting
    const { leavesInMs, openWrites, blockedMs } = view
    if (blockedMs[claim.kind] > 0) return false
    const used = leavesInMs.length + (waiting.entrant.onlyIfRoom ? placesLeftFree : 0)
    return hasRoom(this.#window.limits, claim, used, openWrites, this.#shares.atMost(waiting))
  }

  /** True when one more read now makes none of the saves in line wait longer. */
  #harmless(view: WindowView, saves: readonly Waiting[]): boolean {
    const { limits } = this.#window
    const line = saves.map((waiting) => ({ claim: waiting.claim, atMost: limits.reads }))
    const more = { ...view, leavesInMs: [...view.leavesInMs, limits.windowMs] }
    const later = planMs(limits, more, line)
    return planMs(limits, view, line).every((waitMs, index) => waitMs === later[index])
  }

  #saves(): Waiting[] {
    return this.#line.filter(({ entrant }) => entrant.callClass === 'write')
  }

  /** Tells those who have just come and would stand longer than they will. */
  async #judge(view: WindowView): Promise<void> {
    for (const waiting of this.#line.filter(({ judged }) => !judged)) {
      waiting.judged = true
      const { onlyIfRoom, patienceMs } = waiting.entrant
      if (onlyIfRoom || this.#waitMs(view, waiting) > patienceMs) await this.#turnAway(waiting, false)
    }
  }

  async #turnAway(waiting: Waiting, cancelled: boolean): Promise<void> {
    const view = await this.#window.view()
    const { answer, entrant } = waiting
    if (!answer) return
    const waitMs = Math.max(1, Math.ceil(this.#waitMs(view, waiting)))
    const mine = this.#saves().filter((other) => other.entrant.person === entrant.person)
    const mayKeep = keepsPlaces(entrant) && this.#shares.savingWaitMs(waiting) === 0
    const keepsPlace = mayKeep && !cancelled && mine.length <= savesInLine
    if (!keepsPlace) this.#line = this.#line.filter((other) => other !== waiting)
    waiting.told ||= keepsPlace
    answer({ entered: false, waitMs: cancelled ? 0 : waitMs, cancelled })
    if (!keepsPlace) void this.#pump()
  }

  /** Milliseconds until this one is let in, if nobody else comes. */
  #waitMs(view: WindowView, waiting: Waiting): number {
    const others = this.#line.filter((other) => other !== waiting)
    const inTurn = this.#log.inTurn([...others, waiting])
    const inLine = inTurn
      .slice(0, inTurn.indexOf(waiting) + 1)
      .map((other) => ({ claim: other.claim, atMost: this.#shares.atMost(other) }))
    const plannedMs = planMs(this.#window.limits, view, inLine).at(-1) ?? 0
    return Math.max(plannedMs, this.#shares.waitMs(view, waiting))
  }

  #setAlarm(view: WindowView): void {
    this.#stopAlarm()
    this.#stopAlarm = () => undefined
    if (this.#line.length === 0) return
    // The next change that needs no answer to arrive: a call leaves, or a refusal has been waited out.
    const leaves = view.leavesInMs.find((ms) => ms > 0) ?? Number.POSITIVE_INFINITY
    const times = [leaves, view.blockedMs.read, view.blockedMs.write, this.#log.nextLeavesInMs()]
    const next = Math.min(...times.filter((ms) => ms > 0))
    if (Number.isFinite(next)) this.#stopAlarm = this.#clock.after(Math.max(1, next), () => void this.#pump())
  }
}

/** Whether it comes back when told its wait, to a place that is kept for it. */
function keepsPlaces({ callClass, onlyIfRoom, isPart }: Entrant): boolean {
  return callClass === 'write' && !onlyIfRoom && !isPart
}
