/** Which guilds to ask the backend about. Pure. */

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
