/** What goes in and out of the governor's door. */
import type { CallClass, Place } from '../call-window'

/** A clock that never jumps, and its alarm. `after` returns the way to call it off. */
export interface Clock {
  now: () => number
  after: (ms: number, run: () => void) => () => void
}

/** The clock of this process. */
export const realClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Somebody at the door. */
export interface Entrant {
  callClass: CallClass
  /** Who and what for; turns are taken by these. */
  person: string
  guild: string
  /** What a place kept in line is for: one person may have two different saves waiting, each with its own. */
  purpose?: string | undefined
  /** How long to stand in line, in milliseconds. 0 = now or not. */
  patienceMs: number
  signal?: AbortSignal | undefined
  /** For a write: places for the fresh read before it and the read-back after it. */
  withReads?: boolean
  /** For a write: let in at once, and only if a save still fits beside it; else it leaves and keeps no place in line. */
  onlyIfRoom?: true
  /** For a write that is part of a save: told its wait it keeps no place in line, since the save comes back as a whole. */
  isPart?: true
}

/** Let in, with places in the order of use, or the milliseconds until there is room. */
export type Entry = { entered: true; places: Place[] } | { entered: false; waitMs: number; cancelled: boolean }
