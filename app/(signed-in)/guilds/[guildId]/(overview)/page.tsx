import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { PageHeader } from '@/components/shell/shell'
import { loadGuildFrame } from '@/features/guilds/loaders'
import { ProvideNames } from '@/features/names/components/provide-names'
import { loadGuildNames } from '@/features/names/loaders'
import { OverviewPanels } from '@/features/overview/components/overview-panels'
import { loadOverview } from '@/features/overview/loaders'

export async function generateMetadata({ params }: PageProps<'/guilds/[guildId]'>): Promise<Metadata> {
  const { guildId } = await params
  const [t, frame] = await Promise.all([getTranslations('overview'), loadGuildFrame(guildId)])
  const name = frame.ok ? frame.data.name : undefined
  return { title: name ? t('titleOf', { name }) : t('title') }
}

export default async function OverviewPage({ params }: PageProps<'/guilds/[guildId]'>) {
  const { guildId } = await params
  const [t, overview, names] = await Promise.all([
    getTranslations('overview'),
    loadOverview(guildId),
    loadGuildNames(guildId),
  ])
  if (!overview.ok) return <ProblemPage problem={overview.problem} />
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <ProvideNames guildId={guildId} names={names}>
        <OverviewPanels guildId={guildId} initial={overview.data} />
      </ProvideNames>
    </>
  )
}
