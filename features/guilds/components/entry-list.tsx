import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Age } from '@/components/ui/age'
import { routes } from '@/lib/routes'
import type { GuildEntry } from '../schema'

/** How the person came to be let into each guild. `now` is the server's, in milliseconds since the epoch. */
export function EntryList({ entries, now }: { entries: GuildEntry[]; now: number }) {
  const t = useTranslations('guilds.access')
  if (entries.length === 0) return <p className="text-ink-soft">{t('empty')}</p>
  return (
    <ul className="divide-y">
      {entries.map(({ id, name, source, decidedAt }) => (
        <li key={id} className="py-2.5 first:pt-0 last:pb-0">
          <Link
            href={routes.overview(id)}
            className={name ? 'font-medium underline' : 'font-mono text-sm underline'}
            title={name}
          >
            {name ?? id}
          </Link>
          <p className="text-ink-faint text-sm">
            {t(source)}, <Age at={decidedAt} now={now} />
          </p>
        </li>
      ))}
    </ul>
  )
}
