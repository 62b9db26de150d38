/** What this process remembers about sessions, shared by all bundles through `globalThis`. */
import { type EndedSessions, MemoryEndedSessions } from './ended-sessions'
import { SeenSessions } from './seen-sessions'

interface SessionStores {
  ended: EndedSessions
  seen: SeenSessions
}

const holder = globalThis as typeof globalThis & { __mindSessions?: SessionStores }

/** The stores of this process. */
export function getSessionStores(): SessionStores {
  holder.__mindSessions ??= { ended: new MemoryEndedSessions(), seen: new SeenSessions() }
  return holder.__mindSessions
}
