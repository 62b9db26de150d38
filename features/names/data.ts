/** Names of a guild's channels and roles, as the bot sees them. */
import 'server-only'
import { type DiscordMeta, getDiscordMeta } from '@/lib/alphapy/endpoints/discord-meta'
import { getAlphapy } from '@/lib/alphapy/server'
import type { ChannelName, GuildNames, NamesMissing } from '@/lib/i18n/guild-names'
import type { Problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import type { GuildAccess } from '@/lib/session/gates'

/**
 * The names, or why there are none; never a failure, since an id always does. One answer serves everybody who was let into
 * the guild.
 */
export async function getGuildNames(access: GuildAccess): Promise<GuildNames> {
  const read = await readMeta(access, false)
  if (!read.ok) return { kind: 'unavailable', why: reasonOf(read.problem) }
  return { kind: 'known', ...toNames(read.data.value) }
}

/** The names as the bot tells them at this moment; whatever was known before is no answer to that. */
export async function getGuildNamesNow(access: GuildAccess): Promise<Result<GuildNames>> {
  const read = await readMeta(access, true)
  if (!read.ok) return read
  const { value, staleBecause } = read.data
  return staleBecause ? failed(staleBecause) : ok({ kind: 'known', ...toNames(value) })
}

function readMeta({ actor: { userId, credentials }, guildId }: GuildAccess, now: boolean) {
  return getDiscordMeta(getAlphapy(), { guildId, actorId: userId, credentials, now })
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
