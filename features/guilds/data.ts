/** The guilds of a person: what the bot knows, narrowed to what the backend lets this person into. */
import 'server-only'
import { LRUCache } from 'lru-cache'
import { getBot } from '@/lib/alphapy/endpoints/metrics'
import { getAlphapy } from '@/lib/alphapy/server'
import { ok, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import { type GuildAccess, requireGuild } from '@/lib/session/gates'
import { guildsToAsk } from './model'
import type { GuildFrame, GuildList, GuildSummary } from './schema'

/** A list stands this long; opening a guild is decided anew each time anyway. */
const listFreshForMs = 5 * 60_000

const holder = globalThis as typeof globalThis & { __mindGuildLists?: LRUCache<string, GuildList> }

function lists(): LRUCache<string, GuildList> {
  holder.__mindGuildLists ??= new LRUCache({ max: 2_000, ttl: listFreshForMs })
  return holder.__mindGuildLists
}

/**
 * The guilds this person administers, asked of the backend one by one. Fails with `not-linked` when no Discord account is
 * linked, since then every answer is no.
 */
export async function getGuildList(actor: Actor, visitedIds: readonly string[]): Promise<Result<GuildList>> {
  const kept = lists().get(actor.userId)
  if (kept) return ok(kept)
  const known = await getBot(getAlphapy(), actor.credentials)
  if (!known.ok) return known
  const { ask, complete } = guildsToAsk(known.data.value.guilds, visitedIds)
  const verdicts = await Promise.all(ask.map((guild) => requireGuild(actor, guild.id)))
  const undecided = verdicts.find((verdict) => !verdict.ok && verdict.problem.code !== 'forbidden')
  if (undecided && !undecided.ok) return undecided
  const guilds = ask.filter((_, index) => verdicts[index]?.ok)
  const list: GuildList = { guilds: guilds.map(summarise), complete, checkedAt: Date.now() }
  lists().set(actor.userId, list)
  return ok(list)
}

/** The list of a person if it is at hand; asks nobody. */
function peekGuildList(actor: Actor): GuildList | undefined {
  return lists().get(actor.userId)
}

/** What the frame shows of a guild somebody was let into. Without name and health when the bot cannot be asked. */
export async function getGuildFrame({ actor, guildId }: GuildAccess): Promise<GuildFrame> {
  const others = (peekGuildList(actor)?.guilds ?? []).filter(({ id }) => id !== guildId)
  const known = await readBotWith(actor, guildId)
  if (!known.ok) return { id: guildId, name: undefined, health: undefined, others }
  const { value: bot, readAt } = known.data
  const guild = bot.guilds.find(({ id }) => id === guildId)
  return { id: guildId, name: guild?.name, health: { online: bot.online, readAt, now: Date.now() }, others }
}

/** A guild somebody was let into but that is missing from what we hold: the bot joined it since. */
const joinedSinceMs = 5_000

async function readBotWith({ credentials }: Actor, guildId: string) {
  const known = await getBot(getAlphapy(), credentials)
  if (!known.ok || known.data.value.guilds.some(({ id }) => id === guildId)) return known
  return getBot(getAlphapy(), credentials, joinedSinceMs)
}

function summarise({ id, name, member_count }: { id: GuildSummary['id']; name: string; member_count?: number | null }) {
  return { id, name, memberCount: member_count ?? undefined }
}
