// Drawn in no time: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Problem } from '@/lib/problems/problem'
import { useProblemWords } from './problem-words'

/**
 * The problem face that pages carry along and hardly ever show, such as that of a boundary. So it is without a library of
 * icons, and works when nothing more can be loaded.
 */
export function PlainProblem({ problem, children }: { problem: Problem; children?: ReactNode }) {
  const t = useTranslations('problems')
  const { title, body } = useProblemWords(problem)
  return (
    <div className="mx-auto flex max-w-[32rem] flex-col items-start gap-3 rounded-lg border bg-surface p-6 md:p-8">
      <span className="rounded-md bg-sunken p-2.5 text-ink-soft">
        <svg aria-hidden="true" viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor">
          <path
            d="M12 4 2.8 20h18.4zM12 10v4.5m0 2.6v.1"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </span>
      <h1 className="font-semibold text-xl">{title}</h1>
      <p className="text-ink-soft">{body}</p>
      {children ? <div className="mt-2 flex flex-wrap gap-2">{children}</div> : null}
      {problem.requestId ? (
        <p className="mt-2 text-ink-faint text-sm">
          {t('quote')} <code className="select-all font-mono text-ink-soft text-xs">{problem.requestId}</code>
        </p>
      ) : null}
    </div>
  )
}
