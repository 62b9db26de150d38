/** A device for tests: what tabs share, with the rules of local storage, and the ways it fails. */
import type { Device } from './shelf'

/** A browser whose tabs share their storage; a change in one is told to the others, as browsers do. */
export function makeDevice({ capacity = Number.POSITIVE_INFINITY } = {}) {
  const held = new Map<string, string>()
  const tabs = new Set<EventTarget>()
  let state: 'works' | 'refuses' | 'missing' = 'works'
  const tell = (from: EventTarget, key: string) => {
    for (const tab of tabs) {
      if (tab !== from) tab.dispatchEvent(Object.assign(new Event('storage'), { key }))
    }
  }
  const storageOf = (tab: EventTarget): Storage => ({
    get length() {
      return held.size
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem(key, text) {
      const size = [...held].reduce((sum, [name, content]) => (name === key ? sum : sum + content.length), text.length)
      if (size > capacity) throw new DOMException('full', 'QuotaExceededError')
      held.set(key, text)
      tell(tab, key)
    },
    removeItem(key) {
      if (held.delete(key)) tell(tab, key)
    },
    clear: () => held.clear(),
  })
  return {
    held,
    fail: (how: typeof state) => {
      state = how
    },
    openTab(): Device {
      const events = new EventTarget()
      tabs.add(events)
      const storage = storageOf(events)
      return {
        events,
        storage: () => {
          if (state === 'refuses') throw new DOMException('denied', 'SecurityError')
          return state === 'missing' ? undefined : storage
        },
      }
    },
  }
}
