/** Judging a removal, whatever was removed. */
import type { Judgement } from '../transport/verify-write'

/** Judges by the list after it: what is gone is gone. */
export function judgeRemoval<Id>(id: Id) {
  return (now: readonly { id: Id }[]): Judgement => (now.some((row) => row.id === id) ? 'not-applied' : 'applied')
}
