import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { durationOf } from '../model'

/** A number with its unit, or a dash with words for those who cannot see it: a gap is never drawn as zero. */
export function Amount({ value, unit }: { value: number | null; unit?: 'ms' }): ReactNode {
  const t = useTranslations('overview')
  const format = useFormatter()
  if (value === null) return <Unknown />
  const text = format.number(Math.round(value))
  return unit === 'ms' ? t('milliseconds', { value: text }) : text
}

/** Seconds as days, hours and minutes. */
export function Duration({ seconds }: { seconds: number | null }): ReactNode {
  const t = useTranslations('overview')
  if (seconds === null) return <Unknown />
  const { days, hours, minutes } = durationOf(seconds)
  if (days > 0) return t('duration.days', { days, hours })
  return hours > 0 ? t('duration.hours', { hours, minutes }) : t('duration.minutes', { minutes })
}

/** Nothing was reported. */
export function Unknown() {
  const t = useTranslations('overview')
  return (
    <span className="text-ink-faint">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t('unknown')}</span>
    </span>
  )
}

/** Single things below the figures of a panel, under a label of their own. */
export function Listed({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <h4 className="mt-4 mb-1.5 text-ink-faint text-sm">{label}</h4>
      <ul className="divide-y">{children}</ul>
    </>
  )
}
