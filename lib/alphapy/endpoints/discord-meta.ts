/** GET …/discord-meta, with the service pair: names for ids. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { wireCount, wireId } from './fields'
import { type GuildRead, readBy } from './guild-call'

const metaSchema = z.object({
  channels: z.array(z.object({ id: wireId, name: z.string(), type: z.string(), parent_id: wireId.nullish() })),
  roles: z.array(z.object({ id: wireId, name: z.string(), color: wireCount, position: z.number() })),
})

/** Channels and roles as the bot lists them. */
export type DiscordMeta = z.infer<typeof metaSchema>

/** Names change seldom, and every page of settings wants them. */
const freshForMs = 5 * 60_000

/**
 * Text and announcement channels and categories, and the roles the bot can give, high to low. No voice channels, forums or
 * threads, and no managed roles: an id that is missing here may still exist. One reading serves everybody who was let into
 * the guild, which the caller must have proven.
 */
export function getDiscordMeta(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'meta'),
    share: `guild:${call.guildId}`,
    freshForMs: call.now ? 0 : freshForMs,
    path: `/api/dashboard/${call.guildId}/discord-meta`,
    route: '/api/dashboard/:guildId/discord-meta',
    schema: metaSchema,
    access: 'service',
    staleForMs: 15 * 60_000,
  })
}
