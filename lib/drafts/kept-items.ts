/** Whole drafts of single items, such as a question being written, kept on the device by key. */
import type { Shelf } from './shelf'

/** The drafts of one list. */
export interface KeptItems<Item> {
  /** By key; the same object until something of it changes. */
  entries(): Readonly<Record<string, Item>>
  subscribe(listener: () => void): () => void
  keep(key: string, item: Item): void
  drop(key: string): void
  /** Removes what lies there and is no draft of this list: it would be counted and never shown. */
  tidy(): void
}

/** Opens the drafts on a shelf. `readItem` answers `undefined` for anything its form could not show; that is left out. */
export function openItems<Item>(shelf: Shelf, readItem: (raw: unknown) => Item | undefined): KeptItems<Item> {
  let text = ''
  let entries: Record<string, Item> = {}
  const readEntries = () => {
    const raw = shelf.read()
    const now = JSON.stringify(raw)
    if (now === text) return entries
    text = now
    entries = Object.fromEntries(
      Object.entries(raw).flatMap(([key, kept]) => {
        const item = readItem(kept)
        return item === undefined ? [] : [[key, item]]
      }),
    )
    return entries
  }
  return {
    entries: readEntries,
    subscribe: shelf.watch,
    keep: shelf.put,
    drop: shelf.remove,
    tidy: () => {
      const known = readEntries()
      for (const key of Object.keys(shelf.read())) if (!Object.hasOwn(known, key)) shelf.remove(key)
    },
  }
}
