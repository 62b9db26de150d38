import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ProblemPage } from '@/app/problem-page'
import { PageHeader } from '@/components/shell/shell'
import { Notice } from '@/components/ui/notice'
import { Filters } from '@/features/history/components/filters'
import { Renewal } from '@/features/history/components/renewal'
import { Timeline } from '@/features/history/components/timeline'
import { loadHistory } from '@/features/history/loaders'
import { filterQuery, readFilters } from '@/features/history/model'
import { ReadAgain } from '@/features/names/components/read-again'
import { loadGuildNames } from '@/features/names/loaders'
import { saveSettings } from '@/features/settings/actions'
import type { GuildNames } from '@/lib/i18n/guild-names'
import { handlers } from '@/lib/routes'
import { readSession } from '@/lib/session/read-session'
import { guildTitle } from '../guild-title'

type Props = PageProps<'/guilds/[guildId]/history'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ guildId }, t] = await Promise.all([params, getTranslations('history')])
  return guildTitle(guildId, t('title'))
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const [{ guildId }, parameters] = await Promise.all([params, searchParams])
  const filters = readFilters(parameters)
  const [t, history, names, session] = await Promise.all([
    getTranslations('history'),
    loadHistory(guildId, filters),
    loadGuildNames(guildId),
    readSession(),
  ])
  if (!history.ok) return <ProblemPage problem={history.problem} />
  const { readAt, now, staleBecause } = history.data
  const personId = session.kind === 'signed-in' ? session.actor.userId : ''
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <div className="flex max-w-[50rem] flex-col gap-6">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
          <Filters guildId={guildId} filters={filters} />
          <Renewal
            path={handlers.guildHistory(guildId, filterQuery(filters))}
            readAt={readAt}
            now={now}
            staleBecause={staleBecause}
          />
        </div>
        <Timeline
          view={history.data}
          personId={personId}
          names={'known' in names ? names.known : { kind: 'pending' }}
          save={saveSettings}
        />
        {'coming' in names ? (
          <Suspense>
            <LateNames coming={names.coming} />
          </Suspense>
        ) : null}
        <Notice tone="info">{t('note')}</Notice>
      </div>
    </>
  )
}

/** Brings the names once they are there. The list is not drawn in two places for it: a question one has begun would go. */
async function LateNames({ coming }: { coming: Promise<GuildNames> }) {
  return (await coming).kind === 'known' ? <ReadAgain /> : null
}
