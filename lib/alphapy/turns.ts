/** One after the other: what reads, decides and writes must not run beside another of its kind. Within this process. */

/** Turns by name. */
export class Turns {
  #last = new Map<string, Promise<unknown>>()

  /**
   * Runs `act` when everything begun before under this name is over. `undefined` when that took longer than `patienceMs`;
   * nothing was run then.
   */
  async run<T>(name: string, patienceMs: number, act: () => Promise<T>): Promise<T | undefined> {
    const before = this.#last.get(name) ?? Promise.resolve()
    const mine = Promise.withResolvers<void>()
    const over = before.then(() => mine.promise)
    this.#last.set(name, over)
    void over.then(() => {
      if (this.#last.get(name) === over) this.#last.delete(name)
    })
    try {
      return (await within(before, patienceMs)) ? await act() : undefined
    } finally {
      mine.resolve()
    }
  }
}

/** True once it is over, false when that takes longer. */
async function within(waited: Promise<unknown>, ms: number): Promise<boolean> {
  const limit = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => limit.resolve(false), ms)
  const came = await Promise.race([waited.then(() => true), limit.promise])
  clearTimeout(timer)
  return came
}
