import { ChevronLeft } from 'lucide-react'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ProblemPage } from '@/app/problem-page'
import { PageHeader, Shell } from '@/components/shell/shell'
import { ProblemNotice } from '@/components/states/problem-notice'
import { Badge } from '@/components/ui/badge'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Identities } from '@/features/account/components/identities'
import { PasswordForm } from '@/features/account/components/password-form'
import { Preferences } from '@/features/account/components/preferences'
import { Sessions } from '@/features/account/components/sessions'
import { SignOutForm } from '@/features/account/components/sign-out-form'
import { Who } from '@/features/account/components/who'
import { loadAccount, loadVisit } from '@/features/account/loaders'
import { EntryList } from '@/features/guilds/components/entry-list'
import { loadEntries } from '@/features/guilds/loaders'
import { FactorSettings } from '@/features/second-factor/components/factor-settings'
import { loadFactors } from '@/features/second-factor/loaders'
import { toldProblem } from '@/features/sign-in/schema'
import { preferenceCookies } from '@/lib/i18n/locales'
import type { Problem } from '@/lib/problems/problem'
import { routes } from '@/lib/routes'
import { readCsrfToken } from '@/lib/security/own-request'
import { AccountSlot } from '../account-slot'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('title') }
}

export default async function AccountPage({ searchParams }: PageProps<'/account'>) {
  const [t, nav, { discord, problem }] = await Promise.all([
    getTranslations('account'),
    getTranslations('nav'),
    searchParams,
  ])
  return (
    <Shell
      account={<AccountSlot />}
      items={[{ href: routes.guilds(), label: nav('servers'), icon: 'servers', match: 'exact', railOnly: true }]}
    >
      <div className="max-w-[45rem]">
        <Content
          header={
            <>
              {/* On a phone one place is no navigation: it stands here instead. */}
              <Link
                href={routes.guilds()}
                className="-mt-3 -ml-1 mb-1 inline-flex min-h-11 items-center gap-1 font-medium text-accent-text md:hidden"
              >
                <ChevronLeft aria-hidden size={18} />
                {nav('servers')}
              </Link>
              <PageHeader title={t('title')} purpose={t('purpose')} />
            </>
          }
          isBack={discord === 'linked'}
          refusal={toldProblem(problem)}
        />
      </div>
    </Shell>
  )
}

async function Content({
  header,
  isBack,
  refusal,
}: {
  header: ReactNode
  /** The address says that Discord was just connected. */
  isBack: boolean
  refusal: Problem | undefined
}) {
  const [t, second, guilds, visit, account, factors, entries, cookieStore, csrf] = await Promise.all([
    getTranslations('account'),
    getTranslations('secondFactor'),
    getTranslations('guilds'),
    loadVisit(),
    loadAccount(),
    loadFactors(),
    loadEntries(),
    cookies(),
    readCsrfToken(),
  ])
  if (!visit.ok) return <ProblemPage problem={visit.problem} />
  const { signedInUntil, renewedAt, sessions, now } = visit.data
  const known = account.ok ? account.data : undefined
  // Only what the auth server says now counts as connected, whatever the address says.
  const isLinked = isBack && !refusal && known?.discordId !== undefined
  const isOn = factors.ok && (factors.data.apps.length > 0 || factors.data.otherKinds)
  return (
    <>
      {header}
      <div className="flex flex-col gap-4">
        {isLinked ? <Notice tone="good">{t('linked')}</Notice> : null}
        {refusal ? <ProblemNotice problem={refusal} /> : null}
        <Section title={t('who.title')} aside={<SignOutForm csrf={csrf} />}>
          <Who account={known} signedInUntil={signedInUntil} renewedAt={renewedAt} now={now} />
        </Section>
        {known ? (
          <Section title={t('identities.title')} purpose={t('identities.purpose')}>
            <Identities identities={known.identities} />
          </Section>
        ) : null}
        {known?.email ? (
          <Section title={t('password.title')} purpose={t('password.purpose')}>
            <PasswordForm email={known.email} />
          </Section>
        ) : null}
        <Section
          title={second('title')}
          purpose={second('settings.purpose')}
          aside={
            factors.ok ? (
              <Badge tone={isOn ? 'good' : 'neutral'}>{second(isOn ? 'settings.on' : 'settings.off')}</Badge>
            ) : null
          }
        >
          {factors.ok ? (
            <FactorSettings factors={factors.data} />
          ) : (
            <p className="text-ink-soft">{second('settings.unknown')}</p>
          )}
        </Section>
        <Section title={t('sessions.title')} purpose={t('sessions.purpose')}>
          <Sessions sessions={sessions} now={now} more={<SignOutForm csrf={csrf} everywhere />} />
        </Section>
        {entries.ok ? (
          <Section title={guilds('access.title')} purpose={guilds('access.purpose')}>
            <EntryList entries={entries.data} now={now} />
          </Section>
        ) : null}
        <Section title={t('preferences.title')}>
          <Preferences theme={cookieStore.get(preferenceCookies.theme)?.value ?? 'system'} framed={false} />
        </Section>
      </div>
    </>
  )
}
