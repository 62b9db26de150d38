/** GET /top-commands: public for any guild, so Mind asks only for guilds somebody was let into. */
import * as z from 'zod'
import type { Snowflake } from '@/lib/format/snowflake'
import type { AlphapyClient } from '../transport/client'
import { wireId } from './fields'

const topCommandsSchema = z
  .object({
    commands: z.record(z.string(), z.number()),
    period_days: z.number(),
    guild_id: wireId.nullish(),
    total_commands: z.number(),
  })
  .transform(({ commands, period_days, total_commands }) => ({
    // A name of digits only would lose its place in the object, so the order is made again.
    commands: Object.entries(commands)
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count),
    periodDays: period_days,
    total: total_commands,
  }))

/** How often each command was used in a guild, most used first. `total` adds up what is listed. */
export function getTopCommands(
  client: AlphapyClient,
  { guildId, days, limit, live }: { guildId: Snowflake; days: number; limit: number; live?: boolean },
) {
  return client.read({
    path: `/top-commands?guild_id=${guildId}&days=${days}&limit=${limit}`,
    route: '/top-commands',
    schema: topCommandsSchema,
    access: 'public',
    credentials: { kind: 'none' },
    guildId,
    share: `guild:${guildId}`,
    tag: `commands:${guildId}`,
    callClass: live ? 'poll' : 'read',
    freshForMs: 60_000,
    staleForMs: 15 * 60_000,
  })
}
