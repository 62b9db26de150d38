/** For tests of drafts: a draft of three fields, open in a tab, and what it wants. */
import { type DraftStore, openDraft } from './draft-store'
import { createShelves, type Device } from './shelf'

/** What a field of such a draft may hold. */
export type Value = boolean | number | string
/** The shelf of such a draft. */
export const path = ['ada', 'guild', 'settings', 'reminders']
/** Reads a kept value of the fields `a`, `b` and `c`. */
export const readValue = (key: string, raw: unknown) => {
  if (!['a', 'b', 'c'].includes(key)) return undefined
  return raw === null || ['boolean', 'number', 'string'].includes(typeof raw) ? (raw as Value | null) : undefined
}

/** Opens it in a tab, watched as by a page. */
export function open(
  tab: Device,
  values: Record<string, Value> = {},
  { readAt = 1, onStale = (): void => undefined, of = path } = {},
): DraftStore<Value> {
  const draft = openDraft<Value>({
    shelf: createShelves(tab).open(of),
    reading: { values, readAt },
    readValue,
    onStale,
  })
  draft.subscribe(() => undefined)
  return draft
}

/** What it wants of each field. */
export const wishes = (draft: DraftStore<Value>) =>
  Object.fromEntries(Object.entries(draft.entries()).map(([key, { mine }]) => [key, mine]))
