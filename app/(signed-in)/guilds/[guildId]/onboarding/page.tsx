import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { PageHeader } from '@/components/shell/shell'
import { OnboardingLists } from '@/features/onboarding/components/onboarding-lists'
import { loadOnboarding } from '@/features/onboarding/loaders'
import { readSession } from '@/lib/session/read-session'
import { guildTitle } from '../guild-title'

type Props = PageProps<'/guilds/[guildId]/onboarding'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ guildId }, t] = await Promise.all([params, getTranslations('onboarding')])
  return guildTitle(guildId, t('title'))
}

export default async function OnboardingPage({ params }: Props) {
  const { guildId } = await params
  const [t, view, session] = await Promise.all([getTranslations('onboarding'), loadOnboarding(guildId), readSession()])
  if (!view.ok) return <ProblemPage problem={view.problem} />
  const personId = session.kind === 'signed-in' ? session.actor.userId : ''
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <OnboardingLists key={personId} initial={view.data} personId={personId} />
    </>
  )
}
