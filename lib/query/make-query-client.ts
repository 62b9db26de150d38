import { QueryClient } from '@tanstack/react-query'

/** Defaults for every query. Retrying is the transport's business: two layers would multiply calls. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 20_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  })
}
