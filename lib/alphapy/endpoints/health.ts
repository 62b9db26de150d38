/** GET /api/health and its history: public, and each call counts in the shared window like any other read. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { wireCount } from './fields'

const vitals = {
  service: z.string(),
  version: z.string(),
  uptime_seconds: z.number(),
  db_status: z.string(),
  guild_count: wireCount,
  active_commands_24h: wireCount,
  gpt_status: z.string().nullish(),
  database_pool_size: wireCount,
}

const healthSchema = z.object({ ...vitals, timestamp: z.string() })

const healthHistorySchema = z.object({
  history: z.array(z.object({ ...vitals, checked_at: z.string().nullish() })),
  period_hours: z.number(),
  total_records: z.number(),
})

/** Health of the API process. Answers 200 even when its database is away: look at `db_status`. */
export function getHealth(client: AlphapyClient) {
  return client.read({
    path: '/api/health',
    route: '/api/health',
    schema: healthSchema,
    access: 'public',
    credentials: { kind: 'none' },
    share: 'everyone',
    tag: 'health',
    callClass: 'poll',
    learn: ({ version }, knowledge) => knowledge.noticeVersion(version),
    freshForMs: 30_000,
    staleForMs: 300_000,
  })
}

/** Earlier health answers, newest first; every health call anybody makes leaves one. */
export function getHealthHistory(client: AlphapyClient, input: { hours: number; limit: number }) {
  return client.read({
    path: `/api/health/history?hours=${input.hours}&limit=${input.limit}`,
    route: '/api/health/history',
    schema: healthHistorySchema,
    access: 'public',
    credentials: { kind: 'none' },
    share: 'everyone',
    tag: 'health',
    callClass: 'read',
    freshForMs: 60_000,
    staleForMs: 15 * 60_000,
  })
}
