/**
 * Equal reads joined while under way, and their last good value kept for a short while. Keys say who may share: a read
 * made with one person's rights is keyed by that person, shared live data by the guild.
 */
import { LRUCache } from 'lru-cache'

/** A value and the moment it was read, so that its age can be told. */
export interface Reading<T> {
  value: T
  readAt: number
}

interface Flight {
  promise: Promise<unknown>
  tag: string
  /** Cleared when a write made this flight's answer too old to keep. */
  current: boolean
}

/** Reads under way and readings kept, for one client. */
export class ReadCache {
  #readings = new LRUCache<string, Reading<unknown> & { tag: string }>({ max: 500 })
  #flights = new Map<string, Flight>()

  /** The last good reading under this key, however old. */
  last<T>(key: string): Reading<T> | undefined {
    const kept = this.#readings.get(key)
    return kept && { value: kept.value as T, readAt: kept.readAt }
  }

  /** Joins an equal flight, or starts one. `store` keeps its reading unless a write came in between. */
  join<T>(key: string, tag: string, start: (store: (reading: Reading<unknown>) => void) => Promise<T>): Promise<T> {
    const flying = this.#flights.get(key)
    if (flying?.current) return flying.promise as Promise<T>
    const flight: Flight = { promise: Promise.resolve(), tag, current: true }
    const promise = start((reading) => {
      if (flight.current) this.keep(key, tag, reading)
    }).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    })
    flight.promise = promise
    this.#flights.set(key, flight)
    return promise
  }

  /** Keeps a reading. */
  keep(key: string, tag: string, reading: Reading<unknown>): void {
    this.#readings.set(key, { ...reading, tag })
  }

  /** Forgets every reading of this tag; flights under way still answer whoever waits, but are not kept or joined. */
  forget(tag: string): void {
    for (const [key, reading] of this.#readings.entries()) {
      if (reading.tag === tag) this.#readings.delete(key)
    }
    for (const flight of this.#flights.values()) {
      if (flight.tag === tag) flight.current = false
    }
  }
}
