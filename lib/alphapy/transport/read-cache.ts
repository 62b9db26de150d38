/**
 * Equal reads joined while under way, and their last good value kept for a short while. Keys say who may share: a read
 * made with one person's rights is keyed by that person, shared live data by the guild.
 */
import { LRUCache } from 'lru-cache'
import type { CallClass } from './call-window'

/** Under whose name what one person was shown is kept. */
export function shareOf(actorId: string): string {
  return `actor:${actorId}`
}

/** A value and the moment it was read, so that its age can be told. */
export interface Reading<T> {
  value: T
  readAt: number
  /** The answer as it came, when it was asked to be kept. */
  text?: string
}

interface Flight {
  promise: Promise<unknown>
  callClass: CallClass
  tags: readonly string[]
  /** Cleared when a write made this flight's answer too old to join. */
  current: boolean
  /** People waiting; when the last one leaves, the flight is called off. */
  waiting: number
  controller: AbortController
}

/** Puts a reading where the next one finds it. `size`: how long the answer was, in characters. */
export type Store = (reading: Reading<unknown>, size: number) => void

/** What a flight is given: where to put its reading, and when to stop. */
export interface FlightTools {
  store: Store
  signal: AbortSignal
}

/** Readings kept at most, and how long their answers may be together, in characters: in memory they take a few times that. */
const readingsMax = { max: 500, maxSize: 32_000_000 }

/** Reads under way and readings kept, for one client. */
export class ReadCache {
  #readings = new LRUCache<string, Reading<unknown> & { tags: readonly string[] }>(readingsMax)
  #flights = new Map<string, Flight>()
  /** How often a tag was forgotten: a reading begun before that is not kept after it. */
  #forgotten = new LRUCache<string, number>({ max: 2_000 })

  /** The last good reading under this key, however old. */
  last<T>(key: string): Reading<T> | undefined {
    const kept = this.#readings.get(key)
    if (!kept) return undefined
    const { tags: _, ...reading } = kept
    return { ...reading, value: reading.value as T }
  }

  /** Forgets the reading under this key. */
  drop(key: string): void {
    this.#readings.delete(key)
  }

  /**
   * Joins an equal flight, or starts one. Its reading is kept unless a write came in between. `joined`: why the one that
   * was joined is made. `undefined` when `signal` ended the wait; the flight goes on for the others.
   */
  async join<T>(
    request: { key: string; callClass: CallClass; tags: readonly string[]; signal?: AbortSignal | undefined },
    start: (tools: FlightTools) => Promise<T>,
  ): Promise<{ answer: T; joined: CallClass | undefined } | undefined> {
    const flying = this.#flights.get(request.key)
    const joined = flying?.current ? flying.callClass : undefined
    const flight = flying && joined ? flying : this.#take(request, start)
    flight.waiting++
    const answer = (flight.promise as Promise<T>).then((value) => ({ answer: value, joined }))
    return request.signal ? Promise.race([answer, this.#left(request.key, flight, request.signal)]) : answer
  }

  /** The way to keep the reading of a read that begins now; it is not kept when one of its tags is forgotten in between. */
  keeper(key: string, tags: readonly string[]): Store {
    const before = tags.map((tag) => this.#forgotten.get(tag))
    return (reading, size) => {
      if (tags.every((tag, index) => this.#forgotten.get(tag) === before[index])) {
        this.#readings.set(key, { ...reading, tags }, { size: Math.max(1, size) })
      }
    }
  }

  /** Forgets every reading of this tag; flights under way still answer whoever waits, but are not kept or joined. */
  forget(tag: string): void {
    this.#forgotten.set(tag, (this.#forgotten.get(tag) ?? 0) + 1)
    for (const [key, reading] of this.#readings.entries()) {
      if (reading.tags.includes(tag)) this.#readings.delete(key)
    }
    for (const flight of this.#flights.values()) {
      if (flight.tags.includes(tag)) flight.current = false
    }
  }

  #take<T>(
    { key, callClass, tags }: { key: string; callClass: CallClass; tags: readonly string[] },
    start: (tools: FlightTools) => Promise<T>,
  ): Flight {
    const controller = new AbortController()
    const flight: Flight = { promise: Promise.resolve(), callClass, tags, current: true, waiting: 0, controller }
    const store = this.keeper(key, tags)
    flight.promise = start({ store, signal: controller.signal }).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    })
    this.#flights.set(key, flight)
    return flight
  }

  #left(key: string, flight: Flight, signal: AbortSignal): Promise<undefined> {
    return new Promise((resolve) => {
      const leave = () => {
        flight.waiting--
        if (flight.waiting === 0) {
          flight.controller.abort()
          if (this.#flights.get(key) === flight) this.#flights.delete(key)
        }
        resolve(undefined)
      }
      if (signal.aborted) return leave()
      signal.addEventListener('abort', leave, { once: true })
      const stop = () => signal.removeEventListener('abort', leave)
      flight.promise.then(stop, stop)
    })
  }
}
