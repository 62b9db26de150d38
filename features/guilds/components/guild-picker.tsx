import { ChevronRight, Server } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Empty } from '@/components/states/empty'
import { GuildIcon } from '@/components/ui/guild-icon'
import { Notice } from '@/components/ui/notice'
import { routes } from '@/lib/routes'
import type { GuildList } from '../schema'

/** The guilds somebody administers, as large targets. */
export function GuildPicker({ list }: { list: GuildList }) {
  const t = useTranslations('guilds')
  const format = useFormatter()
  if (list.guilds.length === 0) return <Empty Icon={Server} title={t('emptyTitle')} body={t('emptyBody')} />
  return (
    <div className="flex flex-col gap-4">
      <ul className="grid gap-3 sm:grid-cols-2">
        {list.guilds.map(({ id, name, memberCount }) => (
          <li key={id}>
            <Link
              href={routes.overview(id)}
              // The frame of a guild asks the backend: not for every card that is merely on the screen.
              prefetch={false}
              className="group flex items-center gap-3.5 rounded-md border bg-surface p-4 transition-colors hover:border-line-strong hover:bg-raised"
            >
              <GuildIcon id={id} name={name} size={44} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold text-lg" title={name}>
                  {name}
                </span>
                <span className="text-ink-faint text-sm">
                  {memberCount === undefined
                    ? t('membersUnknown')
                    : t('members', { count: memberCount, formatted: format.number(memberCount) })}
                </span>
              </span>
              <ChevronRight
                aria-hidden
                size={18}
                className="text-ink-faint transition-transform group-hover:translate-x-0.5"
              />
            </Link>
          </li>
        ))}
      </ul>
      {list.source.kind === 'discord' || list.source.complete ? null : <Notice tone="info">{t('incomplete')}</Notice>}
    </div>
  )
}
