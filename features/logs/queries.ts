import { queryOptions } from '@tanstack/react-query'
import { fetchOwn } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import type { LogsView } from './schema'

/** A live page asks this often. */
const pollEveryMs = 30_000

/** The log of a guild, kept current while somebody looks. */
export function logsQuery(guildId: string) {
  return queryOptions({
    queryKey: ['guild', guildId, 'logs'],
    queryFn: ({ signal }) => fetchOwn<LogsView>(handlers.guildLogs(guildId), signal),
    refetchInterval: pollEveryMs,
    staleTime: pollEveryMs,
  })
}

/** The same, asked of the bot at this moment. */
export function logsNowQuery(guildId: string) {
  return {
    queryKey: logsQuery(guildId).queryKey,
    queryFn: () => fetchOwn<LogsView>(`${handlers.guildLogs(guildId)}?now=1`),
    staleTime: 0,
  }
}
