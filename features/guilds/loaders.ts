import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { ok, type Result } from '@/lib/problems/result'
import { readCsrfToken } from '@/lib/security/own-request'
import { type LiveAccess, requireActor, requireGuildLive } from '@/lib/session/gates'
import { getEntries, getGuildFrame, getGuildList } from './data'
import { readVisits, visitedCookie } from './model'
import type { GuildEntry, GuildFrame, GuildList } from './schema'

/** Ids of the guilds opened before on this device, newest first. */
const loadVisitedIds = cache(async (): Promise<string[]> => {
  return readVisits((await cookies()).get(visitedCookie)?.value)
})

/** The picker. */
export const loadGuildList = cache(async (): Promise<Result<GuildList>> => {
  const actor = await requireActor()
  return actor.ok ? getGuildList(actor.data, await loadVisitedIds()) : actor
})

/** How the person came to be let into guilds. */
export const loadEntries = cache(async (): Promise<Result<GuildEntry[]>> => {
  const actor = await requireActor()
  return actor.ok ? ok(await getEntries(actor.data)) : actor
})

/** What the form to Discord needs, for those who sign in there. */
export const loadDiscordSignIn = cache(async (): Promise<{ csrf: string } | undefined> => {
  const actor = await requireActor()
  return actor.ok && actor.data.usesDiscord ? { csrf: await readCsrfToken() } : undefined
})

const loadGuildAccess = cache(async (guildId: string): Promise<Result<LiveAccess>> => {
  const actor = await requireActor()
  return actor.ok ? requireGuildLive(actor.data, guildId) : actor
})

/** The frame of a guild's pages, once access is proven. */
export const loadGuildFrame = cache(async (guildId: string): Promise<Result<GuildFrame>> => {
  const access = await loadGuildAccess(guildId)
  return access.ok ? ok(await getGuildFrame(access.data, await loadVisitedIds())) : access
})
