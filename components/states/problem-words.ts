import { useTranslations } from 'next-intl'
import type { Problem } from '@/lib/problems/problem'

/** The words of a problem: what happened, and what to do. A known reason has its own; otherwise the code's. */
export function useProblemWords(problem: Problem): { title: string; body: string } {
  const t = useTranslations('problems')
  const { code, reason } = problem
  const seconds = Math.ceil((problem.retryAfterMs ?? 0) / 1000)
  if (reason) {
    const minutes = seconds > 90 ? Math.ceil(seconds / 60) : 0
    return { title: t(`reasons.${reason}.title`), body: t(`reasons.${reason}.body`, { seconds, minutes }) }
  }
  return { title: t(`codes.${code}.title`), body: t(`codes.${code}.body`, { seconds }) }
}
