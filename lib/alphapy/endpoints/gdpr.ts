/** GET /api/dashboard/{guild}/gdpr. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { wireId } from './fields'
import { type GuildRead, readBy } from './guild-call'

const gdprSchema = z.object({ guild_id: wireId, acceptance_count: z.number() })

/** How many people accepted last in this guild: somebody who accepts in another one is counted there instead. */
export function getGdpr(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'gdpr'),
    path: `/api/dashboard/${call.guildId}/gdpr`,
    route: '/api/dashboard/:guildId/gdpr',
    schema: gdprSchema,
    access: 'guild',
  })
}
