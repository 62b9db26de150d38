import type { Problem } from './problem'

/** Outcome of anything that may fail for a reason a person can be told. Exceptions stay what they are: bugs. */
export type Result<T> = { ok: true; data: T } | { ok: false; problem: Problem }

/** A success. */
export function ok<T>(data: T): Result<T> {
  return { ok: true, data }
}

/** A failure. */
export function failed<T = never>(problem: Problem): Result<T> {
  return { ok: false, problem }
}
