'use client'

import { useFormatter, useLocale, useTimeZone } from 'next-intl'
import { useEffect, useState } from 'react'
import { ageOf } from '@/lib/format/relative-time'

const tickMs = 1_000

/** How long ago something was, kept current; the absolute time in the tooltip and for machines. `now` is the server's. */
export function Age({ at, now, style = 'short' }: { at: number; now: number; style?: 'short' | 'narrow' }) {
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
      {new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style }).format(value, unit)}
    </time>
  )
}
