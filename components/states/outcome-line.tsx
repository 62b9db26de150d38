'use client'

import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/problems/problem'
import { useProblemWords } from './problem-words'

/** What came of the last thing done here, read out when it comes. Keeps its place in the document while there is nothing. */
export function OutcomeLine({ outcome }: { outcome: { problem?: Problem; done?: string } | undefined }) {
  return (
    <div aria-live="polite" className="empty:sr-only">
      {outcome?.problem ? <ProblemNotice problem={outcome.problem} /> : null}
      {outcome?.done ? <Notice tone="good">{outcome.done}</Notice> : null}
    </div>
  )
}

function ProblemNotice({ problem }: { problem: Problem }) {
  const { title, body } = useProblemWords(problem)
  return (
    <Notice tone={problem.code === 'invalid' ? 'bad' : 'warn'}>
      <p className="font-medium">{title}</p>
      <p>{body}</p>
    </Notice>
  )
}
