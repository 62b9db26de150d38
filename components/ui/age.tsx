'use client'

import { useFormatter, useLocale, useTimeZone } from 'next-intl'
import { useEffect, useState } from 'react'
import { ageOf } from '@/lib/format/relative-time'

const tickMs = 1_000

/**
 * How long ago something was, kept current; the absolute time in the tooltip and for machines. `now` is the server's.
 * `brief`: the bare span, where room is scarce.
 */
export function Age({ at, now, brief = false }: { at: number; now: number; brief?: boolean }) {
  const locale = useLocale()
  const format = useFormatter()
  const timeZone = useTimeZone()
  const [current, setCurrent] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setCurrent(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [])
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
