import { useFormatter, useTimeZone, useTranslations } from 'next-intl'
import { nearDay } from '@/lib/format/days'

/** A day as people say it. `day` is `yyyy-mm-dd` for the reader, `now` the server's clock. */
export function DayName({ day, now }: { day: string; now: number }) {
  const t = useTranslations('common')
  const format = useFormatter()
  const near = nearDay(day, now, useTimeZone() ?? 'UTC')
  // Noon in UTC is that very day in UTC, whatever zone it was counted in.
  const date = format.dateTime(new Date(`${day}T12:00:00Z`), { dateStyle: 'full', timeZone: 'UTC' })
  return (
    <time dateTime={day} title={date}>
      {near ? t(near) : date}
    </time>
  )
}
