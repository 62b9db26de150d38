/** Control routes for what Discord knows: guilds, links, and the bot itself. */
import type { ControlRoute } from '../kit/control'
import { ControlProblem } from '../kit/control'
import type { ChannelType, Guild, GuildChannel, GuildMember, GuildRole } from './bot/guild'
import { plainJson } from './control-json'
import { booleanValue, idValue, numberValue, objectList, textValue } from './control-values'
import type { World } from './world'

const CHANNEL_TYPES: readonly ChannelType[] = ['text', 'announcement', 'category', 'voice', 'forum', 'stage']

/** `/guilds`, `/links`, `/bot`, `/bot/settings`. */
export function guildControlRoutes(world: World): Record<string, ControlRoute> {
  return {
    'POST /guilds': ({ body }) => {
      const guild = parseGuild(body)
      world.bot.guilds.set(guild.id, guild)
      return { id: guild.id.toString() }
    },
    'DELETE /guilds': ({ query }) => {
      const id = query.get('id')
      if (id === null) world.bot.guilds.clear()
      else world.bot.guilds.delete(idValue(id, 'id'))
    },
    'POST /links': async ({ body }) => {
      const params = [
        textValue(body.innersyncUserId, 'innersyncUserId'),
        idValue(body.discordUserId, 'discordUserId'),
        world.now(),
      ]
      await world.db.run(
        `insert into alphapy_discord_links (innersync_user_id, discord_user_id, linked_at, link_source)
         values ($1, $2, $3, 'control') on conflict (innersync_user_id) do update set discord_user_id = excluded.discord_user_id`,
        params,
      )
      return { linked: true }
    },
    'DELETE /links': async ({ query }) => {
      const user = query.get('innersyncUserId')
      await world.db.run('delete from alphapy_discord_links where $1::uuid is null or innersync_user_id = $1', [user])
    },
    'POST /bot': async ({ body }) => {
      const { bot } = world
      if (body.online !== undefined) bot.online = booleanValue(body.online, 'online')
      if (body.latencyMs !== undefined) bot.latencyMs = numberValue(body.latencyMs, 'latencyMs')
      if (body.settingsService !== undefined) {
        bot.settingsService = booleanValue(body.settingsService, 'settingsService')
      }
      if (body.memberMessage !== undefined) await reloadMemory(world, idValue(body.memberMessage, 'memberMessage'))
      const problem = body.restart === true ? await world.restart() : null
      return { online: bot.online, latencyMs: bot.latencyMs, settingsService: bot.settingsService, down: problem }
    },
    'GET /bot/settings': ({ query }) => {
      const memory = world.bot.memoryOf(idValue(query.get('guildId'), 'guildId'))
      return { settings: Object.fromEntries([...memory].map(([name, value]) => [name, plainJson(value)])) }
    },
  }
}

/** A member's message makes module gates reload a guild's settings. */
async function reloadMemory(world: World, guildId: bigint): Promise<void> {
  await world.bot.reload(world.db, guildId, { misread: world.defects.botMisreadsText, strict: false })
}

/** A guild as the control port and the seed describe it: ids are decimal strings. */
export function parseGuild(body: Record<string, unknown>): Guild {
  return {
    id: idValue(body.id, 'id'),
    name: textValue(body.name, 'name'),
    memberCount: numberValue(body.memberCount ?? 0, 'memberCount'),
    ownerId: idValue(body.ownerId ?? '0', 'ownerId'),
    channels: objectList(body.channels, 'channels').map(parseChannel),
    roles: objectList(body.roles, 'roles').map(parseRole),
    members: objectList(body.members, 'members').map(parseMember),
  }
}

function parseChannel(item: Record<string, unknown>): GuildChannel {
  const type = CHANNEL_TYPES.find((known) => known === item.type)
  if (!type) throw new ControlProblem(`channel type must be one of ${CHANNEL_TYPES.join(', ')}`)
  const { parentId } = item
  return {
    id: idValue(item.id, 'channel id'),
    name: textValue(item.name, 'channel name'),
    type,
    parentId: parentId === undefined || parentId === null ? null : idValue(parentId, 'parentId'),
  }
}

function parseRole(item: Record<string, unknown>): GuildRole {
  return {
    id: idValue(item.id, 'role id'),
    name: textValue(item.name, 'role name'),
    color: numberValue(item.color ?? 0, 'color'),
    position: numberValue(item.position ?? 1, 'position'),
    managed: item.managed === true,
  }
}

function parseMember(item: Record<string, unknown>): GuildMember {
  return {
    id: idValue(item.id, 'member id'),
    name: textValue(item.name, 'member name'),
    administrator: item.administrator === true,
  }
}
