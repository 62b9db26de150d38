import 'server-only'
import { cache } from 'react'
import type { Result } from '@/lib/problems/result'
import { requireActor, requireGuildLive } from '@/lib/session/gates'
import { getOverview } from './data'
import type { OverviewView } from './schema'

/** The overview of a guild for its page. */
export const loadOverview = cache(async (guildId: string): Promise<Result<OverviewView>> => {
  const actor = await requireActor()
  if (!actor.ok) return actor
  const access = await requireGuildLive(actor.data, guildId)
  return access.ok ? getOverview(access.data) : access
})
