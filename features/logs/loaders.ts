import 'server-only'
import { cache } from 'react'
import type { Result } from '@/lib/problems/result'
import { requireActor, requireGuildLive } from '@/lib/session/gates'
import { getLogs } from './data'
import type { LogsView } from './schema'

/** The log of a guild for its page. */
export const loadLogs = cache(async (guildId: string): Promise<Result<LogsView>> => {
  const actor = await requireActor()
  if (!actor.ok) return actor
  const access = await requireGuildLive(actor.data, guildId)
  return access.ok ? getLogs(access.data) : access
})
