import { Inbox } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Empty } from '@/components/states/empty'
import { Age } from '@/components/ui/age'
import { Card } from '@/components/ui/card'
import { Figure, Figures } from '@/components/ui/figure'
import type { TicketFigures } from '../schema'
import { Amount, Duration, Unknown } from './figures'

const knownStatuses = ['open', 'claimed', 'waiting_for_user', 'escalated', 'closed', 'archived'] as const

/** Tickets by status, and those that wait longest. */
export function TicketsPanel({ tickets, now }: { tickets: TicketFigures; now: number }) {
  const t = useTranslations('overview.tickets')
  const format = useFormatter()
  const statusName = (status: string | null) => {
    const known = knownStatuses.find((name) => name === status)
    return known ? t(`statuses.${known}`) : (status ?? t('statuses.unknown'))
  }
  if (tickets.total === 0) {
    return (
      <Card title={t('title')}>
        <Empty Icon={Inbox} title={t('emptyTitle')} body={t('emptyBody')} />
      </Card>
    )
  }
  return (
    <Card title={t('title')}>
      <Figures>
        <Figure label={t('open')}>
          <Amount value={tickets.open} />
        </Figure>
        <Figure label={t('closeTime')}>
          <Duration seconds={tickets.averageCloseSeconds} />
        </Figure>
      </Figures>
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-sm">
        {tickets.perStatus.map(({ status, count }) => (
          <li key={status}>
            {statusName(status)} <span className="font-medium text-ink tabular-nums">{format.number(count)}</span>
          </li>
        ))}
      </ul>
      {tickets.waiting.length > 0 ? (
        <>
          <h4 className="mt-4 mb-1.5 text-ink-faint text-sm">{t('waiting')}</h4>
          <ul className="divide-y">
            {tickets.waiting.map(({ id, username, status, createdAt }) => (
              <li key={id} className="flex items-center gap-3 py-1.5 text-sm">
                <span className="text-ink-faint tabular-nums">#{id}</span>
                <span className="min-w-0 flex-1 truncate" title={username ?? undefined}>
                  {username ?? <Unknown />}
                </span>
                <span className="text-ink-soft">{statusName(status)}</span>
                <span className="shrink-0 whitespace-nowrap text-ink-faint">
                  {createdAt === null ? <Unknown /> : <Age at={createdAt} now={now} />}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  )
}
