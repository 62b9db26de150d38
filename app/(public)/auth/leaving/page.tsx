import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EntryFrame } from '@/components/shell/entry-frame'
import { buttonClass } from '@/components/ui/button'
import { getDiscordUrl } from '@/features/sign-in/data'
import { routes } from '@/lib/routes'
import { readSession } from '@/lib/session/read-session'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('login')
  return { title: t('leavingTitle') }
}

/**
 * The last page before Discord. A form may lead nowhere but to Mind (`form-action`), not even by redirects; this page, which
 * it leads to, leaves by itself.
 */
export default async function LeavingPage({ searchParams }: PageProps<'/auth/leaving'>) {
  const [t, session, { flow }] = await Promise.all([getTranslations('login'), readSession(), searchParams])
  const actor = session.kind === 'signed-in' ? session.actor : undefined
  const found = await getDiscordUrl(typeof flow === 'string' ? flow : '', actor)
  if (!found.result.ok) redirect(routes.afterProblem(found.purpose, found.next, found.result.problem.reason))
  const url = found.result.data
  return (
    <EntryFrame heading={t('leavingTitle')} purpose={t('leavingPurpose')}>
      <meta httpEquiv="refresh" content={`0;url=${url}`} />
      <a href={url} className={`${buttonClass()} w-full`}>
        {t('goOn')}
      </a>
    </EntryFrame>
  )
}
