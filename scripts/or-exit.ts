/** Faults that a person is told about in words, without a stack. */

/** The value of `promise`; when it rejects, prints the message and ends the process with code 1. */
export async function orExit<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
}
