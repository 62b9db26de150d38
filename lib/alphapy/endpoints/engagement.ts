/** GET …/engagement: read only, and only with the service pair. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { wireCount, wireId, wireMoment } from './fields'
import { type GuildRead, readBy } from './guild-call'

/** A figure that this route sends as text. */
const countText = z.union([z.number(), z.string().regex(/^\d+$/)]).transform(Number)

const engagementSchema = z.object({
  active_challenges: z.array(
    z.object({
      id: z.number(),
      title: z.string().nullish(),
      mode: z.string(),
      channel_id: wireId.nullish(),
      started_at: wireMoment.nullish(),
      ends_at: wireMoment.nullish(),
      participant_count: countText,
    }),
  ),
  challenge_history: z.array(
    z.object({
      id: z.number(),
      title: z.string().nullish(),
      mode: z.string(),
      winner_id: wireId.nullish(),
      ended_at: wireMoment.nullish(),
      participant_count: countText,
    }),
  ),
  og_claims_count: z.number(),
  og_setup: z.object({ message_id: wireId.nullish(), channel_id: wireId.nullish() }).nullish(),
  badges_count: z.number(),
  streaks_count: z.number(),
  max_streak: z.number(),
  latest_weekly: z
    .object({
      id: z.number(),
      week_start: z.string(),
      week_end: z.string(),
      results: z.array(z.object({ award_key: z.string(), user_id: wireId, metric: wireCount })),
    })
    .nullish(),
})

/** Challenges, badges, streaks and the latest weekly awards of a guild. */
export function getEngagement(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'engagement'),
    path: `/api/dashboard/${call.guildId}/engagement`,
    route: '/api/dashboard/:guildId/engagement',
    schema: engagementSchema,
    access: 'service',
  })
}
