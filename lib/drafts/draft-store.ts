/** A draft that is kept on the device and told of field by field: a field hears of its own edit only. */
import { type Draft, type DraftEntry, type Reading, readEntry, rebased, withEdit, withSent } from './draft'
import type { Shelf } from './shelf'

/** The draft of one form. */
export interface DraftStore<Value> {
  /** The edits; the same object until one of them changes. */
  entries(): Draft<Value>
  subscribe(listener: () => void): () => void
  edit(key: string, mine: Value | null): void
  /**
   * Goes on from a newer reading (`rebased`). Returns the keys that held already and left the draft. A reading older than
   * the last changes nothing.
   */
  takeReading(reading: Reading<Value>): string[]
  /** These are being sent (`isOpen`), or it is known what became of them (`withSent`). */
  noteSent(edits: readonly { key: string; mine: Value | null }[], isOpen: boolean): void
  /** The person has seen what was stored when it was read, and wants their own all the same; not over anything stored since. */
  insist(key: string, seen: { value: Value | null; readAt: number }): void
  /** Lets go of some edits, or of all. */
  discard(keys?: readonly string[]): void
  /** False while something of it would go with the tab. */
  isSafe(): boolean
  /** True while an edit is there that was kept from an earlier visit. */
  hasRestored(): boolean
}

/**
 * Opens the draft on a shelf. `readValue` lets through what the form can hold, and nothing else that may lie there;
 * `onStale` is told when another tab knows more than the reading here.
 */
export function openDraft<Value>({
  shelf,
  reading: first,
  readValue,
  onStale,
}: {
  shelf: Shelf
  reading: Reading<Value>
  readValue: (key: string, raw: unknown) => Value | null | undefined
  onStale: () => void
}): DraftStore<Value> {
  let reading = first
  let draft = load({})
  const restored = new Set(Object.keys(draft))
  let stopWatching: (() => void) | undefined
  let isWriting = false
  const listeners = new Set<() => void>()

  /** What the shelf holds; entries that did not change stay the same objects. */
  function load(before: Draft<Value>): Draft<Value> {
    const entries = Object.entries(shelf.read()).flatMap(([key, raw]): [string, DraftEntry<Value>][] => {
      const entry = readEntry(raw, (value) => readValue(key, value))
      if (!entry) return []
      const known = before[key]
      return [[key, known && isSameEntry(known, entry) ? known : entry]]
    })
    const isSame =
      entries.length === Object.keys(before).length && entries.every(([key, entry]) => before[key] === entry)
    return isSame ? before : Object.fromEntries(entries)
  }

  function replace(next: Draft<Value>) {
    draft = next
    for (const key of restored) if (!next[key]) restored.delete(key)
  }

  function take(next: Draft<Value>) {
    if (next === draft) return
    const before = draft
    replace(next)
    isWriting = true
    for (const key of Object.keys(before)) if (!next[key]) shelf.remove(key)
    for (const [key, entry] of Object.entries(next)) if (before[key] !== entry) shelf.put(key, entry)
    isWriting = false
    for (const listener of listeners) listener()
  }

  function syncFromShelf() {
    if (isWriting) return
    const [before, next] = [draft, load(draft)]
    if (next === before) return
    replace(next)
    for (const listener of listeners) listener()
    const isGone = Object.keys(before).some((key) => !next[key])
    const isAhead = Object.values(next).some(({ seenAt }) => seenAt > reading.readAt)
    // An entry that went was saved or discarded elsewhere; only a new reading can tell.
    if (isGone || isAhead) onStale()
  }

  /** What lies on the shelf and is no entry of this form would be counted and never shown. */
  function tidy() {
    for (const key of Object.keys(shelf.read())) if (!Object.hasOwn(draft, key)) shelf.remove(key)
  }

  return {
    entries: () => draft,
    subscribe(listener) {
      listeners.add(listener)
      if (!stopWatching) {
        stopWatching = shelf.watch(syncFromShelf)
        syncFromShelf()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stopWatching?.()
        stopWatching = undefined
      }
    },
    edit: (key, mine) => take(withEdit(draft, reading, key, mine)),
    noteSent: (edits, isOpen) => take(withSent(draft, edits, isOpen)),
    takeReading(next) {
      // Another tab, or this page opened anew, may have changed the shelf since.
      syncFromShelf()
      tidy()
      if (next.readAt < reading.readAt) return []
      reading = next
      const before = draft
      take(rebased(draft, next))
      return Object.keys(before).filter((key) => !draft[key])
    },
    insist(key, { value, readAt }) {
      const entry = draft[key]
      if (entry) take({ ...draft, [key]: { ...entry, base: value, seenAt: Math.max(entry.seenAt, readAt) } })
    },
    discard(keys) {
      const gone = new Set(keys ?? Object.keys(draft))
      take(Object.fromEntries(Object.entries(draft).filter(([key]) => !gone.has(key))))
    },
    isSafe: () => shelf.isSafe(),
    hasRestored: () => restored.size > 0,
  }
}

function isSameEntry<Value>(a: DraftEntry<Value>, b: DraftEntry<Value>): boolean {
  const isSentSame = JSON.stringify(a.sent) === JSON.stringify(b.sent)
  return a.base === b.base && a.mine === b.mine && a.seenAt === b.seenAt && isSentSame
}
