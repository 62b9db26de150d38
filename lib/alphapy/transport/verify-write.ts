/**
 * What a write came to. The backend fails after it has committed, saves in part, and answers get lost; so what is said to a
 * person is what a read-back showed, whatever the write answered.
 */
import { ok, type Result } from '@/lib/problems/result'
import type { Answered } from './client'

/** What a reading taken after a write says about it. */
export type Judgement = 'applied' | 'not-applied' | 'in-part'

/**
 * The outcome of a write that was not refused. `accepted`: the server said yes but could not be read back. When the server
 * did not say yes and cannot be read either, nobody can tell: that is a failure with `unknown-outcome`.
 */
export type Outcome<T> = { kind: Judgement; now: Answered<T> } | { kind: 'accepted' }

/** How long a write whose answer was lost may still be under way before a second look. */
const secondLookMs = 1_500

/**
 * Runs a write and finds out what became of it. Fails with the refusal when it was refused (nothing was changed), with
 * `unknown-outcome` when nobody can tell. Never repeats the write.
 */
export async function verifyWrite<T>({
  write,
  readBack,
  judge,
  pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}: {
  write: () => Promise<Result<unknown>>
  readBack: () => Promise<Result<Answered<T>>>
  judge: (now: T) => Judgement
  pause?: (ms: number) => Promise<void>
}): Promise<Result<Outcome<T>>> {
  const written = await write()
  if (!written.ok && written.problem.code !== 'unknown-outcome') return written
  const look = async (): Promise<Result<Outcome<T>>> => {
    const now = await readBack()
    if (now.ok) return ok({ kind: judge(now.data.value), now: now.data })
    return written.ok ? ok({ kind: 'accepted' }) : written
  }
  const seen = await look()
  // Without an answer the server may still be at it: what is not there yet may come a moment later.
  const mayStillRun = !written.ok && written.problem.status === undefined
  if (!mayStillRun || !seen.ok || seen.data.kind !== 'not-applied') return seen
  await pause(secondLookMs)
  return look()
}
