/** Names of a guild's channels and roles, and how an id is said with them. */

/** A channel or category the bot sees. */
export interface ChannelName {
  id: string
  name: string
  kind: 'text' | 'announcement' | 'category'
  categoryId: string | null
}

/** A role the bot can give. `colour` is `#rrggbb`; `null` for a role without one. */
export interface RoleName {
  id: string
  name: string
  colour: string | null
}

/** Why there are no names: a key of `messages/` → `names.why`. */
export type NamesMissing = 'noKey' | 'noDiscord' | 'tooOld' | 'refused' | 'unreachable'

/** What is known of a guild's names. Channels in the bot's order (categories first), roles from high to low. */
export type GuildNames =
  | { kind: 'known'; channels: ChannelName[]; roles: RoleName[] }
  | { kind: 'pending' }
  | { kind: 'unavailable'; why: NamesMissing }

/** What an id refers to. */
export type NamedThing = 'channel' | 'role'

/** The channel of this id; `undefined` when it is not in the list, which does not mean that it is gone. */
export function channelOf(names: GuildNames, id: string): ChannelName | undefined {
  return names.kind === 'known' ? names.channels.find((channel) => channel.id === id) : undefined
}

/** The role of this id; `undefined` when it is not in the list, which does not mean that it is gone. */
export function roleOf(names: GuildNames, id: string): RoleName | undefined {
  return names.kind === 'known' ? names.roles.find((role) => role.id === id) : undefined
}

/**
 * How Discord writes it: `#general`, `@Crew`, a category by its bare name. A channel that shares its name with another is
 * told apart by its category, anything else by its id. `undefined` when it is not in the list.
 */
export function spokenName(names: GuildNames, thing: NamedThing, id: string): string | undefined {
  if (names.kind !== 'known') return undefined
  if (thing === 'role') {
    const role = roleOf(names, id)
    if (!role) return undefined
    const shared = names.roles.some((other) => other.id !== id && other.name === role.name)
    return shared ? `@${role.name} (${id})` : `@${role.name}`
  }
  const channel = channelOf(names, id)
  if (!channel) return undefined
  const spoken = channel.kind === 'category' ? channel.name : `#${channel.name}`
  const twins = names.channels.filter((other) => other.id !== id && other.name === channel.name)
  const sameKind = twins.filter((other) => (other.kind === 'category') === (channel.kind === 'category'))
  if (sameKind.length === 0) return spoken
  const category = channel.categoryId === null ? undefined : channelOf(names, channel.categoryId)
  const toldApart = category && sameKind.every((other) => other.categoryId !== channel.categoryId)
  return `${spoken} (${toldApart ? category.name : id})`
}
