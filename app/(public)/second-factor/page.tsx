import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { CsrfField } from '@/components/forms/csrf-field'
import { buttonClass } from '@/components/ui/button'
import { Wordmark } from '@/components/ui/logo'
import { Notice } from '@/components/ui/notice'
import { ChallengeForm } from '@/features/second-factor/components/challenge-form'
import { loadFactorsOf } from '@/features/second-factor/loaders'
import { problem } from '@/lib/problems/problem'
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
  if (session.kind === 'unknown') {
    return (
      <main className="px-4 py-16">
        <ProblemPage problem={problem('session-unknown', { requestId: session.requestId })} offerGuilds={false} />
      </main>
    )
  }
  const factors = await loadFactorsOf(session.person)
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="w-full max-w-[24rem]">
        <div className="mb-7 flex justify-center">
          <Wordmark name={t('product')} />
        </div>
        {factors.ok ? (
          <div className="rounded-lg border bg-surface p-6 md:p-8">
            <h1 className="font-semibold text-xl">{t('heading')}</h1>
            <p className="mt-1 mb-6 text-ink-soft">{t('purpose')}</p>
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
          </div>
        ) : (
          <ProblemPage problem={factors.problem} offerGuilds={false} />
        )}
      </div>
    </main>
  )
}
