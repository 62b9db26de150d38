import 'server-only'
import { cache } from 'react'
import { ok, type Result } from '@/lib/problems/result'
import { requireActor, requireGuild } from '@/lib/session/gates'
import { getOnboarding } from './data'
import type { OnboardingView } from './schema'

/** Onboarding of a guild for its page. */
export const loadOnboarding = cache(async (guildId: string): Promise<Result<OnboardingView>> => {
  const actor = await requireActor()
  if (!actor.ok) return actor
  const access = await requireGuild(actor.data, guildId)
  return access.ok ? ok(await getOnboarding(access.data)) : access
})
