import { useProblemWords } from '@/components/states/problem-words'
import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/problems/problem'

/** What was refused, in words. */
export function Refusal({ problem }: { problem: Problem }) {
  const { title, body } = useProblemWords(problem)
  return (
    <Notice tone={problem.reason === 'provider-cancelled' ? 'info' : problem.code === 'invalid' ? 'bad' : 'warn'}>
      <p className="font-medium">{title}</p>
      <p>{body}</p>
    </Notice>
  )
}
