/** Edits that are not saved yet, as pure functions: what one more edit makes of them, and what a newer reading does. */

/** One edit. `null` = unset. */
export interface DraftEntry<Value> {
  /** What was stored when the person began. */
  base: Value | null
  /** What they want. */
  mine: Value | null
  /** When what they saw at their last touch was read, in milliseconds of the server's clock. */
  seenAt: number
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
 * reading is older than the edit: then it says nothing about what is stored now.
 */
export function withEdit<Value>(
  draft: Draft<Value>,
  reading: Reading<Value>,
  key: string,
  mine: Value | null,
): Draft<Value> {
  const { [key]: before, ...others } = draft
  const stored = reading.values[key] ?? null
  const isCurrent = !before || reading.readAt >= before.seenAt
  if (isCurrent && mine === stored) return others
  const seenAt = Math.max(reading.readAt, before?.seenAt ?? 0)
  return { ...others, [key]: { base: before ? before.base : stored, mine, seenAt } }
}

/**
 * The draft on a newer reading: edits that hold already are none any more, all others stay as they are, with the base the
 * person saw. `sent`: what a save of their own just stored; where they typed on meanwhile, that is what they go on from.
 */
export function rebased<Value>(
  draft: Draft<Value>,
  { values, readAt }: Reading<Value>,
  sent: Readonly<Record<string, Value | null>> = {},
): Draft<Value> {
  const kept = Object.entries(draft).flatMap(([key, entry]): [string, DraftEntry<Value>][] => {
    const stored = values[key] ?? null
    if (readAt < entry.seenAt) return [[key, entry]]
    if (entry.mine === stored) return []
    const isOwn = Object.hasOwn(sent, key) && sent[key] === stored && entry.base !== stored
    return [[key, isOwn ? { ...entry, base: stored, seenAt: readAt } : entry]]
  })
  return kept.length === Object.keys(draft).length && kept.every(([key, entry]) => draft[key] === entry)
    ? draft
    : Object.fromEntries(kept)
}

/** Keys that no longer hold what the person saw when they began. */
export function overtaken<Value>(draft: Draft<Value>, { values, readAt }: Reading<Value>): string[] {
  return Object.entries(draft)
    .filter(([key, { base, seenAt }]) => readAt >= seenAt && (values[key] ?? null) !== base)
    .map(([key]) => key)
}

/** An entry as it was kept on the device, or `undefined` for anything else. `readValue` answers `undefined` likewise. */
export function readEntry<Value>(
  raw: unknown,
  readValue: (raw: unknown) => Value | null | undefined,
): DraftEntry<Value> | undefined {
  if (typeof raw !== 'object' || raw === null || !('base' in raw && 'mine' in raw && 'seenAt' in raw)) return undefined
  const [base, mine] = [readValue(raw.base), readValue(raw.mine)]
  if (base === undefined || mine === undefined || !Number.isFinite(raw.seenAt)) return undefined
  return { base, mine, seenAt: raw.seenAt as number }
}
