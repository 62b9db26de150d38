/** A server's own idea of now: real time plus an offset that tests may change. */
export class Clock {
  private offset = 0

  /** Milliseconds since the epoch, offset included. */
  now(): number {
    return Date.now() + this.offset
  }

  /** Sets the offset to real time in milliseconds; 0 is real time. */
  setOffset(offsetMs: number): void {
    this.offset = offsetMs
  }

  /** The present offset in milliseconds. */
  get offsetMs(): number {
    return this.offset
  }
}
