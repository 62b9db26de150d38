/** Which guilds to ask the backend about, and how lists are made of what is known. Pure. */
import type { GuildList, GuildSummary } from './schema'

/** No backend route lists a person's guilds, and each question costs a call of a small shared window. */
export const askMax = 6

/** Guilds to ask about, those visited before first. `complete` is false when some had to be left out. */
export function guildsToAsk<Guild extends { id: string }>(
  known: readonly Guild[],
  visitedIds: readonly string[],
): { ask: Guild[]; complete: boolean } {
  const visited = visitedIds.flatMap((id) => known.filter((guild) => guild.id === id))
  const rest = known.filter((guild) => !visitedIds.includes(guild.id))
  const ordered = [...visited, ...rest]
  return { ask: ordered.slice(0, askMax), complete: ordered.length <= askMax }
}

/** What a list is made of. */
export interface ListParts {
  /** Guilds of Discord's list that this person administers. */
  administered: readonly Omit<GuildSummary, 'memberCount'>[]
  /** Guilds that Alphapy let this person into: an administrator by the bot's own rules is none by Discord's list. */
  letInto: ReadonlySet<string>
  /** The guilds of the bot; `undefined` when it could not be asked. */
  ofBot: readonly GuildSummary[] | undefined
  visitedIds: readonly string[]
  /** Where the bot is invited from, if configured. */
  invitation: string | undefined
}

/** This person's guilds with the bot and without it. Of the bot's other guilds nothing passes. */
export function sortGuilds(parts: ListParts): Pick<GuildList, 'guilds' | 'withoutBot' | 'botKnown'> {
  const { administered, letInto, ofBot, visitedIds, invitation } = parts
  const bot = new Map((ofBot ?? []).map((guild) => [guild.id, guild]))
  const mine = new Set<string>(administered.map(({ id }) => id))
  const withBot = administered.flatMap((guild) => {
    if (ofBot && !bot.has(guild.id)) return []
    return [{ ...guild, memberCount: bot.get(guild.id)?.memberCount }]
  })
  const byAlphapy = [...bot.values()].filter(({ id }) => letInto.has(id) && !mine.has(id))
  const withoutBot = ofBot ? administered.filter(({ id }) => !bot.has(id)) : []
  return {
    guilds: inOrder([...withBot, ...byAlphapy], visitedIds),
    withoutBot: inOrder(withoutBot, visitedIds).map((guild) => ({
      ...guild,
      memberCount: undefined,
      inviteUrl: invitation === undefined ? undefined : invitationTo(invitation, guild.id),
    })),
    botKnown: ofBot !== undefined,
  }
}

/** Those visited last first, then by name, `Club 9` before `Club 10`. */
export function inOrder<Guild extends { id: string; name: string }>(
  guilds: readonly Guild[],
  visitedIds: readonly string[],
): Guild[] {
  const rank = new Map(visitedIds.map((id, index) => [id, index]))
  const rankOf = ({ id }: Guild) => rank.get(id) ?? visitedIds.length
  const byName = new Intl.Collator(undefined, { numeric: true })
  return [...guilds].sort((a, b) => rankOf(a) - rankOf(b) || byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}

/** The invitation with this guild chosen already. */
function invitationTo(invitation: string, guildId: string): string {
  const url = new URL(invitation)
  url.searchParams.set('guild_id', guildId)
  url.searchParams.set('disable_guild_select', 'true')
  return url.href
}

/** Guilds whose name holds every word that was typed, or whose id begins with it; accents and case do not matter. */
export function findGuilds<Guild extends { id: string; name: string }>(
  guilds: readonly Guild[],
  typed: string,
): Guild[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  return guilds.filter(({ id, name }) => {
    const shown = plain(name)
    return words.every((word) => shown.includes(word)) || id.startsWith(typed.trim())
  })
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** Cookie with the guilds opened on this device; ids only, joined by dots. */
export const visitedCookie = 'mind-visited'

/** Ids held by the cookie, newest first; anything that is not an id is dropped. */
export function readVisits(cookie: string | undefined): string[] {
  return (cookie ?? '').split('.').filter((id) => /^\d{1,20}$/.test(id))
}

const rememberedMax = 12

/** The visited list with this guild first. */
export function rememberVisit(visitedIds: readonly string[], guildId: string): string[] {
  return [guildId, ...visitedIds.filter((id) => id !== guildId)].slice(0, rememberedMax)
}
