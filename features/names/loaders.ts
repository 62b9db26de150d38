import 'server-only'
import { cache } from 'react'
import type { GuildNames } from '@/lib/i18n/guild-names'
import { requireActor, requireGuild } from '@/lib/session/gates'
import { getGuildNames } from './data'

/** Names at hand, or names still to come. */
export type NamesForPage = { known: GuildNames } | { coming: Promise<GuildNames> }

/** A page is worth more without names now than with names later; what comes after this is sent on when it is there. */
const patienceMs = 250

/** The names of a guild for a page, which is not held up by them. */
export const loadGuildNames = cache(async (guildId: string): Promise<NamesForPage> => {
  const coming = readNames(guildId)
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  const known = await Promise.race([coming, patience])
  clearTimeout(timer)
  return known ? { known } : { coming }
})

async function readNames(guildId: string): Promise<GuildNames> {
  const actor = await requireActor()
  const access = actor.ok ? await requireGuild(actor.data, guildId) : actor
  return access.ok ? getGuildNames(access.data) : { kind: 'unavailable', why: 'unreachable' }
}
