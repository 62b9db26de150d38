import 'server-only'
import { cache } from 'react'
import type { Category } from '@/lib/alphapy/catalogue/catalogue'
import { ok, type Result } from '@/lib/problems/result'
import { requireActor, requireGuild } from '@/lib/session/gates'
import { getCategory } from './data'
import type { CategoryView } from './schema'

/** One category of a guild for its page. */
export const loadCategory = cache(async (guildId: string, category: Category): Promise<Result<CategoryView>> => {
  const actor = await requireActor()
  if (!actor.ok) return actor
  const access = await requireGuild(actor.data, guildId)
  return access.ok ? ok(getCategory(access.data, category)) : access
})
