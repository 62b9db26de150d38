/** GET /api/dashboard/logs: what the running process noted last, a hundred events for all its guilds together. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { wireId, wireValue } from './fields'
import { type GuildRead, readBy } from './guild-call'

const logSchema = z
  .object({
    logs: z.array(
      z.object({
        timestamp: z.string(),
        event_type: z.string(),
        /** None for what concerns the bot as a whole. */
        guild_id: wireId.nullish(),
        message: z.string(),
        details: z.record(z.string(), wireValue).nullish(),
      }),
    ),
  })
  .transform(({ logs }) => logs)

/** One event. Ids inside `details` are text or numbers, as they came. */
export type LogEvent = z.infer<typeof logSchema>[number]

/** Most events one answer holds. */
const limitMax = 100

/**
 * Events of a guild and of the bot as a whole, newest first, shared between everyone who may see the guild: callers must
 * have a verdict for it first. Unknown `types` are dropped by the backend; none = all.
 */
export function getLogs(client: AlphapyClient, call: GuildRead & { limit: number; types?: readonly string[] }) {
  const query = new URLSearchParams({
    guild_id: call.guildId,
    limit: String(Math.min(limitMax, Math.max(1, call.limit))),
    ...(call.types && call.types.length > 0 ? { event_types: call.types.join(',') } : {}),
  })
  return client.read({
    ...readBy(call, 'logs'),
    share: `guild:${call.guildId}`,
    path: `/api/dashboard/logs?${query}`,
    route: '/api/dashboard/logs',
    schema: logSchema,
    access: 'guild',
    decides: true,
    freshForMs: call.now ? 0 : 20_000,
    staleForMs: 15 * 60_000,
  })
}
