/** GET /api/health: public, and each call counts in the shared window like any other read. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'

const healthSchema = z.object({
  service: z.string(),
  version: z.string(),
  uptime_seconds: z.number(),
  db_status: z.string(),
  timestamp: z.string(),
  guild_count: z.number().nullish(),
  active_commands_24h: z.number().nullish(),
  gpt_status: z.string().nullish(),
  database_pool_size: z.number().nullish(),
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
