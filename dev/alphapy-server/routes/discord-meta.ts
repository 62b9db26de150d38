/** Channels and roles of a guild, as the bot sees them. */
import type { Guild, GuildChannel } from '../bot/guild'
import { type Route, route } from '../route'
import type { Json } from '../wire/json-write'
import { HttpError } from '../wire/reply'

const SHOWN = ['category', 'text', 'announcement']

/** Text-like channels and categories; roles that can be given to somebody. */
export const discordMetaRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: '/api/dashboard/{guild_id}/discord-meta',
    since: 'C',
    access: 'service',
    handle: async ({ world, guildId }) => {
      if (!world.bot.online) throw new HttpError(503, 'Bot not available')
      const guild = world.bot.guilds.get(guildId)
      if (!guild) throw new HttpError(400, 'Guild not found')
      return { channels: channels(guild), roles: roles(guild) }
    },
  }),
]

/** Categories first, then by parent (none first) and name. */
function channels(guild: Guild): Json {
  const shown = guild.channels.filter((channel) => SHOWN.includes(channel.type))
  const rank = (channel: GuildChannel): bigint => (channel.type === 'category' ? -1n : (channel.parentId ?? 0n))
  shown.sort((a, b) => {
    const byRank = rank(a) - rank(b)
    if (byRank !== 0n) return byRank < 0n ? -1 : 1
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
  })
  return shown.map((channel) => ({
    id: channel.id.toString(),
    name: channel.name,
    type: channel.type,
    parent_id: channel.parentId?.toString() ?? null,
  }))
}

/** High to low, without `@everyone` and roles of integrations. */
function roles(guild: Guild): Json {
  return guild.roles
    .filter((role) => role.id !== guild.id && !role.managed)
    .sort((a, b) => b.position - a.position)
    .map((role) => ({
      id: role.id.toString(),
      name: role.name,
      color: role.color === 0 ? null : role.color,
      position: role.position,
    }))
}
