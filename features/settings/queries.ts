import { queryOptions } from '@tanstack/react-query'
import { fetchOwn } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import type { CategoryView } from './schema'

/** One category of a guild. `now` asks the backend whatever was read before, to learn what a lost save came to. */
export function categoryQuery(guildId: string, category: string) {
  return queryOptions({
    queryKey: ['guild', guildId, 'settings', category],
    queryFn: ({ signal }) => fetchOwn<CategoryView>(handlers.guildSettings(guildId, category), signal),
    staleTime: 60_000,
  })
}
