'use client'

import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/problems/problem'
import { ProblemNotice } from './problem-notice'

/** What came of the last thing done here, read out when it comes. Keeps its place in the document while there is nothing. */
export function OutcomeLine({ outcome }: { outcome: { problem?: Problem; done?: string } | undefined }) {
  return (
    <div aria-live="polite" className="empty:sr-only">
      {outcome?.problem ? <ProblemNotice problem={outcome.problem} /> : null}
      {outcome?.done ? <Notice tone="good">{outcome.done}</Notice> : null}
    </div>
  )
}
