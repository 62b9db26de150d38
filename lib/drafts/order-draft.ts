/** An order of numbered things that is not saved yet, as pure functions. */

/** Ids as they were when the person began, and as they are wanted. */
export interface OrderDraft {
  base: number[]
  mine: number[]
}

/** The ids with one moved up (-1) or down (1); unchanged at the ends. */
export function moved(ids: readonly number[], id: number, by: -1 | 1): number[] {
  const from = ids.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= ids.length) return [...ids]
  const rest = ids.filter((_, index) => index !== from)
  return [...rest.slice(0, to), id, ...rest.slice(to)]
}

/**
 * An order with one item moved among those shown. What is new in the list counts as seen from then on; what is gone from it
 * is no longer placed.
 */
export function movedInOrder(
  order: OrderDraft | undefined,
  shown: readonly number[],
  id: number,
  by: -1 | 1,
): OrderDraft {
  const base = order ? [...order.base, ...shown.filter((one) => !order.base.includes(one))] : [...shown]
  return { base, mine: moved(shown, id, by) }
}

/** An order after a change of one's own: an item that was added takes its place at the end, one that left is forgotten. */
export function orderAfter(order: OrderDraft, change: { added?: number; left?: number }): OrderDraft {
  const { added, left } = change
  const adopt = (ids: readonly number[]) => {
    const rest = ids.filter((id) => id !== left)
    return added === undefined || rest.includes(added) ? rest : [...rest, added]
  }
  return { base: adopt(order.base), mine: adopt(order.mine) }
}

/** An order as it was kept on the device. */
export function readOrder(raw: unknown): OrderDraft | undefined {
  if (typeof raw !== 'object' || raw === null || !('base' in raw && 'mine' in raw)) return undefined
  return areIds(raw.base) && areIds(raw.mine) ? { base: raw.base, mine: raw.mine } : undefined
}

/** True for a list of ids. */
export function areIds(raw: unknown): raw is number[] {
  return Array.isArray(raw) && raw.every(Number.isSafeInteger)
}
