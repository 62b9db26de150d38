import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { PageHeader, Shell } from '@/components/shell/shell'
import { ProblemNotice } from '@/components/states/problem-notice'
import { DiscordForm } from '@/features/guilds/components/discord-form'
import { GuildPicker } from '@/features/guilds/components/guild-picker'
import { OpenById } from '@/features/guilds/components/open-by-id'
import { loadDiscordSignIn, loadGuildList } from '@/features/guilds/loaders'
import { toldProblem } from '@/features/sign-in/schema'
import { AccountSlot } from '../account-slot'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('guilds')
  return { title: t('title') }
}

export default async function GuildsPage({ searchParams }: PageProps<'/guilds'>) {
  const [t, list, signIn, { problem }] = await Promise.all([
    getTranslations('guilds'),
    loadGuildList(),
    loadDiscordSignIn(),
    searchParams,
  ])
  // Why a visit to Discord brought nothing.
  const refusal = toldProblem(problem)
  return (
    <Shell account={<AccountSlot />} items={[]}>
      {list.ok ? (
        <div className="max-w-[45rem]">
          <PageHeader title={t('title')} purpose={t('purpose')} />
          {refusal ? (
            <div className="mb-4">
              <ProblemNotice problem={refusal} />
            </div>
          ) : null}
          <GuildPicker
            list={list.data}
            signIn={signIn ? <DiscordForm {...signIn} first={list.data.source.kind === 'alphapy'} /> : null}
          />
          <section className="mt-8 border-t pt-6" aria-labelledby="by-id">
            <h2 id="by-id" className="mb-3 font-semibold text-lg">
              {t('byId')}
            </h2>
            <OpenById />
          </section>
        </div>
      ) : (
        <ProblemPage problem={list.problem} offerGuilds={false} />
      )}
    </Shell>
  )
}
