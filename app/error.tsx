'use client'

import { useTranslations } from 'next-intl'
import { PlainProblem } from '@/components/states/plain-problem'
import { Button } from '@/components/ui/button'
import { problem } from '@/lib/problems/problem'

/** The digest is what the server's log names the error by. */
export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common')
  return (
    <main className="px-4 py-16">
      <PlainProblem problem={problem('unexpected', error.digest ? { requestId: error.digest } : {})}>
        <Button onClick={reset}>{t('tryAgain')}</Button>
      </PlainProblem>
    </main>
  )
}
