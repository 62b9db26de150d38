import { Inbox } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Empty } from '@/components/states/empty'
import { Age } from '@/components/ui/age'
import { Card } from '@/components/ui/card'
import { Figure, Figures } from '@/components/ui/figure'
import type { TicketFigures } from '../schema'
import { Amount, Duration, Unknown } from './figures'

const knownStatuses = ['open', 'claimed', 'waiting_for_user', 'escalated', 'closed', 'archived'] as const

/** From new to done; a status Mind does not know comes last. */
function inTheirCourse(perStatus: TicketFigures['perStatus']): TicketFigures['perStatus'] {
  const place = (status: string) => {
    const at = (knownStatuses as readonly string[]).indexOf(status)
    return at < 0 ? knownStatuses.length : at
  }
  return perStatus.toSorted((a, b) => place(a.status) - place(b.status))
}

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
        {inTheirCourse(tickets.perStatus).map(({ status, count }) => (
          <li key={status}>
            {statusName(status)} <span className="font-medium text-ink tabular-nums">{format.number(count)}</span>
          </li>
        ))}
      </ul>
      {tickets.waiting.length > 0 ? (
        <>
          <h4 className="mt-4 mb-1.5 text-ink-faint text-sm">{t('waiting')}</h4>
          <ul className="divide-y sm:grid sm:grid-cols-[auto_minmax(0,1fr)_auto_auto]">
            {tickets.waiting.map(({ id, username, status, createdAt }) => (
              <li
                key={id}
                className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 py-1.5 text-sm max-[18rem]:flex max-[18rem]:flex-wrap sm:col-span-full sm:grid-cols-subgrid"
              >
                <span className="text-ink-faint tabular-nums">#{id}</span>
                <span className="min-w-0 truncate" title={username ?? undefined}>
                  {username ?? <Unknown />}
                </span>
                <span className="text-ink-soft max-sm:order-last max-sm:col-start-2">{statusName(status)}</span>
                <span className="whitespace-nowrap text-right text-ink-faint">
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
