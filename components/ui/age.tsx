'use client'

import { useFormatter, useLocale, useTimeZone } from 'next-intl'
import { useEffect, useState } from 'react'
import { ageOf } from '@/lib/format/relative-time'
import { hearServerClock, serverNow } from '@/lib/format/server-clock'

const tickMs = 1_000

/**
 * How long ago something was, kept current; the absolute time in the tooltip and for machines. `now` is Mind's
 * clock, by which the age is counted on.
 * `brief`: the bare span, where room is scarce.
 */
export function Age({ at, now, brief = false }: { at: number; now: number; brief?: boolean }) {
  const locale = useLocale()
  const format = useFormatter()
  const timeZone = useTimeZone()
  const [current, setCurrent] = useState(now)
  useEffect(() => {
    hearServerClock(now)
    const timer = setInterval(() => setCurrent(serverNow()), tickMs)
    return () => clearInterval(timer)
  }, [now])
  const { value, unit } = ageOf(Math.max(current, at) - at)
  const absolute = format.dateTime(new Date(at), {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(timeZone ? { timeZone } : {}),
  })
  return (
    <time dateTime={new Date(at).toISOString()} title={absolute} className="tabular-nums">
      {brief
        ? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(Math.abs(value))
        : new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }).format(value, unit)}
    </time>
  )
}
