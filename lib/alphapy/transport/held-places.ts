/**
 * Places whose time has come before the person they were promised to is back. Held for a short while, then given up.
 */
import type { Place } from './call-window'
import type { Clock } from './governor-types'

/** How long places are held. */
const heldForMs = 10_000

interface Held {
  places: Place[]
  drop: () => void
}

/** Held places, by person. */
export class HeldPlaces {
  readonly #clock: Clock
  #held = new Map<string, Held>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Holds places for a person; what was held for them before is given up. */
  hold(person: string, places: Place[]): void {
    this.#giveUp(person)
    const stopAlarm = this.#clock.after(heldForMs, () => this.#giveUp(person))
    this.#held.set(person, { places, drop: stopAlarm })
  }

  /** Hands over what is held for a person. If they now want another number of places, it is given up. */
  take(person: string, count: number): Place[] | undefined {
    const held = this.#held.get(person)
    if (!held) return undefined
    if (held.places.length !== count) {
      this.#giveUp(person)
      return undefined
    }
    held.drop()
    this.#held.delete(person)
    return held.places
  }

  #giveUp(person: string): void {
    const held = this.#held.get(person)
    if (!held) return
    held.drop()
    this.#held.delete(person)
    for (const place of held.places) place.settle(false)
  }
}
