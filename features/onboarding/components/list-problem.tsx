'use client'

import { useTranslations } from 'next-intl'
import { ProblemPanel } from '@/components/states/problem-panel'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/problems/problem'
import type { ListName } from '../schema'

/** One list could not be read; the other may still be worked on. */
export function ListProblem({
  list,
  problem,
  isReading,
  onReadAgain,
}: {
  list: ListName
  problem: Problem
  isReading: boolean
  onReadAgain: () => void
}) {
  const t = useTranslations('onboarding')
  return (
    <div className="flex flex-col gap-3">
      {/* This is how a bot fails that cannot read the options of its own questions. */}
      {list === 'questions' && problem.status === 500 ? <Notice tone="warn">{t('listRefused')}</Notice> : null}
      <ProblemPanel problem={problem} level="panel">
        <Button onClick={onReadAgain} disabled={isReading}>
          {t('readAgain')}
        </Button>
      </ProblemPanel>
    </div>
  )
}
