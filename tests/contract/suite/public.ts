/** What is open to the world, and to the service key alone. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Current } from './target'
import { integer, number, shaped, utcMoment } from './wire'

const probe = {
  service: z.string(),
  version: z.string(),
  uptime_seconds: integer,
  db_status: z.string(),
  guild_count: integer.nullish(),
  active_commands_24h: integer.nullish(),
  gpt_status: z.string().nullish(),
  database_pool_size: integer.nullish(),
}
const health = z.looseObject({ ...probe, timestamp: utcMoment })
const healthHistory = z.looseObject({
  history: z.array(z.looseObject({ ...probe, checked_at: utcMoment.nullable() })),
  period_hours: integer,
  total_records: integer,
})
const topCommands = z.looseObject({
  commands: z.record(z.string(), integer),
  period_days: integer,
  guild_id: integer.nullable(),
  total_commands: integer,
})
const traffic = z.looseObject({
  requests: integer,
  success_rate: number,
  latency_ms: z.looseObject({ p50: number, p95: number, p99: number }),
})

/** Tests the routes that need no person. */
export function publicGuarantees(current: Current): void {
  const open = (path: string) => current().get('GET', path, { as: [] })

  describe('open to the world', () => {
    test('health says service, version, uptime and database', async () => {
      const told = shaped(health, await open('/api/health'))
      expect(told.db_status).toMatch(/^(?:ok|not_initialized|error:.+)$/)
    })

    test('health history is newest first and never longer than asked', async () => {
      const { history, total_records } = shaped(healthHistory, await open('/api/health/history?hours=24&limit=2'))
      expect(history.length).toBeLessThanOrEqual(2)
      expect(Number(total_records)).toBe(history.length)
      const times = history.map(({ checked_at }) => checked_at ?? '')
      expect(times).toEqual([...times].sort().reverse())
    })

    test('health history and top commands answer 200 with an error when they fail', async () => {
      expect(await open('/api/health/history?limit=-1')).toEqual({ error: 'Failed to fetch health history' })
      expect(await open('/top-commands?limit=-1')).toEqual({ error: 'Failed to fetch top commands' })
    })

    test('status says that the server runs', async () => {
      shaped(z.looseObject({ online: z.literal(true), latency: number, uptime: z.string() }), await open('/status'))
    })

    test('top commands are counts, the highest first, with the guild as a bare integer', async () => {
      const { guildId } = current().secrets
      const told = shaped(topCommands, await open(`/top-commands?guild_id=${guildId}&days=7&limit=3`))
      const counts = Object.values(told.commands).map(Number)
      expect(counts).toEqual([...counts].sort((a, b) => b - a))
      expect([told.guild_id?.value, told.total_commands.value]).toEqual([guildId, String(counts.length)])
    })
  })

  describe('for the service key alone', () => {
    test('observability tells how requests went', async (context) => {
      const target = current()
      if (target.facts.generation === 'A') target.leaveOut(context, 'generation A has no observability')
      target.needs(context, ['key'])
      const told = await target.get('GET', '/api/observability', { as: ['key'] })
      shaped(z.looseObject({ api: traffic, webhooks: traffic }), told)
    })

    test('a token does not open observability', async (context) => {
      const target = current()
      if (target.facts.generation === 'A') target.leaveOut(context, 'generation A has no observability')
      if (!target.facts.hasKey) target.leaveOut(context, 'this server has no service key')
      expect(await target.refused(401, 'GET', '/api/observability')).toBe('Unauthorized')
    })
  })
}
