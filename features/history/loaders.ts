import 'server-only'
import type { Result } from '@/lib/problems/result'
import { requireActor, requireGuild } from '@/lib/session/gates'
import { getHistory } from './data'
import type { HistoryFilters, HistoryView } from './schema'

/** The recorded changes of a guild for its page. */
export async function loadHistory(guildId: string, filters: HistoryFilters): Promise<Result<HistoryView>> {
  const actor = await requireActor()
  if (!actor.ok) return actor
  const access = await requireGuild(actor.data, guildId)
  return access.ok ? getHistory(access.data, filters) : access
}
