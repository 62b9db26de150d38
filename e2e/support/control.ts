/** The control listeners of the local stack, as the journeys use them. */
import type { JournalEntry } from '../../dev/kit/journal'
import { addressesVariable, type StackAddresses } from '../global-setup'

/** Addresses of the stack started for this run. */
export function stackAddresses(): StackAddresses {
  const text = process.env[addressesVariable]
  if (!text) throw new Error('The journeys run through `npm run test:e2e`, which starts the local stack.')
  return JSON.parse(text) as StackAddresses
}

async function call<T>(base: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
  return (text ? JSON.parse(text) : undefined) as T
}

/** What to do with matching requests. */
export interface Fault {
  match: { method?: string; path?: string; subject?: string }
  times?: number
  do:
    | { status: number; body?: string; contentType?: string }
    | { delayMs: number }
    | { hold: true }
    | { hang: true }
    | { drop: 'before' | 'after' }
}

function controlOf(base: () => string) {
  return {
    post: <T>(path: string, body: unknown) => call<T>(base(), 'POST', path, body),
    get: <T>(path: string) => call<T>(base(), 'GET', path),
    remove: <T>(path: string) => call<T>(base(), 'DELETE', path),
    addFault: (fault: Fault) => call<{ id: string }>(base(), 'POST', '/faults', fault),
    removeFault: (id: string) => call<unknown>(base(), 'DELETE', `/faults?id=${encodeURIComponent(id)}`),
    requests: async (query: Record<string, string>) =>
      (await call<{ requests: JournalEntry[] }>(base(), 'GET', `/requests?${new URLSearchParams(query)}`)).requests,
  }
}

/** Control of the auth server. */
export const authControl = controlOf(() => stackAddresses().authControl)

/** Control of the local Discord. */
export const discordControl = controlOf(() => stackAddresses().discordControl)

/** Control of the local Alphapy. */
export const alphapyControl = controlOf(() => stackAddresses().alphapyControl)

/** Rows of the local Alphapy's database, big integers and JSON as text. */
export async function queryDatabase(query: string, params: unknown[] = []): Promise<Record<string, string | null>[]> {
  const { rows } = await alphapyControl.post<{ rows: Record<string, string | null>[] }>('/sql', { query, params })
  return rows
}
