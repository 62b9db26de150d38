import { queryOptions } from '@tanstack/react-query'
import { fetchOwn } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import type { OverviewView } from './schema'

/** A live page asks this often; the server answers from a shared reading and asks the backend less. */
const pollEveryMs = 30_000

/** The figures of a guild, kept current while somebody looks. */
export function overviewQuery(guildId: string) {
  return queryOptions({
    queryKey: ['guild', guildId, 'overview'],
    queryFn: ({ signal }) => fetchOwn<OverviewView>(handlers.guildOverview(guildId), signal),
    refetchInterval: pollEveryMs,
    staleTime: pollEveryMs,
  })
}
