/** Keeps requests within the limits of a real server: 30 reads, or 10 writes, in any minute, all counted together. */
import { setTimeout as wait } from 'node:timers/promises'

/** The server's window is 60 s; the rest covers the way there and clocks that differ. */
const WINDOW_MS = 61_500
const READS = 30
const WRITES = 10
const WRITE_METHODS = new Set(['POST', 'PUT', 'DELETE'])

/**
 * The one place that waits. It mirrors the server's list of requests, so a wait is never longer than the window, and the
 * whole suite never longer than its number of requests divided by ten, in minutes.
 */
export class PacingClock {
  private times: number[] = []

  /** Resolves when a request of this method fits the server's limits. */
  async turn(method: string): Promise<void> {
    const limit = WRITE_METHODS.has(method) ? WRITES : READS
    const now = Date.now()
    this.times = this.times.filter((time) => now - time < WINDOW_MS)
    const blocking = this.times.at(-limit)
    if (blocking === undefined) return
    await wait(blocking + WINDOW_MS - now)
    return this.turn(method)
  }

  /** Notes a request at the moment its answer has come: the server counted it no later. */
  note(): void {
    this.times.push(Date.now())
  }

  /** Waits a whole window: somebody else uses up the limit of this address. */
  async giveWay(): Promise<void> {
    await wait(WINDOW_MS)
  }
}
