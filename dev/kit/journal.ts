/** What arrived at a server and what was answered, for tests to look at. Never holds a secret. */
import type { IncomingHttpHeaders } from 'node:http'

const MAX_ENTRIES = 4_000
const CREDENTIAL_HEADERS = ['authorization', 'apikey', 'x-api-key', 'x-user-id', 'x-discord-user-id', 'cookie']

/** One request. `status` is null while unanswered and 0 when the connection was cut. `at` is ISO 8601 in UTC. */
export interface JournalEntry {
  at: string
  method: string
  path: string
  subject: string | null
  status: number | null
  requestId: string | null
  forwardedFor: string | null
  credentials: string[]
}

/** The names (never the values) of the credential headers a request carries. */
export function credentialNames(headers: IncomingHttpHeaders): string[] {
  return CREDENTIAL_HEADERS.filter((name) => headers[name] !== undefined)
}

/** Which entries to list; `path` is a regular expression on path and query, `since` is exclusive of earlier times. */
export interface JournalFilter {
  path?: string
  method?: string
  since?: string
  subject?: string
}

/** Keeps the latest few thousand requests, oldest first. */
export class Journal {
  private entries: JournalEntry[] = []

  /** Adds an entry that the caller may complete later (status, request id). */
  add(entry: JournalEntry): JournalEntry {
    this.entries.push(entry)
    if (this.entries.length > MAX_ENTRIES) this.entries.splice(0, this.entries.length - MAX_ENTRIES)
    return entry
  }

  /** Entries that match every given condition, oldest first. */
  list(filter: JournalFilter = {}): JournalEntry[] {
    const path = filter.path === undefined ? undefined : new RegExp(filter.path)
    const since = filter.since === undefined ? undefined : sinceMs(filter.since)
    return this.entries.filter(
      (entry) =>
        (path === undefined || path.test(entry.path)) &&
        (filter.method === undefined || entry.method === filter.method.toUpperCase()) &&
        (filter.subject === undefined || entry.subject === filter.subject) &&
        (since === undefined || Date.parse(entry.at) >= since),
    )
  }

  /** Forgets everything. */
  clear(): void {
    this.entries = []
  }
}

function sinceMs(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Date.parse(text)
  if (Number.isNaN(value)) throw new Error(`since is neither ISO 8601 nor milliseconds: ${text}`)
  return value
}
