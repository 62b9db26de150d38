'use client'

import { useTranslations } from 'next-intl'
import { Age } from '@/components/ui/age'
import { Badge } from '@/components/ui/badge'
import type { Problem } from '@/lib/problems/problem'
import { useProblemWords } from './problem-words'

/** The age of what is shown; when it is older than it should be, why. */
export function Freshness({
  readAt,
  now,
  staleBecause,
}: {
  readAt: number
  now: number
  staleBecause?: Problem | undefined
}) {
  const t = useTranslations('common')
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-faint text-sm">
      <span>
        {t('asOf')} <Age at={readAt} now={now} />
      </span>
      {staleBecause ? <StaleMark problem={staleBecause} /> : null}
    </span>
  )
}

function StaleMark({ problem }: { problem: Problem }) {
  const { title } = useProblemWords(problem)
  return <Badge tone="warn">{title}</Badge>
}
