/**
 * Places whose time has come before whoever they were promised to is back. Held for a short while, then given up.
 */
import type { Place } from '../call-window'
import type { Clock, Entrant } from './governor-types'

/** How long places are held. */
const heldForMs = 10_000

interface Held {
  places: Place[]
  drop: () => void
}

/** Whose a kept place is: a person's, for one purpose. */
export function claimantOf({ person, purpose = '' }: Entrant): string {
  return `${person} ${purpose}`
}

/** Held places, by claimant: a person and what they want to do. */
export class HeldPlaces {
  readonly #clock: Clock
  #held = new Map<string, Held>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Holds places for a claimant; what was held for it before is given up. */
  hold(claimant: string, places: Place[]): void {
    this.#giveUp(claimant)
    const stopAlarm = this.#clock.after(heldForMs, () => this.#giveUp(claimant))
    this.#held.set(claimant, { places, drop: stopAlarm })
  }

  /** Hands over what is held for a claimant. If it now wants another number of places, it is given up. */
  take(claimant: string, count: number): Place[] | undefined {
    const held = this.#held.get(claimant)
    if (!held) return undefined
    if (held.places.length !== count) {
      this.#giveUp(claimant)
      return undefined
    }
    held.drop()
    this.#held.delete(claimant)
    return held.places
  }

  #giveUp(claimant: string): void {
    const held = this.#held.get(claimant)
    if (!held) return
    held.drop()
    this.#held.delete(claimant)
    for (const place of held.places) place.settle(false)
  }
}
