/** When calls will find their place, reckoned from the window as it is now. */
import { type BudgetLimits, type Claim, hasRoom, placesOf, type WindowView } from '../call-window'

/** A claim in line, and the total beyond which it may not push the window. */
export interface InLine {
  claim: Claim
  atMost: number
}

/** How long an open write takes to be answered, when all that is known is that it is open. */
const openWriteMs = 100

/**
 * Milliseconds until each claim in line is let in, if they go in this order and nothing else comes. Exact while no call is
 * under way; one under way counts as ending now.
 */
export function planMs(limits: BudgetLimits, view: WindowView, line: readonly InLine[]): number[] {
  const leaves = [...view.leavesInMs]
  const waits: number[] = []
  let gone = 0
  let at = 0
  for (const { claim, atMost } of line) {
    at = Math.max(at, view.blockedMs[claim.kind])
    for (;;) {
      while (gone < leaves.length && (leaves[gone] ?? 0) <= at) gone++
      const used = leaves.length - gone
      if (hasRoom(limits, claim, used, at < openWriteMs ? view.openWrites : 0, atMost)) break
      if (hasRoom(limits, claim, used, 0, atMost)) at = openWriteMs
      else if (used > 0) at = leaves[gone] ?? at
      else break
    }
    waits.push(at)
    for (let place = 0; place < placesOf(claim); place++) leaves.push(at + limits.windowMs)
  }
  return waits
}
