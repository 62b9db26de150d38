/**
 * GET /api/dashboard/metrics. The backend checks no guild rights here and lists every guild of the bot: callers must have
 * a verdict for the guild first, and must never pass `bot.guilds` on whole.
 */
import * as z from 'zod'
import type { Snowflake } from '@/lib/format/snowflake'
import type { AlphapyClient } from '../transport/client'
import type { Credentials } from '../transport/credentials'
import { wireCount as count, wireId, wireMoment, wireValue } from './fields'

const counters = z.record(z.string(), z.number().nullable()).nullish()

const llmEvent = z.object({
  timestamp: wireMoment.nullish(),
  user_id: wireId.nullish(),
  tokens_used: count,
  latency_ms: count,
  error_type: z.string().nullish(),
})

/** The answer as Mind reads it. Blocks that older servers lack are optional; what Mind does not use is dropped. */
export const metricsSchema = z.object({
  bot: z.object({
    online: z.boolean(),
    latency_ms: count,
    uptime_seconds: count,
    commands_loaded: count,
    version: z.string().nullish(),
    codename: z.string().nullish(),
    guilds: z.array(z.object({ id: wireId, name: z.string(), member_count: count })).default([]),
  }),
  gpt: z
    .object({
      last_error_time: wireMoment.nullish(),
      average_latency_ms: count,
      total_tokens_session: count,
      current_model: z.string().nullish(),
      success_count: count,
      error_count: count,
      rate_limit_hits: count,
      recent_successes: z.array(llmEvent).default([]),
      recent_errors: z.array(llmEvent).default([]),
    })
    .nullish(),
  reminders: z
    .object({
      total: count,
      recurring: count,
      one_off: count,
      per_channel: z.record(z.string(), z.number()).default({}),
      upcoming: z
        .array(z.object({ id: z.number(), name: z.string(), channel_id: wireId, scheduled_time: wireMoment.nullish() }))
        .default([]),
    })
    .nullish(),
  tickets: z
    .object({
      total: count,
      per_status: z.record(z.string(), z.number()).default({}),
      open_count: count,
      average_close_seconds: count,
      open_items: z
        .array(
          z.object({
            id: z.number(),
            username: z.string().nullish(),
            status: z.string().nullish(),
            created_at: wireMoment.nullish(),
          }),
        )
        .default([]),
    })
    .nullish(),
  settings_overrides: z.array(z.object({ scope: z.string(), key: z.string(), value: wireValue.nullish() })).default([]),
  infrastructure: z.object({ database_up: z.boolean(), pool_size: count, checked_at: wireMoment.nullish() }).nullish(),
  cache_metrics: counters,
  premium_metrics: counters,
  identity_metrics: counters,
  command_usage: z
    .object({
      top_commands: z.array(z.object({ command_name: z.string(), usage_count: z.number() })),
      total_commands_24h: z.number(),
      period_days: z.number(),
    })
    .nullish(),
  agent_sessions: z
    .object({
      enabled: z.boolean(),
      active_sessions: count,
      started_24h: count,
      completed_24h: count,
    })
    .nullish(),
})

const botSchema = z
  .object({
    bot: z.object({
      online: z.boolean(),
      latency_ms: count,
      guilds: z.array(z.object({ id: wireId, name: z.string(), member_count: count })).default([]),
    }),
  })
  .transform(({ bot }) => bot)

/** One metrics answer. */
export type Metrics = z.infer<typeof metricsSchema>

/** Two addresses of one answer. The first is the older one, so nothing is gained by asking both. */
const metricsPath = '/api/dashboard/metrics'
const metricsAlias = '/api/metrics'

/** Live figures of a guild, shared between everyone who may see it. Figures about the bot itself span all guilds. */
export function getMetrics(
  client: AlphapyClient,
  {
    guildId,
    credentials,
    live,
    byAlias = false,
    signal,
  }: {
    guildId: Snowflake
    credentials: Credentials
    live: boolean
    byAlias?: boolean
    /** Ends the wait. */
    signal?: AbortSignal | undefined
  },
) {
  const route = byAlias ? metricsAlias : metricsPath
  return client.read({
    path: `${route}?guild_id=${guildId}`,
    route,
    schema: metricsSchema,
    access: 'user',
    credentials,
    guildId,
    share: `guild:${guildId}`,
    tag: `metrics:${guildId}`,
    callClass: live ? 'poll' : 'read',
    signal,
    freshForMs: 20_000,
    staleForMs: 15 * 60_000,
  })
}

/**
 * The bot itself: whether it is there, and every guild it is in. The guilds are for deciding what to ask about and for
 * naming a guild somebody was let into; never for showing.
 */
export function getBot(client: AlphapyClient, credentials: Credentials, freshForMs = 2 * 60_000) {
  return client.read({
    path: metricsPath,
    route: metricsPath,
    schema: botSchema,
    access: 'user',
    credentials,
    share: 'everyone',
    tag: 'bot',
    callClass: 'read',
    freshForMs,
    staleForMs: 24 * 60 * 60_000,
  })
}
