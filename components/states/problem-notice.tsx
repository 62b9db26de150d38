import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/problems/problem'
import { ProblemText } from './problem-text'

/** What was refused or did not come about, beside where it was tried. */
export function ProblemNotice({ problem }: { problem: Problem }) {
  return (
    <Notice tone={problem.reason === 'provider-cancelled' ? 'info' : problem.code === 'invalid' ? 'bad' : 'warn'}>
      <ProblemText problem={problem} />
    </Notice>
  )
}
