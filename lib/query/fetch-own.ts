/** Reading Mind's own route handlers from the browser. */
import { type Problem, problem } from '@/lib/problems/problem'
import type { Result } from '@/lib/problems/result'

/** A problem on its way through TanStack Query, which wants failures thrown. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(found: Problem) {
    super(found.code)
    this.problem = found
  }
}

/** The data of one of Mind's own handlers. Throws `ProblemError`, also when Mind itself cannot be reached. */
export async function fetchOwn<T>(path: string, signal?: AbortSignal): Promise<T> {
  const result = await request<T>(path, signal)
  if (result.ok) return result.data
  throw new ProblemError(result.problem)
}

async function request<T>(path: string, signal: AbortSignal | undefined): Promise<Result<T>> {
  try {
    const response = await fetch(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) })
    // Our own handler on the same origin: its shape is the type of `data.ts`, checked where it was made.
    return (await response.json()) as Result<T>
  } catch (error) {
    if (signal?.aborted) throw error
    return { ok: false, problem: problem('unavailable', { safeToRepeat: true }) }
  }
}
