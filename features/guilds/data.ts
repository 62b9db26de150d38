/**
 * The guilds of a person: Discord's own list where a sign-in with Discord brought it, else what the bot knows, narrowed to
 * what the backend lets this person into.
 */
import 'server-only'
import { LRUCache } from 'lru-cache'
import { getBot } from '@/lib/alphapy/endpoints/metrics'
import { getAlphapy } from '@/lib/alphapy/server'
import { getGuildLists, type KeptGuildList } from '@/lib/discord/guild-lists'
import { readDiscordGuilds } from '@/lib/discord/guilds'
import { getServerEnv } from '@/lib/env/server'
import { log } from '@/lib/log/log'
import { ok, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import { type LiveAccess, requireGuild, verdictsOf } from '@/lib/session/gates'
import { guildsToAsk, inOrder, sortGuilds } from './model'
import type { GuildEntry, GuildFrame, GuildList, GuildSummary } from './schema'

/** What the backend was asked guild by guild stands this long; opening a guild is decided anew each time anyway. */
const askedFreshForMs = 5 * 60_000
/** Somebody let in nowhere may just be getting their rights. */
const nothingFreshForMs = 30_000
/** The bot may just have been invited. */
const botFreshForMs = 15_000

interface Asked {
  guilds: GuildSummary[]
  complete: boolean
}

const holder = globalThis as typeof globalThis & { __mindAskedGuilds?: LRUCache<string, Asked> }

function askedBefore(): LRUCache<string, Asked> {
  holder.__mindAskedGuilds ??= new LRUCache({ max: 2_000, ttl: askedFreshForMs })
  return holder.__mindAskedGuilds
}

/**
 * Reads a person's guilds from Discord with the token a sign-in has just brought, and keeps the list; the token is used
 * for this one reading. A reading that brings nothing leaves the list as it was, beside the reason. Never throws.
 */
export async function takeDiscordGuilds({
  userId,
  providerToken,
  requestId,
}: {
  userId: string
  providerToken: string
  requestId?: string | undefined
}): Promise<void> {
  const store = getGuildLists()
  const askedAt = Date.now()
  const read = await readDiscordGuilds({ apiUrl: getServerEnv().MIND_DISCORD_API_URL, token: providerToken })
  if (read.ok) {
    log.info({ requestId, guilds: read.data.length, durationMs: Date.now() - askedAt }, 'guilds read from Discord')
    return store.put(userId, { guilds: read.data, readAt: askedAt, trouble: undefined })
  }
  const { code, reason, status } = read.problem
  log.warn({ requestId, outcome: code, reason, status }, 'guilds could not be read from Discord')
  const before = await store.get(userId)
  const trouble = { problem: read.problem, at: Date.now() }
  return store.put(userId, { guilds: before?.guilds ?? [], readAt: before?.readAt, trouble })
}

/**
 * The guilds this person administers. With Discord's list nobody else is asked who they are; without it the backend is,
 * one guild after the other, and fails with `not-linked` when no Discord account is linked there.
 */
export async function getGuildList(actor: Actor, visitedIds: readonly string[]): Promise<Result<GuildList>> {
  const kept = await getGuildLists().get(actor.userId)
  if (kept?.readAt !== undefined) return ok(await fromDiscord(actor, { ...kept, readAt: kept.readAt }, visitedIds))
  const asked = await askBackend(actor, visitedIds)
  if (!asked.ok) return asked
  const { guilds, complete } = asked.data
  return ok({
    guilds: inOrder(guilds, visitedIds),
    withoutBot: [],
    botKnown: true,
    source: { kind: 'alphapy', complete },
    trouble: kept?.trouble,
    now: Date.now(),
  })
}

async function fromDiscord(
  actor: Actor,
  { guilds, readAt, trouble }: KeptGuildList & { readAt: number },
  visitedIds: readonly string[],
): Promise<GuildList> {
  const bot = await getBot(getAlphapy(), actor.credentials, botFreshForMs)
  const sorted = sortGuilds({
    administered: guilds.filter(({ administers }) => administers).map(({ id, name, icon }) => ({ id, name, icon })),
    letInto: letInto(actor),
    ofBot: bot.ok ? bot.data.value.guilds.map(summarise) : undefined,
    visitedIds,
    invitation: getServerEnv().MIND_BOT_INVITE_URL,
  })
  return { ...sorted, source: { kind: 'discord', readAt }, trouble, now: Date.now() }
}

async function askBackend(actor: Actor, visitedIds: readonly string[]): Promise<Result<Asked>> {
  const before = peekAsked(actor)
  if (before) return ok(before)
  const known = await getBot(getAlphapy(), actor.credentials)
  if (!known.ok) return known
  const { ask, complete } = guildsToAsk(known.data.value.guilds, visitedIds)
  const verdicts = await Promise.all(ask.map((guild) => requireGuild(actor, guild.id)))
  const undecided = verdicts.find((verdict) => !verdict.ok && verdict.problem.code !== 'forbidden')
  if (undecided && !undecided.ok) return undecided
  const guilds = ask.filter((_, index) => verdicts[index]?.ok)
  const asked = { guilds: guilds.map(summarise), complete }
  askedBefore().set(actor.userId, asked, { ttl: guilds.length > 0 ? askedFreshForMs : nothingFreshForMs })
  return ok(asked)
}

/** What the backend said before, if that is at hand; a guild it has refused since is gone from it. */
function peekAsked(actor: Actor): Asked | undefined {
  const asked = askedBefore().get(actor.userId)
  const granted = letInto(actor)
  return asked && { ...asked, guilds: asked.guilds.filter(({ id }) => granted.has(id)) }
}

function letInto({ userId }: Actor): ReadonlySet<string> {
  const byAlphapy = verdictsOf(userId).filter(({ source }) => source === 'alphapy')
  return new Set(byAlphapy.map(({ guildId }) => guildId))
}

/** The verdicts on this person that stand now, newest first. Asks nobody: names come from lists at hand. */
export async function getEntries(actor: Actor): Promise<GuildEntry[]> {
  const kept = await getGuildLists().get(actor.userId)
  const named = new Map(
    [...(kept?.guilds ?? []), ...(peekAsked(actor)?.guilds ?? [])].map(({ id, name }) => [id, name]),
  )
  return verdictsOf(actor.userId).map(({ guildId, source, askedAt }) => ({
    id: guildId,
    name: named.get(guildId),
    source,
    decidedAt: askedAt,
  }))
}

/** What the frame shows of a guild somebody was let into. Without name and health when the bot cannot be asked. */
export async function getGuildFrame(
  { actor, guildId }: LiveAccess,
  visitedIds: readonly string[],
): Promise<GuildFrame> {
  const [known, kept] = await Promise.all([readBotWith(actor, guildId), getGuildLists().get(actor.userId)])
  const listed = kept?.guilds.find(({ id }) => id === guildId)
  const others = known.ok ? othersOf(actor, kept, known.data.value.guilds) : []
  const near = inOrder(others, visitedIds).filter(({ id }) => id !== guildId)
  const frame = { id: guildId, icon: listed?.icon, others: near.slice(0, othersMax) }
  if (!known.ok) return { ...frame, name: listed?.name, health: undefined }
  const { value: bot, readAt } = known.data
  const guild = bot.guilds.find(({ id }) => id === guildId)
  return { ...frame, name: guild?.name ?? listed?.name, health: { online: bot.online, readAt, now: Date.now() } }
}

/** As many as the switcher shows; the picker has them all. */
const othersMax = 6

function othersOf(actor: Actor, kept: KeptGuildList | undefined, ofBot: readonly BotGuild[]): GuildSummary[] {
  if (kept?.readAt === undefined) return peekAsked(actor)?.guilds ?? []
  const administered = kept.guilds.filter(({ administers }) => administers)
  const bot = ofBot.map(summarise)
  return sortGuilds({ administered, letInto: letInto(actor), ofBot: bot, visitedIds: [], invitation: undefined }).guilds
}

/** A guild somebody was let into but that is missing from what we hold: the bot joined it since. */
const joinedSinceMs = 5_000

async function readBotWith({ credentials }: Actor, guildId: string) {
  const known = await getBot(getAlphapy(), credentials)
  if (!known.ok || known.data.value.guilds.some(({ id }) => id === guildId)) return known
  return getBot(getAlphapy(), credentials, joinedSinceMs)
}

interface BotGuild {
  id: GuildSummary['id']
  name: string
  member_count?: number | null | undefined
}

function summarise({ id, name, member_count }: BotGuild): GuildSummary {
  return { id, name, memberCount: member_count ?? undefined }
}
