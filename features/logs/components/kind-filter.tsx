'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { RevealParent } from '@/components/ui/reveal-parent'
import { routes } from '@/lib/routes'
import { type LogKind, logKinds } from '../schema'

/** Which kind of events to show. Each choice is a link, so that it is kept in the address. */
export function KindFilter({
  guildId,
  current,
  counts,
  total,
}: {
  guildId: string
  current: LogKind | undefined
  counts: ReadonlyMap<LogKind, number>
  total: number
}) {
  const t = useTranslations('logs')
  const offered = logKinds.filter((kind) => kind === current || counts.has(kind))
  return (
    <nav aria-label={t('filter')} className="min-w-0">
      <ul className="relative -mx-4 flex gap-1.5 overflow-x-auto scroll-px-4 px-4 py-1 md:mx-0 md:flex-wrap md:overflow-visible md:px-0 md:py-0">
        <li>
          <Choice href={routes.logs(guildId)} label={t('all')} count={total} chosen={current === undefined} />
        </li>
        {offered.map((kind) => (
          <li key={kind}>
            <Choice
              href={routes.logs(guildId, kind)}
              label={t(`kinds.${kind}`)}
              count={counts.get(kind) ?? 0}
              chosen={kind === current}
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** All lines are here already, so choosing changes the address without asking for the page again. */
function Choice({ href, label, count, chosen }: { href: Route; label: string; count: number; chosen: boolean }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={chosen ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        window.history.pushState(null, '', href)
      }}
      className="inline-flex min-h-11 items-center gap-2 whitespace-nowrap rounded-full border bg-surface px-3.5 font-medium text-ink-soft hover:border-line-strong hover:text-ink aria-[current=true]:border-transparent aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent-text md:min-h-8 md:px-3 md:text-sm"
    >
      {chosen ? <RevealParent /> : null}
      {label}
      <span className="text-ink-faint text-xs tabular-nums">{count}</span>
    </Link>
  )
}
