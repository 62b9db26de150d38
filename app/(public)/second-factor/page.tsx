import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { CsrfField } from '@/components/forms/csrf-field'
import { EntryFrame } from '@/components/shell/entry-frame'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ChallengeForm } from '@/features/second-factor/components/challenge-form'
import { loadFactorsOf } from '@/features/second-factor/loaders'
import { problem } from '@/lib/problems/problem'
import { failed } from '@/lib/problems/result'
import { handlers, routes } from '@/lib/routes'
import { readCsrfToken } from '@/lib/security/own-request'
import { readSession } from '@/lib/session/read-session'
import { safeReturnTo } from '@/lib/session/return-to'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('secondFactor')
  return { title: t('heading') }
}

export default async function SecondFactorPage({ searchParams }: PageProps<'/second-factor'>) {
  const [t, session, csrf, { next }] = await Promise.all([
    getTranslations('secondFactor'),
    readSession(),
    readCsrfToken(),
    searchParams,
  ])
  const returnTo = safeReturnTo(typeof next === 'string' ? next : undefined, routes.guilds())
  if (session.kind === 'signed-out') redirect(routes.login(returnTo))
  if (session.kind === 'signed-in') redirect(returnTo as Route)
  const factors =
    session.kind === 'unknown'
      ? failed(problem('session-unknown', { requestId: session.requestId }))
      : await loadFactorsOf(session.person)
  if (!factors.ok) {
    return (
      <main className="px-4 py-16">
        <ProblemPage problem={factors.problem} offerGuilds={false} />
      </main>
    )
  }
  return (
    <EntryFrame heading={t('heading')} purpose={t('purpose')}>
      {factors.data.apps.length > 0 ? (
        <ChallengeForm apps={factors.data.apps} next={returnTo} />
      ) : (
        <Notice tone="warn">{t('otherKind')}</Notice>
      )}
      <details className="mt-5 text-sm">
        <summary className="folds min-h-11 font-medium md:min-h-8">{t('lostTitle')}</summary>
        <p className="mt-1 text-ink-soft">{t('lost')}</p>
      </details>
      <form action={handlers.signOut} method="post" className="mt-3">
        <CsrfField token={csrf} />
        <button type="submit" className={`${buttonClass('quiet')} w-full`}>
          {t('signOut')}
        </button>
      </form>
    </EntryFrame>
  )
}
