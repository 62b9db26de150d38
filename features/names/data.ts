/** Names of a guild's channels and roles, as the bot sees them. */
import 'server-only'
import { type DiscordMeta, getDiscordMeta } from '@/lib/alphapy/endpoints/discord-meta'
import { getAlphapy } from '@/lib/alphapy/server'
import type { ChannelName, GuildNames, NamesMissing } from '@/lib/i18n/guild-names'
import type { Problem } from '@/lib/problems/problem'
import type { GuildAccess } from '@/lib/session/gates'

/**
 * The names, or why there are none; never a failure, since an id always does. One answer serves everybody who was let into
 * the guild. `now` asks the bot at this moment.
 */
export async function getGuildNames(
  { actor, guildId }: GuildAccess,
  { now = false }: { now?: boolean } = {},
): Promise<GuildNames> {
  const { userId, credentials } = actor
  const read = await getDiscordMeta(getAlphapy(), { guildId, actorId: userId, credentials, now })
  if (!read.ok) return { kind: 'unavailable', why: reasonOf(read.problem) }
  return { kind: 'known', ...toNames(read.data.value) }
}

function toNames({ channels, roles }: DiscordMeta) {
  return {
    channels: channels.map(({ id, name, type, parent_id }) => ({
      id,
      name,
      kind: kindOf(type),
      categoryId: parent_id ?? null,
    })),
    roles: roles.map(({ id, name, color }) => ({
      id,
      name,
      colour: color ? `#${color.toString(16).padStart(6, '0')}` : null,
    })),
  }
}

/** Whatever the bot may list one day can be posted in, like text. */
function kindOf(type: string): ChannelName['kind'] {
  return type === 'category' || type === 'announcement' ? type : 'text'
}

function reasonOf({ code, reason }: Problem): NamesMissing {
  if (reason === 'service-key-missing') return 'noKey'
  if (reason === 'discord-identity-missing') return 'noDiscord'
  if (reason === 'server-too-old') return 'tooOld'
  return code === 'forbidden' || code === 'not-linked' ? 'refused' : 'unreachable'
}
