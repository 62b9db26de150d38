import { LogIn } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ProblemPanel } from '@/components/states/problem-panel'
import { TryAgain } from '@/components/states/try-again'
import { buttonClass } from '@/components/ui/button'
import type { Problem } from '@/lib/problems/problem'
import { routes } from '@/lib/routes'
import { notePageRefusal } from '@/lib/session/page-refusal'

/** A page that could not be made: what happened, what to do, and the ways on. */
export async function ProblemPage({ problem, offerGuilds = true }: { problem: Problem; offerGuilds?: boolean }) {
  const [t] = await Promise.all([getTranslations('problems'), notePageRefusal(problem)])
  return (
    <ProblemPanel problem={problem}>
      {problem.code === 'signed-out' ? (
        <Link href={routes.login()} className={buttonClass()}>
          <LogIn aria-hidden size={16} />
          {t('signIn')}
        </Link>
      ) : (
        <TryAgain afterMs={problem.retryAfterMs} />
      )}
      {offerGuilds ? (
        <Link href={routes.guilds()} className={buttonClass('secondary')}>
          {t('allGuilds')}
        </Link>
      ) : null}
    </ProblemPanel>
  )
}
