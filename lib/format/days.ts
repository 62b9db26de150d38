/** Days as the reader has them: where one ends depends on the zone. Pure. */

/** What happened on one day. */
export interface Day<Item> {
  /** `yyyy-mm-dd` in the zone. */
  key: string
  items: Item[]
}

/** The day of a moment (milliseconds since the epoch) in a time zone, as `yyyy-mm-dd`. */
export function dayKeyOf(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** Things in the order given, put together while they are of the same day. */
export function groupByDay<Item>(items: readonly Item[], at: (item: Item) => number, timeZone: string): Day<Item>[] {
  const days: Day<Item>[] = []
  for (const item of items) {
    const key = dayKeyOf(at(item), timeZone)
    const last = days.at(-1)
    if (last?.key === key) last.items.push(item)
    else days.push({ key, items: [item] })
  }
  return days
}

/** Whether a day is the one of `now` or the one before it, for a reader in the zone. */
export function nearDay(key: string, now: number, timeZone: string): 'today' | 'yesterday' | undefined {
  const today = dayKeyOf(now, timeZone)
  if (key === today) return 'today'
  const before = new Date(`${today}T00:00:00Z`)
  before.setUTCDate(before.getUTCDate() - 1)
  return key === before.toISOString().slice(0, 10) ? 'yesterday' : undefined
}
