import { queryOptions } from '@tanstack/react-query'
import { fetchOwn } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import type { OnboardingView } from './schema'

/** Onboarding of a guild. */
export function onboardingQuery(guildId: string) {
  return queryOptions({
    queryKey: ['guild', guildId, 'onboarding'],
    queryFn: ({ signal }) => fetchOwn<OnboardingView>(handlers.guildOnboarding(guildId), signal),
    staleTime: 60_000,
  })
}
