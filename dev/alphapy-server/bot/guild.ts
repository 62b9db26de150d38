/** A guild as Discord shows it to the bot. Ids are bigint inside the server, decimal strings on the control port. */

/** The kinds of channels a guild may have; the dashboard only ever sees the first three. */
export type ChannelType = 'text' | 'announcement' | 'category' | 'voice' | 'forum' | 'stage'

/** A channel; `parentId` is its category. */
export interface GuildChannel {
  id: bigint
  name: string
  type: ChannelType
  parentId: bigint | null
}

/** A role; `color` 0 means none. Managed roles belong to integrations. */
export interface GuildRole {
  id: bigint
  name: string
  color: number
  position: number
  managed: boolean
}

/** A member; `administrator` is the Discord permission (owners have it by themselves). */
export interface GuildMember {
  id: bigint
  name: string
  administrator: boolean
}

/** A guild the bot is in. */
export interface Guild {
  id: bigint
  name: string
  memberCount: number
  ownerId: bigint
  channels: GuildChannel[]
  roles: GuildRole[]
  members: GuildMember[]
}
