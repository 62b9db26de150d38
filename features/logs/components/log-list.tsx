'use client'

import { Filter, RefreshCw, ScrollText } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTimeZone, useTranslations } from 'next-intl'
import { Empty } from '@/components/states/empty'
import { ProblemPanel } from '@/components/states/problem-panel'
import { Freshness } from '@/components/states/stale'
import { TryAgain } from '@/components/states/try-again'
import { Button } from '@/components/ui/button'
import { DayName } from '@/components/ui/day-name'
import { Notice } from '@/components/ui/notice'
import { groupByDay } from '@/lib/format/days'
import { endsAccess } from '@/lib/problems/problem'
import { useLogs } from '../hooks'
import { countKinds, isLogKind } from '../model'
import type { LogLine, LogsView } from '../schema'
import { KindFilter } from './kind-filter'
import { LogRow } from './log-row'

/** The log, live: filter, age, a way to ask now, and the events by day. */
export function LogList({ initial }: { initial: LogsView }) {
  const t = useTranslations('logs')
  const { view, problem, isRefreshing, refresh } = useLogs(initial)
  const chosen = useSearchParams().get('kind')
  const kind = isLogKind(chosen) ? chosen : undefined
  if (problem && endsAccess(problem)) {
    return (
      <ProblemPanel problem={problem} level="panel">
        <TryAgain />
      </ProblemPanel>
    )
  }
  const { guildId, lines, now, readAt } = view
  const shown = kind ? lines.filter((line) => line.kind === kind) : lines
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-x-8 gap-y-3 lg:flex-row lg:items-start lg:justify-between">
        <KindFilter guildId={guildId} current={kind} counts={countKinds(lines)} total={lines.length} />
        <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <Freshness readAt={readAt} now={now} staleBecause={problem} />
          <Button look="secondary" onClick={refresh} disabled={isRefreshing}>
            <RefreshCw aria-hidden size={15} className={isRefreshing ? 'animate-spin' : ''} />
            {t('refresh')}
          </Button>
        </div>
      </div>
      {lines.length === 0 ? <Empty Icon={ScrollText} title={t('emptyTitle')} body={t('emptyBody')} /> : null}
      {lines.length > 0 && shown.length === 0 ? (
        <Empty Icon={Filter} title={t('noneTitle')} body={t('noneBody')} />
      ) : null}
      <Days lines={shown} now={now} />
      <Notice tone="info">{t('note')}</Notice>
    </div>
  )
}

function Days({ lines, now }: { lines: LogLine[]; now: number }) {
  const t = useTranslations('logs')
  const timeZone = useTimeZone() ?? 'UTC'
  return groupByDay(lines, ({ at }) => at, timeZone).map(({ key, items }) => (
    <section key={key} aria-labelledby={`day-${key}`}>
      <h2 id={`day-${key}`} className="mb-2 font-medium text-ink-faint text-sm">
        {key === null ? t('noTime') : <DayName day={key} now={now} />}
      </h2>
      <ol className="divide-y overflow-hidden rounded-md border bg-surface">
        {items.map((line) => (
          <li key={line.id}>
            <LogRow line={line} now={now} />
          </li>
        ))}
      </ol>
    </section>
  ))
}
