/**
 * Drafts on this device. Each thing edited is an entry of its own in local storage: two tabs that edit different things
 * cannot overwrite each other, and what one keeps the other sees at once. A path begins with the person, so nobody meets
 * the drafts of somebody else. Where the device keeps nothing (refused, full), the tab does, and asks before it closes,
 * wherever in Mind it is by then.
 */

/** Changes with the shape of the entries; others are left alone. */
const root = 'mind.draft.1'

/** The drafts of one part of Mind, by item. */
export interface Shelf {
  /** What is kept, as it was put there; `undefined` for an entry that is not JSON. */
  read(): Record<string, unknown>
  /** Keeps a value that JSON can hold. */
  put(item: string, value: unknown): void
  remove(item: string): void
  /** False while something of it would go with the tab. */
  isSafe(): boolean
  /** Tells of every change, of this tab and of others. Returns the way to stop. */
  watch(listener: () => void): () => void
}

/** All drafts of a device. */
export interface Shelves {
  /** The drafts under a path: person, guild, room, part. */
  open(path: readonly string[]): Shelf
  /** How many drafts there are under a path or the beginning of one. */
  count(path: readonly string[]): number
  watch(listener: () => void): () => void
}

/** What is used of the browser. */
export interface Device {
  /** May throw, or be missing, where a browser keeps nothing. */
  storage: () => Storage | undefined
  /** Where changes of other tabs are told, and that this one is about to close. */
  events: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
}

/** The drafts of a device; one set for each tab. */
export function createShelves({ storage, events }: Device): Shelves {
  const inTab = new Map<string, string>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  /** Only as long as there is something to ask about: a page that listens for its end is not kept for the way back. */
  function guard() {
    if (inTab.size > 0) events.addEventListener('beforeunload', ask)
    else events.removeEventListener('beforeunload', ask)
  }

  function watch(listener: () => void) {
    const onStorage = (event: Event) => {
      const { key } = event as StorageEvent
      if (key === null || key?.startsWith(root)) listener()
    }
    listeners.add(listener)
    events.addEventListener('storage', onStorage)
    return () => {
      listeners.delete(listener)
      events.removeEventListener('storage', onStorage)
    }
  }

  /** Keys under a prefix, those only this tab keeps included. */
  function keysUnder(prefix: string): string[] {
    const kept = attempt(() => {
      const held = storage()
      return Array.from({ length: held?.length ?? 0 }, (_, index) => held?.key(index) ?? '')
    })
    return [...new Set([...(kept ?? []), ...inTab.keys()])].filter((key) => key.startsWith(prefix))
  }

  function open(path: readonly string[]): Shelf {
    const prefix = prefixOf(path)
    const keyOf = (item: string) => prefix + encodeURIComponent(item)
    return {
      read: () => {
        const entries = keysUnder(prefix).map((key): [string, unknown] => {
          const item = key.slice(prefix.length)
          const text = inTab.get(key) ?? attempt(() => storage()?.getItem(key))
          return [attempt(() => decodeURIComponent(item)) ?? item, attempt(() => JSON.parse(text ?? ''))]
        })
        return Object.fromEntries(entries)
      },
      put: (item, value) => {
        const [key, text] = [keyOf(item), JSON.stringify(value)]
        const isStored = attempt(() => {
          const held = storage()
          held?.setItem(key, text)
          return held !== undefined
        })
        if (isStored) inTab.delete(key)
        else inTab.set(key, text)
        guard()
        tell()
      },
      remove: (item) => {
        inTab.delete(keyOf(item))
        attempt(() => storage()?.removeItem(keyOf(item)))
        guard()
        tell()
      },
      isSafe: () => ![...inTab.keys()].some((key) => key.startsWith(prefix)),
      watch,
    }
  }

  return { open, count: (path) => keysUnder(prefixOf(path)).length, watch }
}

let ofThisTab: Shelves | undefined

/** The drafts of this browser. */
export function getShelves(): Shelves {
  // On the server there is no storage, and nothing is ever watched.
  ofThisTab ??= createShelves({ storage: () => window.localStorage, events: globalThis })
  return ofThisTab
}

function ask(event: Event) {
  event.preventDefault()
}

function prefixOf(path: readonly string[]): string {
  return `${[root, ...path.map(encodeURIComponent)].join('/')}/`
}

/** A browser may refuse to keep anything, at any moment; a draft must not break a page for that. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
