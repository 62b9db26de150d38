import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { PageHeader } from '@/components/shell/shell'
import { loadGuildFrame } from '@/features/guilds/loaders'
import { ProvideNames } from '@/features/names/components/provide-names'
import { loadGuildNames } from '@/features/names/loaders'
import { CategoryNav } from '@/features/settings/components/category-nav'
import { CommandMenu } from '@/features/settings/components/command-menu'
import { OutOfReach } from '@/features/settings/components/out-of-reach'
import { SettingsForm } from '@/features/settings/components/settings-form'
import { loadCategory } from '@/features/settings/loaders'
import { isCategory, outOfReachOn } from '@/lib/alphapy/catalogue/catalogue'
import { readSession } from '@/lib/session/read-session'

type Props = PageProps<'/guilds/[guildId]/settings/[category]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { guildId, category } = await params
  const [t, frame] = await Promise.all([getTranslations('settings'), loadGuildFrame(guildId)])
  if (!isCategory(category)) return {}
  const title = `${t('title')} · ${t(`categories.${category}.name`)}`
  return { title: frame.ok && frame.data.name ? `${title} · ${frame.data.name}` : title }
}

export default async function CategoryPage({ params }: Props) {
  const { guildId, category } = await params
  if (!isCategory(category)) notFound()
  const [t, view, names, session] = await Promise.all([
    getTranslations('settings'),
    loadCategory(guildId, category),
    loadGuildNames(guildId),
    readSession(),
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
          <CommandMenu guildId={guildId} />
        </PageHeader>
        <ProvideNames guildId={guildId} names={names}>
          <SettingsForm key={personId} initial={view.data} personId={personId} />
        </ProvideNames>
        <OutOfReach settings={outOfReachOn(category)} />
      </div>
    </div>
  )
}
