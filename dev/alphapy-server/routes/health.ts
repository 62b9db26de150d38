/** Health with its history, and the counters behind the service key. */
import { RELEASES } from '../generation'
import { intQuery, type Route, route } from '../route'
import type { Json } from '../wire/json-write'
import { isoUtc } from '../wire/time'
import type { World } from '../world'

const HOUR_MS = 3_600_000
const SERVICE = 'alphapy-service'
const POOL_SIZE = 10

interface HealthRow {
  service: string
  version: string
  uptime_seconds: number
  db_status: string
  guild_count: number | null
  active_commands_24h: number | null
  gpt_status: string | null
  database_pool_size: number | null
  checked_at: string | null
}

/** `/api/health` (which writes a history row), `/api/health/history`, `/api/observability`. */
export const healthRoutes: readonly Route[] = [
  route({ method: 'GET', pattern: '/api/health', access: 'public', handle: ({ world }) => health(world) }),
  route({
    method: 'GET',
    pattern: '/api/health/history',
    access: 'public',
    query: [intQuery('hours', 24n), intQuery('limit', 100n)],
    handle: async ({ world, args }): Promise<Json> => {
      const hours = args.int('hours')
      if (!world.db.available) return { error: 'Database not initialized' }
      try {
        const rows = await world.db.rows<HealthRow>(
          'select * from health_check_history where checked_at >= $1 order by checked_at desc, id desc limit $2',
          [world.ago(Number(hours) * HOUR_MS), args.int('limit')],
        )
        return { history: rows.map(historyItem), period_hours: hours, total_records: rows.length }
      } catch {
        return { error: 'Failed to fetch health history' }
      }
    },
  }),
  route({
    method: 'GET',
    pattern: '/api/observability',
    since: 'B',
    access: 'service-key',
    handle: async ({ world }) => ({
      api: world.observations.block,
      webhooks: world.webhookObservations.block,
      ...(world.generation === 'C' ? { hermit_context: HERMIT_COUNTERS } : {}),
    }),
  }),
]

const HERMIT_COUNTERS: Json = {
  hermit_context_attempts: 0,
  hermit_context_success: 0,
  hermit_context_failure: 0,
  hermit_context_cache_hits: 0,
  hermit_context_cache_misses: 0,
  hermit_context_stale_hits: 0,
  hermit_prompt_applied: 0,
  hermit_prompt_omitted: 0,
}

async function health(world: World): Promise<Json> {
  const checkedAt = world.now()
  const connected = world.db.available
  const state = {
    service: SERVICE,
    version: RELEASES[world.generation].version,
    uptime_seconds: Math.floor((Date.now() - world.startedAt) / 1000),
    db_status: connected ? 'ok' : 'not_initialized',
    guild_count: world.bot.online ? world.bot.guilds.size : null,
    active_commands_24h: connected ? await commandsToday(world) : null,
    gpt_status: world.bot.llm.status,
    database_pool_size: connected ? POOL_SIZE : null,
  }
  if (connected) {
    await world.db.run(
      `insert into health_check_history (service, version, uptime_seconds, db_status, guild_count, active_commands_24h,
         gpt_status, database_pool_size, checked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [...Object.values(state), checkedAt],
    )
  }
  const { service, version, uptime_seconds, db_status, ...counts } = state
  return { service, version, uptime_seconds, db_status, timestamp: isoUtc(world.now()), ...counts }
}

async function commandsToday(world: World): Promise<number> {
  const rows = await world.db.rows<{ count: bigint }>('select count(*) from audit_logs where created_at >= $1', [
    world.ago(24 * HOUR_MS),
  ])
  return Number(rows[0]?.count ?? 0n)
}

function historyItem(row: HealthRow): Json {
  return {
    service: row.service,
    version: row.version,
    uptime_seconds: row.uptime_seconds,
    db_status: row.db_status,
    guild_count: row.guild_count,
    active_commands_24h: row.active_commands_24h,
    gpt_status: row.gpt_status,
    database_pool_size: row.database_pool_size,
    checked_at: row.checked_at === null ? null : isoUtc(row.checked_at),
  }
}
