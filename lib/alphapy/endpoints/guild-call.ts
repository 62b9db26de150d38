/** What every call about one guild has in common. */
import type { Snowflake } from '@/lib/format/snowflake'
import type { Credentials } from '../transport/credentials'
import { shareOf } from '../transport/read-cache'
import type { SaveTicket } from '../transport/save-ticket'

/** Who asks about which guild, and with what patience. */
export interface GuildCall {
  guildId: Snowflake
  actorId: string
  credentials: Credentials
  /** The places reserved for the save this belongs to. */
  save?: SaveTicket | undefined
}

/** A read about one guild. */
export interface GuildRead extends GuildCall {
  /** Ask the backend at this moment, whatever is at hand. */
  now?: boolean
  /** Nobody waits for it: it yields to everything else. */
  live?: boolean
  /** Ends the wait. */
  signal?: AbortSignal | undefined
}

/** How long configuration of a guild may be answered from memory, unless `now` is asked. */
const freshForMs = 60_000

/** The parts of a read that follow from who asks: what one person was shown is kept for that person alone. */
export function readBy(call: GuildRead, tag: string) {
  const { guildId, actorId, credentials, save, now, live, signal } = call
  return {
    guildId,
    credentials,
    save,
    signal,
    share: shareOf(actorId),
    tag: `${tag}:${guildId}`,
    callClass: live ? ('poll' as const) : ('read' as const),
    freshForMs: now ? 0 : freshForMs,
  }
}

/** The parts of a write that follow from who asks, and the readings it makes obsolete. */
export function writeBy({ guildId, credentials, save }: Omit<GuildCall, 'actorId'>, tag: string) {
  return { guildId, credentials, save, tag: `${tag}:${guildId}` }
}
