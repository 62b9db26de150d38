import { notifyManager, QueryClient } from '@tanstack/react-query'

/** Defaults for every query. Retrying is the transport's business: two layers would multiply calls. */
export function makeQueryClient(): QueryClient {
  // What is read is shown together with what is said of it, not a moment later with what was in between.
  notifyManager.setScheduler(queueMicrotask)
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 20_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  })
}
