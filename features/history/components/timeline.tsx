import { History } from 'lucide-react'
import Link from 'next/link'
import { useTimeZone, useTranslations } from 'next-intl'
import { Empty } from '@/components/states/empty'
import { buttonClass } from '@/components/ui/button'
import { DayName } from '@/components/ui/day-name'
import { groupByDay } from '@/lib/format/days'
import type { GuildNames } from '@/lib/i18n/guild-names'
import { routes } from '@/lib/routes'
import { filterQuery, nextLimit } from '../model'
import type { HistoryView, LentSave } from '../schema'
import { ChangeCard } from './change-card'

/** The recorded changes, newest first, by day. `save` is the safe save of settings, lent by the page. */
export function Timeline({
  view,
  personId,
  names,
  save,
}: {
  view: HistoryView
  personId: string
  names: GuildNames
  save: LentSave
}) {
  const t = useTranslations('history')
  const timeZone = useTimeZone() ?? 'UTC'
  const { guildId, changes, filters, now } = view
  if (changes.length === 0) {
    return filters.scope ? (
      <Empty Icon={History} title={t('noneTitle')} body={t('noneBody')}>
        <Link href={routes.history(guildId)} className={buttonClass('secondary')}>
          {t('showAll')}
        </Link>
      </Empty>
    ) : (
      <Empty Icon={History} title={t('emptyTitle')} body={t('emptyBody')} />
    )
  }
  const next = changes.length >= filters.limit ? nextLimit(filters.limit) : undefined
  return (
    <div className="flex flex-col gap-7">
      {groupByDay(changes, ({ at }) => at, timeZone).map(({ key, items }) => (
        <section key={key} aria-labelledby={`day-${key}`}>
          <h2 id={`day-${key}`} className="mb-2.5 font-medium text-ink-faint text-sm">
            {key === null ? t('noTime') : <DayName day={key} now={now} />}
          </h2>
          <ol className="relative flex flex-col gap-3 before:absolute before:inset-y-4 before:left-3.5 before:border-l">
            {items.map((change) => (
              <ChangeCard
                key={change.id}
                change={change}
                guildId={guildId}
                personId={personId}
                now={now}
                names={names}
                save={save}
              />
            ))}
          </ol>
        </section>
      ))}
      {next ? (
        <p>
          <Link
            href={routes.history(guildId, filterQuery({ ...filters, limit: next }))}
            scroll={false}
            className={buttonClass('secondary')}
          >
            {t('showMore', { count: next })}
          </Link>
        </p>
      ) : null}
    </div>
  )
}
