/** Edits that are not saved yet, as pure functions: what one more edit makes of them, and what a newer reading does. */

/** One edit. `null` = unset. */
export interface DraftEntry<Value> {
  /** What was stored when the person began. */
  base: Value | null
  /** What they want. */
  mine: Value | null
  /** When what they saw at their last touch was read, in milliseconds of the server's clock. */
  seenAt: number
  /** What was sent of it so far and nobody heard the end of, oldest first: stored, it is no change of somebody else. */
  sent?: readonly (Value | null)[]
}

/** The edits of one form, by key. */
export type Draft<Value> = Readonly<Record<string, DraftEntry<Value>>>

/** What is stored, and when it was read; a key that is absent is unset. */
export interface Reading<Value> {
  values: Readonly<Record<string, Value>>
  readAt: number
}

/**
 * The draft after one more edit. The base stays that of the first touch. An edit back to what is stored is none, unless the
 * reading is older than the edit, or something was sent since: then it says nothing about what is stored now.
 */
export function withEdit<Value>(
  draft: Draft<Value>,
  reading: Reading<Value>,
  key: string,
  mine: Value | null,
): Draft<Value> {
  const { [key]: before, ...others } = draft
  const stored = reading.values[key] ?? null
  const isCurrent = !before || (!before.sent && reading.readAt >= before.seenAt)
  if (isCurrent && mine === stored) return others
  const seenAt = Math.max(reading.readAt, before?.seenAt ?? 0)
  return { ...others, [key]: { ...before, base: before ? before.base : stored, mine, seenAt } }
}

/**
 * The draft with what is sent of it noted (`isOpen`), or no longer, once it is known what became of that. Before it is heard
 * of, a tab may be closed or an answer lost.
 */
export function withSent<Value>(
  draft: Draft<Value>,
  edits: readonly { key: string; mine: Value | null }[],
  isOpen: boolean,
): Draft<Value> {
  const next: Record<string, DraftEntry<Value>> = { ...draft }
  for (const { key, mine } of edits) {
    const entry = next[key]
    if (!entry) continue
    const { sent: before = [], ...rest } = entry
    const first = before.indexOf(mine)
    const sent = isOpen ? [...before, mine].slice(-sentMax) : before.filter((_, index) => index !== first)
    next[key] = sent.length > 0 ? { ...rest, sent } : rest
  }
  return next
}

/** How many tries are remembered; a save lists them. */
const sentMax = 20

/**
 * The draft on a newer reading: edits that hold already are none any more, all others stay as they are, with the base the
 * person saw. Where something they sent is stored and they typed on since, that is what they go on from.
 */
export function rebased<Value>(draft: Draft<Value>, { values, readAt }: Reading<Value>): Draft<Value> {
  const kept = Object.entries(draft).flatMap(([key, entry]): [string, DraftEntry<Value>][] => {
    const stored = values[key] ?? null
    if (readAt < entry.seenAt) return [[key, entry]]
    if (entry.mine === stored) return []
    return [[key, entry.base !== stored && isOwn(entry, stored) ? { ...entry, base: stored, seenAt: readAt } : entry]]
  })
  return kept.length === Object.keys(draft).length && kept.every(([key, entry]) => draft[key] === entry)
    ? draft
    : Object.fromEntries(kept)
}

/** Keys that hold neither what the person saw when they began nor what they sent themself. */
export function overtaken<Value>(draft: Draft<Value>, { values, readAt }: Reading<Value>): string[] {
  return Object.entries(draft)
    .filter(([key, entry]) => {
      const stored = values[key] ?? null
      return readAt >= entry.seenAt && stored !== entry.base && !isOwn(entry, stored)
    })
    .map(([key]) => key)
}

function isOwn<Value>({ sent }: DraftEntry<Value>, stored: Value | null): boolean {
  return sent?.includes(stored) ?? false
}

/** An entry as it was kept on the device, or `undefined` for anything else. `readValue` answers `undefined` likewise. */
export function readEntry<Value>(
  raw: unknown,
  readValue: (raw: unknown) => Value | null | undefined,
): DraftEntry<Value> | undefined {
  if (typeof raw !== 'object' || raw === null || !('base' in raw && 'mine' in raw && 'seenAt' in raw)) return undefined
  const [base, mine] = [readValue(raw.base), readValue(raw.mine)]
  if (base === undefined || mine === undefined || !Number.isFinite(raw.seenAt)) return undefined
  const listed = 'sent' in raw && Array.isArray(raw.sent) ? raw.sent : []
  const sent = listed.map(readValue).filter((value) => value !== undefined)
  return { base, mine, seenAt: raw.seenAt as number, ...(sent.length > 0 ? { sent } : {}) }
}
