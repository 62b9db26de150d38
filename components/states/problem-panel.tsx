import { CircleHelp, CloudOff, Hourglass, Link2Off, Lock, type LucideIcon, SearchX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem, ProblemCode } from '@/lib/problems/problem'
import { useProblemWords } from './problem-words'
import { QuotedId } from './quoted-id'

const icons: Record<ProblemCode, LucideIcon> = {
  'signed-out': Lock,
  'session-unknown': CircleHelp,
  'not-linked': Link2Off,
  forbidden: Lock,
  'not-found': SearchX,
  invalid: TriangleAlert,
  conflict: TriangleAlert,
  busy: Hourglass,
  unavailable: CloudOff,
  timeout: Hourglass,
  'bad-reply': TriangleAlert,
  'unknown-outcome': CircleHelp,
  unexpected: TriangleAlert,
}

/** The problem face of a page or panel: words for people first, then the id to quote. */
export function ProblemPanel({
  problem,
  children,
  level = 'page',
}: {
  problem: Problem
  /** What can be done, e.g. a button to try again. */
  children?: ReactNode
  level?: 'page' | 'panel'
}) {
  const { title, body } = useProblemWords(problem)
  const Icon = icons[problem.code]
  const Heading = level === 'page' ? 'h1' : 'h2'
  return (
    <div
      role={level === 'panel' ? 'alert' : undefined}
      className={`flex max-w-[32rem] flex-col items-start gap-3 rounded-lg border bg-surface p-6 md:p-8 ${level === 'page' ? 'mx-auto' : ''}`}
    >
      <span className="rounded-md bg-sunken p-2.5 text-ink-soft">
        <Icon aria-hidden size={22} />
      </span>
      <Heading className="font-semibold text-xl">{title}</Heading>
      <p className="text-ink-soft">{body}</p>
      {children ? <div className="mt-2 flex flex-wrap gap-2">{children}</div> : null}
      <QuotedId problem={problem} />
    </div>
  )
}
