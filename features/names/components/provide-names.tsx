'use client'

import { type ReactNode, startTransition, useEffect, useState } from 'react'
import type { GuildNames } from '@/lib/i18n/guild-names'
import { GuildNamesContext } from '@/lib/i18n/guild-names-context'
import { fetchOwn } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import type { NamesForPage } from '../loaders'

/** Gives everything below it the names of a guild's channels and roles, as soon as they are there. */
export function ProvideNames({
  guildId,
  names: given,
  children,
}: {
  guildId: string
  names: NamesForPage
  children: ReactNode
}) {
  const [later, setLater] = useState<{ of: NamesForPage; names: GuildNames }>()
  useEffect(() => {
    if (!('coming' in given)) return
    let waiting = true
    // What of the page is still waiting for its code is not to be drawn anew for names.
    void given.coming.then((names) => waiting && startTransition(() => setLater({ of: given, names })))
    return () => {
      waiting = false
    }
  }, [given])
  const atFirst: GuildNames = 'known' in given ? given.known : { kind: 'pending' }
  const names = later?.of === given ? later.names : atFirst
  const reread = async () => {
    const read = await fetchOwn<GuildNames>(handlers.guildNames(guildId))
    setLater({ of: given, names: read })
  }
  return <GuildNamesContext value={{ names, reread }}>{children}</GuildNamesContext>
}
