'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Freshness } from '@/components/states/stale'
import { Button } from '@/components/ui/button'
import type { Problem } from '@/lib/problems/problem'
import { useRenewal } from '../hooks'
import type { HistoryFilters } from '../schema'

/** How old the list is, and the way to ask for it now. */
export function Renewal({
  guildId,
  filters,
  readAt,
  now,
  staleBecause,
}: {
  guildId: string
  filters: HistoryFilters
  readAt: number
  now: number
  staleBecause: Problem | undefined
}) {
  const t = useTranslations('history')
  const { problem, isRenewing, renew } = useRenewal(guildId, filters)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Freshness readAt={readAt} now={now} staleBecause={problem ?? staleBecause} />
      <Button look="secondary" onClick={renew} disabled={isRenewing}>
        <RefreshCw aria-hidden size={15} className={isRenewing ? 'animate-spin' : ''} />
        {t('refresh')}
      </Button>
    </div>
  )
}
