import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { EntryFrame } from '@/components/shell/entry-frame'
import { ProblemNotice } from '@/components/states/problem-notice'
import { buttonClass } from '@/components/ui/button'
import { NewPasswordForm } from '@/features/sign-in/components/proof-form'
import { newPasswordProblem } from '@/features/sign-in/data'
import { routes } from '@/lib/routes'
import { readCsrfToken } from '@/lib/security/own-request'
import { requireActor } from '@/lib/session/gates'
import { safeReturnTo } from '@/lib/session/return-to'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('login')
  return { title: t('newPasswordTitle') }
}

export default async function NewPasswordPage({ searchParams }: PageProps<'/login/new-password'>) {
  const actor = await requireActor()
  if (!actor.ok) return <ProblemPage problem={actor.problem} />
  const [t, csrf, { next }] = await Promise.all([getTranslations('login'), readCsrfToken(), searchParams])
  const returnTo = safeReturnTo(typeof next === 'string' ? next : undefined, routes.guilds())
  const notNow = newPasswordProblem(actor.data)
  if (notNow) {
    return (
      <EntryFrame heading={t('newPasswordTitle')} purpose={t('newPasswordPurpose')}>
        <ProblemNotice problem={notNow} />
        <Link href={routes.login(returnTo, { with: 'reset' })} className={`${buttonClass()} mt-4 w-full`}>
          {t('resetHeading')}
        </Link>
      </EntryFrame>
    )
  }
  return (
    <EntryFrame heading={t('newPasswordTitle')} purpose={t('newPasswordPurpose')}>
      <NewPasswordForm email={actor.data.email} parts={{ next: returnTo, csrf }} />
    </EntryFrame>
  )
}
