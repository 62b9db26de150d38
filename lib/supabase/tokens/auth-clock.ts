/**
 * The auth server's idea of now. Ages of tokens are its to decide, so a machine whose clock is off neither refreshes at
 * every visit nor takes a dead token for a living one.
 */

/** Less than this is the time an answer travels, and no fault of a clock. */
const ordinaryMs = 5_000

/** Follows the clock of one auth server by the tokens it issues. */
export class AuthClock {
  readonly #local: () => number
  #offsetMs = 0

  constructor(local: () => number = Date.now) {
    this.#local = local
  }

  /** Milliseconds since the epoch, as the auth server counts them. */
  now(): number {
    return this.#local() + this.#offsetMs
  }

  /** Takes note of a token that has just come from the auth server itself; never of one a browser presents. */
  learn(issuedAtMs: number): void {
    const offsetMs = issuedAtMs - this.#local()
    this.#offsetMs = Math.abs(offsetMs) <= ordinaryMs ? 0 : offsetMs
  }
}
