/** What deserves attention on the overview, and durations in words. Pure. */
import type { OverviewView } from './schema'

/** Something to look at, as a key of `messages/` → `overview.attention` with its figures. */
export type Attention =
  | { key: 'botOffline' | 'databaseDown' | 'stale' }
  | { key: 'llmErrors' | 'rateLimited' | 'oldTickets' | 'oldTicketsAtLeast'; count: number }

/** A ticket that waits this long needs somebody. */
const ticketWaitsMs = 2 * 24 * 60 * 60_000

/** The attention list, most urgent first. */
export function attentionOf(view: OverviewView): Attention[] {
  const list: Attention[] = []
  if (view.staleBecause) list.push({ key: 'stale' })
  if (!view.bot.online) list.push({ key: 'botOffline' })
  if (view.infrastructure && !view.infrastructure.databaseUp) list.push({ key: 'databaseDown' })
  const old = view.tickets?.waiting.filter(
    ({ createdAt }) => createdAt !== null && view.now - createdAt > ticketWaitsMs,
  )
  if (old && old.length > 0) {
    list.push({ key: view.tickets?.isCut ? 'oldTicketsAtLeast' : 'oldTickets', count: old.length })
  }
  if ((view.llm?.errors ?? 0) > 0) list.push({ key: 'llmErrors', count: view.llm?.errors ?? 0 })
  if ((view.llm?.rateLimitHits ?? 0) > 0) list.push({ key: 'rateLimited', count: view.llm?.rateLimitHits ?? 0 })
  return list
}

/** Seconds as whole days, hours and minutes, each what the larger ones leave. */
export function durationOf(seconds: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.floor(seconds / 60)
  return { days: Math.floor(minutes / 1_440), hours: Math.floor((minutes % 1_440) / 60), minutes: minutes % 60 }
}
