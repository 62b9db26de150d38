import type { Snowflake } from '@/lib/format/snowflake'

/** A guild as lists and frames show it. */
export interface GuildSummary {
  id: Snowflake
  name: string
  memberCount: number | undefined
}

/** The guilds of a person, as far as Mind may find out. */
export interface GuildList {
  guilds: GuildSummary[]
  /** False when the bot is in more guilds than Mind may ask about; the others open by id. */
  complete: boolean
  checkedAt: number
}

/** The frame around a guild's pages. */
export interface GuildFrame {
  id: Snowflake
  name: string | undefined
  health: { online: boolean; readAt: number; now: number } | undefined
  /** Other guilds of this person, as far as they are known already. */
  others: GuildSummary[]
}
