import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { NavItem } from '@/components/shell/nav'
import { Shell } from '@/components/shell/shell'
import { UnsavedMark } from '@/components/shell/unsaved-mark'
import { GuildSwitcher } from '@/features/guilds/components/guild-switcher'
import { RememberGuild } from '@/features/guilds/components/remember-guild'
import { loadGuildFrame } from '@/features/guilds/loaders'
import { CommandMenu } from '@/features/settings/components/command-menu'
import { DraftKeeper } from '@/features/settings/components/draft-keeper'
import { isSnowflake } from '@/lib/format/snowflake'
import { routes } from '@/lib/routes'
import { notePageRefusal } from '@/lib/session/page-refusal'
import { readSession } from '@/lib/session/read-session'
import { AccountSlot } from '../../account-slot'

export default async function GuildLayout({ params, children }: LayoutProps<'/guilds/[guildId]'>) {
  const { guildId } = await params
  // No guild has such an id: answered before anything is asked of the backend.
  if (!isSnowflake(guildId)) notFound()
  const [t, frame, session] = await Promise.all([getTranslations('nav'), loadGuildFrame(guildId), readSession()])
  // A prefetch ends here, before the page that would say why.
  if (!frame.ok) await notePageRefusal(frame.problem)
  const personId = session.kind === 'signed-in' ? session.actor.userId : undefined
  const items: NavItem[] = frame.ok
    ? [
        { href: routes.overview(guildId), label: t('overview'), icon: 'overview', match: 'exact' },
        {
          href: routes.settings(guildId),
          label: t('settings'),
          icon: 'settings',
          match: 'prefix',
          mark: personId ? <UnsavedMark path={[personId, guildId, 'settings']} /> : null,
        },
        {
          href: routes.onboarding(guildId),
          label: t('onboarding'),
          icon: 'onboarding',
          match: 'prefix',
          mark: personId ? <UnsavedMark path={[personId, guildId, 'onboarding']} /> : null,
        },
        { href: routes.history(guildId), label: t('history'), icon: 'history', match: 'prefix' },
        { href: routes.logs(guildId), label: t('logs'), icon: 'logs', match: 'prefix' },
        { href: routes.guilds(), label: t('servers'), icon: 'servers', match: 'exact', railOnly: true },
      ]
    : []
  return (
    <Shell
      top={frame.ok ? <GuildSwitcher frame={frame.data} /> : undefined}
      search={
        frame.ok ? (
          <CommandMenu
            guildId={guildId}
            pages={items.map(({ href, label }) => ({ href, label }))}
            servers={frame.data.others.map(({ id, name }) => ({ href: routes.overview(id), label: name }))}
          />
        ) : null
      }
      account={<AccountSlot />}
      items={items}
    >
      {frame.ok ? <RememberGuild guildId={guildId} /> : null}
      {frame.ok && personId ? <DraftKeeper personId={personId} guildId={guildId} /> : null}
      {children}
    </Shell>
  )
}
