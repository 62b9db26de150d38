'use client'
// It draws when something has changed: code that remembers what it drew would only be longer.
'use no memo'

import { CircleAlert, CircleCheck, CircleHelp, Hourglass, LoaderCircle, Pencil } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Problem } from '@/lib/problems/problem'
import { routes } from '@/lib/routes'
import { ProblemText } from './problem-text'
import { QuotedId } from './quoted-id'

const icons = {
  editing: <Pencil />,
  saving: <LoaderCircle className="animate-spin" />,
  waiting: <Hourglass />,
  good: <CircleCheck className="text-good" />,
  warn: <CircleAlert className="text-warn" />,
  bad: <CircleAlert className="text-bad" />,
  unknown: <CircleHelp />,
}

/** What is being done or came of something, with its mark. */
export function StatusLine({ mark, children }: { mark: keyof typeof icons; children: ReactNode }) {
  return (
    <div className="flex items-start gap-2.5">
      <span aria-hidden="true" className="mt-0.5 shrink-0 [&>svg]:size-[18px]">
        {icons[mark]}
      </span>
      <div className="min-w-0">{children}</div>
    </div>
  )
}

/** Why something was not done: words, then the id to quote. `kept`: what became of what the person did. */
export function ProblemStatus({ problem, kept }: { problem: Problem; kept?: ReactNode }) {
  const t = useTranslations('problems')
  const login = routes.login(usePathname())
  return (
    <StatusLine mark="bad">
      <ProblemText problem={problem} kept={kept} />
      {problem.code === 'signed-out' ? (
        <a href={login} target="_blank" rel="noopener" className="font-medium underline">
          {t('signInBeside')}
        </a>
      ) : null}
      <QuotedId problem={problem} />
    </StatusLine>
  )
}
