/**
 * GET …/verification/queue, with the service pair. Resolving over HTTP is not offered: on the measured server it fails and
 * leaves a broken database connection behind.
 */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { wireId } from './fields'
import { type GuildRead, readBy } from './guild-call'

const queueSchema = z.array(
  z.object({
    id: z.number(),
    user_id: wireId,
    channel_id: wireId,
    status: z.string(),
    ai_reason: z.string().nullish(),
    ai_can_verify: z.boolean().nullish(),
    ai_needs_manual_review: z.boolean().nullish(),
    /** A day, without a zone. */
    payment_date: z.string().nullish(),
    created_at: z.string().nullish(),
  }),
)

/** Who waits for a person's review, oldest first. Empty on a server that stamps such tickets as resolved. */
export function getVerificationQueue(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'verification'),
    path: `/api/dashboard/${call.guildId}/verification/queue`,
    route: '/api/dashboard/:guildId/verification/queue',
    schema: queueSchema,
    access: 'service',
  })
}
