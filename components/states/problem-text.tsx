import type { ReactNode } from 'react'
import type { Problem } from '@/lib/problems/problem'
import { useProblemWords } from './problem-words'

/** A problem in two lines: what happened, and what to do. `kept`: what became of what the person did. */
export function ProblemText({ problem, kept }: { problem: Problem; kept?: ReactNode }) {
  // Drawn seldom: code that remembers what it drew would only be longer.
  'use no memo'
  const { title, body } = useProblemWords(problem)
  return (
    <>
      <p className="font-medium">{title}</p>
      <p>
        {body} {kept}
      </p>
    </>
  )
}
