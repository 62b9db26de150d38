/** The changes of a guild's settings as its server recorded them. */
import 'server-only'
import { getHistory as readHistory } from '@/lib/alphapy/endpoints/history'
import { getSettings } from '@/lib/alphapy/endpoints/settings'
import { getAlphapy } from '@/lib/alphapy/server'
import { ok, type Result } from '@/lib/problems/result'
import type { GuildAccess } from '@/lib/session/gates'
import { toChange } from './model'
import type { HistoryFilters, HistoryView } from './schema'

/** Recorded changes of a guild somebody was let into, beside what its settings hold now. */
export async function getHistory(
  { actor, guildId, settings }: GuildAccess,
  filters: HistoryFilters,
): Promise<Result<HistoryView>> {
  const { userId: actorId, credentials } = actor
  // Asked for beside the reading; without an answer everybody, oneself too, is an id.
  const account = credentials.askDiscordId?.({ anew: false })
  const read = await readHistory(getAlphapy(), { guildId, actorId, credentials, ...filters })
  if (!read.ok) return read
  const own = await account
  const { value, readAt, staleBecause } = read.data
  return ok({
    guildId,
    readAt,
    now: Date.now(),
    ...(staleBecause ? { staleBecause } : {}),
    filters,
    changes: value.map((entry) => toChange(entry, settings.value, own?.kind === 'found' ? own.id : undefined)),
  })
}

/** Asks for the changes and for what holds now at this moment, so that the page finds both fresh. Answers when that was. */
export async function renewHistory(
  { actor, guildId }: GuildAccess,
  filters: HistoryFilters,
): Promise<Result<{ readAt: number }>> {
  const { userId: actorId, credentials } = actor
  const by = { guildId, actorId, credentials, now: true }
  const settings = await getSettings(getAlphapy(), by)
  if (!settings.ok) return settings
  const read = await readHistory(getAlphapy(), { ...by, ...filters })
  return read.ok ? ok({ readAt: read.data.readAt }) : read
}
