/** The live figures of bot and guild. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Current } from './target'
import { idText, integer, moment, number, readJson, shaped } from './wire'

const attempt = z.looseObject({ timestamp: moment.nullish(), user_id: integer.nullish() })
const counts = z.record(z.string(), integer)
const metrics = z.looseObject({
  bot: z.looseObject({
    online: z.boolean(),
    latency_ms: number.nullable(),
    uptime_seconds: integer.nullable(),
    uptime_human: z.string().nullable(),
    commands_loaded: integer,
    version: z.string(),
    codename: z.string(),
    guilds: z.array(
      z.looseObject({ id: integer, name: z.string(), member_count: integer.nullable(), owner_id: integer.nullable() }),
    ),
    commands: z.array(z.looseObject({ qualified_name: z.string(), description: z.string().nullish() })),
  }),
  gpt: z.looseObject({
    last_success_time: moment.nullable(),
    last_error_type: z.string().nullable(),
    current_model: z.string(),
    success_count: integer,
    error_count: integer,
    last_user_id: integer.nullable(),
    recent_successes: z.array(attempt),
    recent_errors: z.array(attempt),
  }),
  reminders: z.looseObject({
    total: integer,
    recurring: integer,
    one_off: integer,
    next_event_time: moment.nullable(),
    per_channel: z.record(idText, integer),
    upcoming: z.array(z.looseObject({ id: integer, name: z.string(), channel_id: integer })),
  }),
  tickets: z.looseObject({
    total: integer,
    per_status: counts,
    open_count: integer,
    last_ticket_created_at: moment.nullable(),
    average_close_seconds: integer.nullable(),
    open_items: z.array(z.looseObject({ id: integer, status: z.string().nullable(), channel_id: integer.nullable() })),
    open_ticket_ids: z.array(integer),
  }),
  settings_overrides: z.array(z.looseObject({ scope: z.string(), key: z.string(), value: z.string() })),
  infrastructure: z.looseObject({ database_up: z.boolean(), pool_size: integer.nullable(), checked_at: moment }),
  command_usage: z
    .looseObject({ top_commands: z.array(z.unknown()), total_commands_24h: integer, period_days: integer })
    .nullable(),
  cache_metrics: counts.nullish(),
  premium_metrics: counts.nullish(),
  identity_metrics: counts.nullish(),
  agent_sessions: z.looseObject({ enabled: z.boolean(), active_sessions: integer }).nullish(),
})

/** Tests the metrics routes on one reading of each. */
export function metricsGuarantees(current: Current): void {
  describe('metrics', () => {
    let text = ''
    beforeAll(async () => {
      const reply = await current().ask('GET', `/api/dashboard/metrics?guild_id=${current().secrets.guildId}`)
      expect(reply.status).toBe(200)
      text = reply.text
    })

    test('have every block a dashboard uses', () => {
      const told = shaped(metrics, readJson(text))
      expect(Number(told.bot.commands_loaded)).toBeLessThanOrEqual(50)
    })

    test('name guilds and owners by bare integers that JSON.parse would damage', () => {
      const { guildId } = current().secrets
      const { bot } = shaped(metrics, readJson(text))
      expect(bot.guilds.map(({ id }) => id.value)).toContain(guildId)
      expect(text).toMatch(new RegExp(`"id": ?${guildId}[,}]`))
    })

    test('list at most ten open tickets, their ids twice', () => {
      const { tickets } = shaped(metrics, readJson(text))
      expect(tickets.open_items.length).toBeLessThanOrEqual(10)
      expect(tickets.open_ticket_ids.map(String)).toEqual(tickets.open_items.map(({ id }) => String(id)))
    })

    test('are the same under their shorter name', async () => {
      const alias = await current().get('GET', `/api/metrics?guild_id=${current().secrets.guildId}`)
      expect(Object.keys(shaped(metrics, alias))).toEqual(Object.keys(shaped(metrics, readJson(text))))
    })

    test('refuse a guild id that is no number', async () => {
      const complaints = await current().complaints('GET', '/api/metrics?guild_id=abc')
      expect(complaints).toEqual(['int_parsing at query.guild_id'])
    })
  })
}
