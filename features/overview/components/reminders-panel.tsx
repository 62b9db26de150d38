import { CalendarClock } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Empty } from '@/components/states/empty'
import { Card } from '@/components/ui/card'
import { CopyableId } from '@/components/ui/copyable-id'
import { Figure, Figures } from '@/components/ui/figure'
import { spokenName } from '@/lib/i18n/guild-names'
import { useGuildNames } from '@/lib/i18n/guild-names-context'
import type { ReminderFigures } from '../schema'
import { Amount, Listed, Unknown } from './figures'

/** Reminders: how many, which come next, and where. */
export function RemindersPanel({ reminders }: { reminders: ReminderFigures }) {
  const t = useTranslations('overview.reminders')
  const format = useFormatter()
  const when = (at: number) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })
  if (reminders.total === 0) {
    return (
      <Card title={t('title')}>
        <Empty Icon={CalendarClock} title={t('emptyTitle')} body={t('emptyBody')} />
      </Card>
    )
  }
  return (
    <Card title={t('title')}>
      <Figures>
        <Figure label={t('recurring')}>
          <Amount value={reminders.recurring} />
        </Figure>
        <Figure label={t('oneOff')}>
          <Amount value={reminders.oneOff} />
        </Figure>
      </Figures>
      {reminders.upcoming.length > 0 ? (
        <Listed label={t('upcoming')}>
          {reminders.upcoming.map(({ id, name, at }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-3 py-1.5 text-sm">
              <span className="min-w-0 truncate" title={name}>
                {name}
              </span>
              <span className="shrink-0 text-ink-faint tabular-nums">
                {at === null ? <Unknown /> : <time dateTime={new Date(at).toISOString()}>{when(at)}</time>}
              </span>
            </li>
          ))}
        </Listed>
      ) : null}
      {reminders.perChannel.length > 0 ? (
        <Listed label={t('perChannel')}>
          {reminders.perChannel.map(({ channelId, count }) => (
            <li key={channelId} className="flex items-center justify-between gap-3 py-1.5 text-sm">
              <ChannelName id={channelId} />
              <span className="tabular-nums">{format.number(count)}</span>
            </li>
          ))}
        </Listed>
      ) : null}
    </Card>
  )
}

/** A channel as Discord writes it, or its id where no name is at hand. */
function ChannelName({ id }: { id: string }) {
  const name = spokenName(useGuildNames().names, 'channel', id)
  if (name === undefined) return <CopyableId id={id} />
  return (
    <span className="min-w-0 truncate" title={name}>
      {name}
    </span>
  )
}
