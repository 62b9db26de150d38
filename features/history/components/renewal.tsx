'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Freshness } from '@/components/states/stale'
import { Button } from '@/components/ui/button'
import type { Problem } from '@/lib/problems/problem'
import { useRenewal } from '../hooks'

/** How old the list is, and the way to ask for it now. `path`: where that is done, made by the page: the filters' rules stay there. */
export function Renewal({
  path,
  readAt,
  now,
  staleBecause,
}: {
  path: string
  readAt: number
  now: number
  staleBecause: Problem | undefined
}) {
  const t = useTranslations('history')
  const { problem, isRenewing, renew } = useRenewal(path)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 max-sm:w-full">
      <Freshness readAt={readAt} now={now} staleBecause={problem ?? staleBecause} />
      <Button look="secondary" onClick={renew} disabled={isRenewing}>
        <RefreshCw aria-hidden size={15} className={isRenewing ? 'animate-spin' : ''} />
        {t('refresh')}
      </Button>
    </div>
  )
}
