/**
 * POST …/onboarding/reorder. The server gives positions 1, 2, 3 … one row at a time, and fails as a whole when a row lands
 * on a position that is taken at that moment, be it by a disabled row nobody sees: any swap does.
 */
import type { AlphapyClient } from '../transport/client'
import type { Judgement } from '../transport/verify-write'
import { wireDone } from './fields'
import { type GuildCall, writeBy } from './guild-call'

/** No row has this id; it takes a position without moving anything. */
const dummyId = 0

/** The two lists of a reorder. */
export interface ReorderLists {
  /** Moves every row beyond all positions in use. The order is then right, which is all the bot needs. */
  away: number[]
  /** Brings them back to 1, 2, 3 …; fails without harm when a disabled row stands there. */
  home: number[]
}

/**
 * The lists that put rows in the wanted order. `highestPosition` is the highest position known to be in use; the first
 * list leaves at least that many positions free of its rows, so that each lands on an empty one.
 */
export function reorderLists(wanted: readonly number[], highestPosition: number): ReorderLists {
  const dummies = Math.max(0, highestPosition, wanted.length)
  return { away: [...Array.from({ length: dummies }, () => dummyId), ...wanted], home: [...wanted] }
}

/** Sends one list of row ids. */
export function reorder(
  client: AlphapyClient,
  call: GuildCall & { what: 'questions' | 'rules'; ids: readonly number[] },
) {
  return client.write({
    ...writeBy(call, 'onboarding'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/onboarding/reorder`,
    route: '/api/dashboard/:guildId/onboarding/reorder',
    schema: wireDone,
    access: 'guild',
    body: { [call.what]: call.ids },
  })
}

/** Judges a reorder by the list, which the server gives in order. A reorder is done as a whole or not at all. */
export function judgeOrder(wanted: readonly number[]) {
  return (now: readonly { id: number }[]): Judgement => {
    const moved = new Set(wanted)
    const order = now.filter(({ id }) => moved.has(id)).map(({ id }) => id)
    return order.join() === wanted.join() ? 'applied' : 'not-applied'
  }
}
