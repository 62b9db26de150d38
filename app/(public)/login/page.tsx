import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Wordmark } from '@/components/ui/logo'
import { LoginForm } from '@/features/sign-in/components/login-form'
import { routes } from '@/lib/routes'
import { readCsrfToken } from '@/lib/security/own-request'
import { readSession } from '@/lib/session/read-session'
import { safeReturnTo } from '@/lib/session/return-to'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('login')
  return { title: t('title') }
}

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const [t, session, csrf, { next }] = await Promise.all([
    getTranslations('login'),
    readSession(),
    readCsrfToken(),
    searchParams,
  ])
  const returnTo = safeReturnTo(typeof next === 'string' ? next : undefined, routes.guilds())
  if (session.kind === 'signed-in') redirect(returnTo as Route)
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="w-full max-w-[24rem]">
        <div className="mb-7 flex justify-center">
          <Wordmark name={t('product')} />
        </div>
        <div className="rounded-lg border bg-surface p-6 md:p-8">
          <h1 className="font-semibold text-xl">{t('heading')}</h1>
          <p className="mt-1 mb-6 text-ink-soft">{t('purpose')}</p>
          <LoginForm next={returnTo} csrf={csrf} />
        </div>
      </div>
    </main>
  )
}
