import type { Snowflake } from '@/lib/format/snowflake'
import type { Problem } from '@/lib/problems/problem'

/** Field of the form to Discord: the visit is for reading the servers, not for signing in. */
export const refreshField = 'refresh'

/** A guild as lists and frames show it. */
export interface GuildSummary {
  id: Snowflake
  name: string
  /** Hash of its icon at Discord, where it has one and Discord was asked. */
  icon?: string | undefined
  memberCount: number | undefined
}

/** A guild of this person where the bot is not. */
export interface GuildWithoutBot extends GuildSummary {
  /** Where to invite the bot, when this Mind knows. */
  inviteUrl: string | undefined
}

/** Where a list comes from. */
export type ListSource =
  /** Discord's own list of the person's guilds, as it was at `readAt`. */
  | { kind: 'discord'; readAt: number }
  /** The backend, guild by guild. Not `complete` when the bot is in more guilds than Mind may ask about. */
  | { kind: 'alphapy'; complete: boolean }

/** The guilds of a person, as far as Mind may find out; those visited on this device first. */
export interface GuildList {
  guilds: GuildSummary[]
  withoutBot: GuildWithoutBot[]
  /** False when the bot could not be asked where it is: `guilds` are then all that this person administers. */
  botKnown: boolean
  source: ListSource
  /** Why the last attempt to read Discord's list brought nothing, and when that was. */
  trouble: { problem: Problem; at: number } | undefined
  now: number
}

/** How somebody came to be let into a guild. Moments in milliseconds since the epoch. */
export interface GuildEntry {
  id: Snowflake
  /** Missing when no list at hand names it. */
  name: string | undefined
  source: 'alphapy' | 'discord'
  decidedAt: number
}

/** The frame around a guild's pages. */
export interface GuildFrame {
  id: Snowflake
  name: string | undefined
  icon?: string | undefined
  health: { online: boolean; readAt: number; now: number } | undefined
  /** Other guilds of this person, as far as they are known already. */
  others: GuildSummary[]
}
