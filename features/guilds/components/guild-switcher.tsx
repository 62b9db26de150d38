import { ChevronsUpDown, Server } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Age } from '@/components/ui/age'
import { GuildIcon } from '@/components/ui/guild-icon'
import { Popover } from '@/components/ui/popover'
import { routes } from '@/lib/routes'
import type { GuildFrame } from '../schema'

/** Which guild one is in, how the bot is, and the way to another guild. */
export function GuildSwitcher({ frame: { id, name, icon, health, others } }: { frame: GuildFrame }) {
  const t = useTranslations('guilds')
  const shown = name ?? id
  return (
    <Popover
      id="guild-switcher"
      label={t('switcher')}
      triggerClass="flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-sm px-1.5 py-1.5 text-left hover:bg-hover"
      panelClass="inset-x-3 bottom-20 w-[calc(100vw-1.5rem)] md:inset-x-auto md:top-[7.25rem] md:bottom-auto md:left-3 md:w-[18rem]"
      trigger={
        <>
          <GuildIcon id={id} name={name} icon={icon} size={34} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-semibold" title={shown}>
              {shown}
            </span>
            {health ? (
              <span className="flex items-center gap-1.5 truncate text-ink-faint text-xs">
                <span
                  aria-hidden="true"
                  className={`size-2 shrink-0 rounded-full ${health.online ? 'bg-good' : 'bg-bad'}`}
                />
                <span className="truncate">
                  {health.online ? t('botOnline') : t('botOffline')} · <Age at={health.readAt} now={health.now} brief />
                </span>
              </span>
            ) : (
              <span className="block truncate text-ink-faint text-xs">{t('botUnknown')}</span>
            )}
          </span>
          <ChevronsUpDown aria-hidden size={15} className="shrink-0 text-ink-faint" />
        </>
      }
    >
      <ul className="flex flex-col">
        {others.map((guild) => (
          <li key={guild.id}>
            <Link
              href={routes.overview(guild.id)}
              prefetch={false}
              className="flex min-h-11 items-center gap-2.5 rounded-sm px-2 hover:bg-hover"
            >
              <GuildIcon id={guild.id} name={guild.name} icon={guild.icon} size={26} />
              <span className="min-w-0 truncate" title={guild.name}>
                {guild.name}
              </span>
            </Link>
          </li>
        ))}
        <li>
          <Link href={routes.guilds()} className="flex min-h-11 items-center gap-2.5 rounded-sm px-2 hover:bg-hover">
            <span className="inline-flex size-[26px] items-center justify-center text-ink-faint">
              <Server aria-hidden size={17} />
            </span>
            {t('all')}
          </Link>
        </li>
      </ul>
    </Popover>
  )
}
