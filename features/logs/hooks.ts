'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { onDeviceClock } from '@/lib/format/server-clock'
import type { Problem } from '@/lib/problems/problem'
import { ProblemError } from '@/lib/query/fetch-own'
import { logsNowQuery, logsQuery } from './queries'
import type { LogsView } from './schema'

/** The log, starting from the one the page came with. `problem`: why it could not be renewed just now. */
export function useLogs(initial: LogsView): {
  view: LogsView
  problem: Problem | undefined
  isRefreshing: boolean
  refresh: () => void
} {
  const { guildId } = initial
  const queryClient = useQueryClient()
  const [isRefreshing, setIsRefreshing] = useState(false)
  const { data, error } = useQuery({
    ...logsQuery(guildId),
    initialData: initial,
    initialDataUpdatedAt: () => onDeviceClock(initial.now, initial.now),
  })

  async function refresh() {
    setIsRefreshing(true)
    // What it fails with is the query's error, shown like any other.
    await queryClient.fetchQuery(logsNowQuery(guildId)).catch(() => undefined)
    setIsRefreshing(false)
  }

  const problem = error instanceof ProblemError ? error.problem : data.staleBecause
  return { view: data, problem, isRefreshing, refresh: () => void refresh() }
}
