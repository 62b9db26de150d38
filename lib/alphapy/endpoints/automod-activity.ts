/** What AutoMod has caught. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { wireId, wireStructure, wireValue } from './fields'
import { type GuildRead, readBy } from './guild-call'

const statsSchema = z.object({
  total_rules: z.number(),
  enabled_rules: z.number(),
  rules_by_type: z.record(z.string(), z.number()),
  total_violations: z.number(),
  /** Of the last 24 hours. */
  violations_today: z.number(),
  violations_week: z.number(),
  top_violated_rules: z.array(z.object({ name: z.string(), rule_type: z.string(), violation_count: z.number() })),
})

const detailsSchema = wireStructure(z.record(z.string(), wireValue).nullish())

const violationSchema = z.object({
  id: z.number(),
  user_id: wireId,
  message_id: wireId.nullish(),
  channel_id: wireId.nullish(),
  rule_id: z.number().nullish(),
  action_taken: z.string(),
  message_content: z.string().nullish(),
  ai_analysis: detailsSchema,
  context: detailsSchema,
  timestamp: z.string(),
  moderator_id: wireId.nullish(),
})

/** Counts of rules and of what they caught. */
export function getAutomodStats(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'automod'),
    path: `/api/dashboard/${call.guildId}/automod/stats`,
    route: '/api/dashboard/:guildId/automod/stats',
    schema: statsSchema,
    access: 'guild',
    staleForMs: 15 * 60_000,
  })
}

/** Most violations one answer holds. */
const limitMax = 200

/** What was caught in the last `days`, newest first. Always fails on the two older generations. */
export function getAutomodViolations(client: AlphapyClient, call: GuildRead & { limit: number; days: number }) {
  const limit = Math.min(limitMax, Math.max(0, call.limit))
  return client.read({
    ...readBy(call, 'automod'),
    path: `/api/dashboard/${call.guildId}/automod/violations?limit=${limit}&days=${call.days}`,
    route: '/api/dashboard/:guildId/automod/violations',
    schema: z.array(violationSchema),
    access: 'guild',
    staleForMs: 15 * 60_000,
  })
}
