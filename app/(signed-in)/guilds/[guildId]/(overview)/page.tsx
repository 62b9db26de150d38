import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { PageHeader } from '@/components/shell/shell'
import { ProvideNames } from '@/features/names/components/provide-names'
import { loadGuildNames } from '@/features/names/loaders'
import { OverviewPanels } from '@/features/overview/components/overview-panels'
import { loadOverview } from '@/features/overview/loaders'
import { guildTitle } from '../guild-title'

export async function generateMetadata({ params }: PageProps<'/guilds/[guildId]'>): Promise<Metadata> {
  const [{ guildId }, t] = await Promise.all([params, getTranslations('overview')])
  return guildTitle(guildId, t('title'))
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
