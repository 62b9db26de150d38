'use client'

import { useQuery } from '@tanstack/react-query'
import { onDeviceClock } from '@/lib/format/server-clock'
import type { Problem } from '@/lib/problems/problem'
import { ProblemError } from '@/lib/query/fetch-own'
import { overviewQuery } from './queries'
import type { OverviewView } from './schema'

/** The live figures, starting from those the page came with. `problem`: why they could not be renewed just now. */
export function useOverview(
  guildId: string,
  initial: OverviewView,
): { view: OverviewView; problem: Problem | undefined } {
  const { data, error } = useQuery({
    ...overviewQuery(guildId),
    initialData: initial,
    initialDataUpdatedAt: () => onDeviceClock(initial.now, initial.now),
  })
  const problem = error instanceof ProblemError ? error.problem : data.staleBecause
  return { view: data, problem }
}
