'use client'

import { ChevronRight, ExternalLink, Search } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { fieldClass } from '@/components/ui/field'
import { GuildIcon } from '@/components/ui/guild-icon'
import { routes } from '@/lib/routes'
import { findGuilds } from '../model'
import type { GuildSummary, GuildWithoutBot } from '../schema'

/** Below this many a list is seen at a glance, and a search would only be in the way. */
const searchFrom = 5

/** The guilds with the bot and those without, narrowed by what is typed; arrow keys move, Enter opens. */
export function GuildSearch({ guilds, withoutBot }: { guilds: GuildSummary[]; withoutBot: GuildWithoutBot[] }) {
  const t = useTranslations('guilds')
  const [typed, setTyped] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const found = findGuilds(guilds, typed)
  const foundWithout = findGuilds(withoutBot, typed)
  const count = found.length + foundWithout.length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys only move the focus among links that are reached by Tab as well.
    <div ref={list} onKeyDown={(event) => moveFocus(event, list.current)} className="flex flex-col gap-4">
      {guilds.length + withoutBot.length >= searchFrom ? (
        <SearchField typed={typed} onType={setTyped} count={count} onEnter={() => openFirst(list.current)} />
      ) : null}
      {found.length > 0 ? (
        <ul aria-label={t('withBot')} className="divide-y overflow-hidden rounded-md border bg-surface">
          {found.map((guild) => (
            <li key={guild.id}>
              <GuildLink guild={guild} />
            </li>
          ))}
        </ul>
      ) : null}
      {foundWithout.length > 0 ? <WithoutBot guilds={foundWithout} /> : null}
      {count === 0 && typed.trim() ? (
        <p className="text-ink-soft">{t('nothingFound', { typed: typed.trim() })}</p>
      ) : null}
    </div>
  )
}

function SearchField({
  typed,
  onType,
  count,
  onEnter,
}: {
  typed: string
  onType: (typed: string) => void
  count: number
  onEnter: () => void
}) {
  const t = useTranslations('guilds')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  // What was typed while the page was still waking up counts as well.
  useEffect(() => onType(input.current?.value ?? ''), [onType])
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {t('search')}
      </label>
      <div className="relative">
        <Search
          aria-hidden
          size={16}
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-3 text-ink-faint"
        />
        <input
          ref={input}
          id={id}
          type="search"
          data-guild-stop=""
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onEnter()
          }}
          aria-describedby={`${id}-hint`}
          className={`${fieldClass} pl-9`}
        />
      </div>
      <p id={`${id}-hint`} className="mt-1.5 hidden text-ink-faint text-sm md:block">
        {t('searchHint')}
      </p>
      <p role="status" className="sr-only">
        {typed.trim() ? t('found', { count }) : ''}
      </p>
    </div>
  )
}

function GuildLink({ guild: { id, name, icon, memberCount } }: { guild: GuildSummary }) {
  const t = useTranslations('guilds')
  const format = useFormatter()
  return (
    <Link
      href={routes.overview(id)}
      // The frame of a guild asks the backend: not for every one that is merely on the screen.
      prefetch={false}
      data-guild-stop=""
      className="-outline-offset-2 group flex items-center gap-3.5 px-4 py-3 transition-colors hover:bg-hover"
    >
      <GuildIcon id={id} name={name} icon={icon} size={40} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold" title={name}>
          {name}
        </span>
        {memberCount === undefined ? null : (
          <span className="text-ink-faint text-sm">
            {t('members', { count: memberCount, formatted: format.number(memberCount) })}
          </span>
        )}
      </span>
      <ChevronRight
        aria-hidden
        size={18}
        className="text-ink-faint transition-transform motion-safe:group-hover:translate-x-0.5"
      />
    </Link>
  )
}

function WithoutBot({ guilds }: { guilds: GuildWithoutBot[] }) {
  const t = useTranslations('guilds')
  const id = useId()
  const invited = guilds.some(({ inviteUrl }) => inviteUrl !== undefined)
  return (
    <section aria-labelledby={id} className="mt-3">
      <h2 id={id} className="font-semibold text-lg">
        {t('withoutBot')}
      </h2>
      <p className="mt-1 mb-3 text-ink-soft">{invited ? t('withoutBotInvite') : t('withoutBotNoInvite')}</p>
      <ul className="divide-y overflow-hidden rounded-md border bg-surface">
        {guilds.map(({ id: guildId, name, icon, inviteUrl }) => (
          <li key={guildId} className="flex items-center gap-3.5 px-4 py-2.5">
            <GuildIcon id={guildId} name={name} icon={icon} size={32} />
            <span className="min-w-0 flex-1 truncate" title={name}>
              {name}
            </span>
            {inviteUrl ? (
              <a
                href={inviteUrl}
                target="_blank"
                rel="noreferrer"
                data-guild-stop=""
                aria-label={t('inviteTo', { name })}
                className={buttonClass('secondary')}
              >
                {t('invite')}
                <ExternalLink aria-hidden size={14} />
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function stopsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-guild-stop]') ?? [])]
}

function openFirst(list: HTMLElement | null): void {
  stopsOf(list)
    .find((stop) => stop instanceof HTMLAnchorElement)
    ?.click()
}

function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const stops = stopsOf(list)
  const next = stops[stops.indexOf(event.target as HTMLElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
