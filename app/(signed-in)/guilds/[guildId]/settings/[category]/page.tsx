import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { PageHeader } from '@/components/shell/shell'
import { ProvideNames } from '@/features/names/components/provide-names'
import { loadGuildNames } from '@/features/names/loaders'
import { loadOverview } from '@/features/overview/loaders'
import { CategoryNav } from '@/features/settings/components/category-nav'
import { CommandMenu } from '@/features/settings/components/command-menu'
import { type FoundOut, OutOfReach } from '@/features/settings/components/out-of-reach'
import { SettingsForm } from '@/features/settings/components/settings-form'
import { loadCategory } from '@/features/settings/loaders'
import { isCategory, outOfReachOn } from '@/lib/alphapy/catalogue/catalogue'
import { routes } from '@/lib/routes'
import { readSession } from '@/lib/session/read-session'
import { guildTitle } from '../../guild-title'

type Props = PageProps<'/guilds/[guildId]/settings/[category]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { guildId, category } = await params
  if (!isCategory(category)) return {}
  const t = await getTranslations('settings')
  return guildTitle(guildId, `${t('title')} · ${t(`categories.${category}.name`)}`)
}

export default async function CategoryPage({ params, searchParams }: Props) {
  const [{ guildId, category }, { all }] = await Promise.all([params, searchParams])
  if (!isCategory(category)) notFound()
  const outOfReach = outOfReachOn(category)
  const [t, view, names, session, found] = await Promise.all([
    getTranslations('settings'),
    loadCategory(guildId, category),
    loadGuildNames(guildId),
    readSession(),
    all && outOfReach.length > 0 ? findOut(guildId) : undefined,
  ])
  if (!view.ok) return <ProblemPage problem={view.problem} />
  const personId = session.kind === 'signed-in' ? session.actor.userId : ''
  return (
    <div className="lg:grid lg:grid-cols-[12rem_minmax(0,45rem)] lg:gap-10">
      <CategoryNav
        guildId={guildId}
        current={category}
        overridden={Object.keys(view.data.stored).length}
        personId={personId}
      />
      <div>
        <PageHeader title={t(`categories.${category}.name`)} purpose={t(`categories.${category}.purpose`)}>
          {/* At the top of a phone there is one already. */}
          <div className="hidden md:block">
            <CommandMenu guildId={guildId} />
          </div>
        </PageHeader>
        <ProvideNames guildId={guildId} names={names}>
          <SettingsForm key={personId} initial={view.data} personId={personId} />
        </ProvideNames>
        <OutOfReach settings={outOfReach} found={found} ask={routes.settingsWithAll(guildId, category)} />
      </div>
    </div>
  )
}

/** The overview's figures are the only place where the bot's server tells of them. */
async function findOut(guildId: string): Promise<FoundOut | 'nothing'> {
  const overview = await loadOverview(guildId)
  if (!overview.ok) return 'nothing'
  const { unlisted, readAt, now } = overview.data
  return { stored: unlisted, readAt, now }
}
