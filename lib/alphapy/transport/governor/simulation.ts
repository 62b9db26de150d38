/** A world for tests of the governor: a clock that jumps from event to event, and a faithful limiter behind a wire. */
import { MemoryCallWindow, type Place } from '../call-window'
import { Governor } from './governor'
import type { Clock, Entrant, Entry } from './governor-types'

/** The measured limits. */
const measuredLimits = { reads: 30, writes: 10, windowMs: 60_000 }

/** A clock in which nothing happens by itself. */
class SimulatedClock implements Clock {
  #time = 1_000_000
  #alarms: { at: number; order: number; run: () => void }[] = []
  #order = 0

  now = (): number => this.#time

  after = (ms: number, run: () => void): (() => void) => {
    const alarm = { at: this.#time + Math.max(0, ms), order: this.#order++, run }
    this.#alarms.push(alarm)
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm)
    }
  }

  /** Lets everything due until `ms` from now happen, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#time + ms
    for (;;) {
      await settled()
      this.#alarms.sort((a, b) => a.at - b.at || a.order - b.order)
      const [next] = this.#alarms
      if (!next || next.at > end) break
      this.#alarms.shift()
      this.#time = Math.max(this.#time, next.at)
      next.run()
    }
    this.#time = end
  }
}

/** Until every promise that can settle has. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve()
}

/** The backend's own limiter: one list, each call compared with the limit of its kind, refused calls not counted. */
class FaithfulLimiter {
  #seen: number[] = []
  readonly #now: () => number
  refused = 0
  accepted = 0

  constructor(now: () => number) {
    this.#now = now
  }

  arrive(kind: 'read' | 'write'): boolean {
    this.#seen = this.#seen.filter((at) => at > this.#now() - measuredLimits.windowMs)
    const limit = kind === 'write' ? measuredLimits.writes : measuredLimits.reads
    if (this.#seen.length >= limit) {
      this.refused++
      return false
    }
    this.#seen.push(this.#now())
    this.accepted++
    return true
  }
}

/** A governor with its clock, limiter and wire. `latencyMs` is drawn for each way of each call. */
export function makeWorld(latencyMs: () => number = () => 20) {
  const clock = new SimulatedClock()
  const limiter = new FaithfulLimiter(clock.now)
  const window = new MemoryCallWindow(measuredLimits, clock.now)
  const governor = new Governor(window, clock)
  const sleep = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve))

  /** Sends one call on its place. */
  async function call(place: Place, kind: 'read' | 'write'): Promise<boolean> {
    await sleep(latencyMs())
    const taken = limiter.arrive(kind)
    await sleep(latencyMs())
    place.settle(taken)
    return taken
  }

  /** Enters and, once in, sends everything the places are for, in order. */
  async function visit(entrant: Entrant): Promise<Entry & { wentAfterMs: number }> {
    const cameAt = clock.now()
    const entry = await governor.enter(entrant)
    const wentAfterMs = clock.now() - cameAt
    if (entry.entered) {
      const [first, ...others] = entry.places
      const kinds: ('read' | 'write')[] =
        others.length === 2 ? ['read', 'write', 'read'] : [entrant.callClass === 'write' ? 'write' : 'read']
      for (const [index, place] of [...(first ? [first] : []), ...others].entries())
        await call(place, kinds[index] ?? 'read')
    }
    return { ...entry, wentAfterMs }
  }

  return { clock, limiter, window, governor, sleep, visit, call }
}
