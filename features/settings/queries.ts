import { queryOptions, replaceEqualDeep } from '@tanstack/react-query'
import { fetchOwn } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import type { CategoryView } from './schema'

/** One category of a guild. `now` asks the backend whatever was read before, to learn what a lost save came to. */
export function categoryQuery(guildId: string, category: string) {
  return queryOptions({
    queryKey: ['guild', guildId, 'settings', category],
    queryFn: ({ signal }) => fetchOwn<CategoryView>(handlers.guildSettings(guildId, category), signal),
    staleTime: 60_000,
    // An answer that was long on its way tells less than what is known by now.
    structuralSharing: (known, read) => (isOlder(read, known) ? known : replaceEqualDeep(known, read)),
  })
}

function isOlder(read: unknown, known: unknown): boolean {
  const [a, b] = [read, known] as [CategoryView, CategoryView | undefined]
  return b !== undefined && a.readAt < b.readAt
}
