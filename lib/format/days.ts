/** Days as the reader has them: where one ends depends on the zone. Pure. */

/** What happened on one day. */
export interface Day<Item> {
  /** `yyyy-mm-dd` in the zone; `null` for what happened nobody knows when. */
  key: string | null
  items: Item[]
}

/** The day of a moment (milliseconds since the epoch) in a time zone, as `yyyy-mm-dd`. */
export function dayKeyOf(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** Things in the order given, each day once; those without a time (`null`) come last. */
export function groupByDay<Item>(
  items: readonly Item[],
  at: (item: Item) => number | null,
  timeZone: string,
): Day<Item>[] {
  const days = new Map<string, Item[]>()
  const timeless: Item[] = []
  for (const item of items) {
    const moment = at(item)
    const key = moment === null ? undefined : dayKeyOf(moment, timeZone)
    const together = key === undefined ? timeless : (days.get(key) ?? [])
    together.push(item)
    if (key !== undefined) days.set(key, together)
  }
  const dated = [...days].map(([key, ofDay]) => ({ key, items: ofDay }))
  return timeless.length > 0 ? [...dated, { key: null, items: timeless }] : dated
}

/** Whether a day is the one of `now` or the one before it, for a reader in the zone. */
export function nearDay(key: string, now: number, timeZone: string): 'today' | 'yesterday' | undefined {
  const today = dayKeyOf(now, timeZone)
  if (key === today) return 'today'
  const before = new Date(`${today}T00:00:00Z`)
  before.setUTCDate(before.getUTCDate() - 1)
  return key === before.toISOString().slice(0, 10) ? 'yesterday' : undefined
}
