/** What AutoMod did: violations, statistics, and dropping the bot's copy of the rules. */
import { type Call, intQuery, type Route, route } from '../route'
import { readJson } from '../wire/json-read'
import type { Json } from '../wire/json-write'
import { orFail } from '../wire/reply'
import { isoUtc } from '../wire/time'

const DAY_MS = 86_400_000
const MAX_VIOLATIONS = 200n

interface ViolationRow {
  id: number
  guild_id: bigint
  user_id: bigint
  message_id: bigint | null
  channel_id: bigint | null
  rule_id: number | null
  action_taken: string
  message_content: string | null
  ai_analysis: string | null
  context: string | null
  timestamp: string
  moderator_id: bigint | null
}

/** Statistics, violations, cache drop. */
export const automodViolationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: '/api/dashboard/{guild_id}/automod/stats',
    access: 'guild',
    handle: (call) => orFail('Failed to fetch auto-mod stats', () => statistics(call)),
  }),
  route({
    method: 'GET',
    pattern: '/api/dashboard/{guild_id}/automod/violations',
    access: 'guild',
    query: [intQuery('limit', 50n), intQuery('days', 7n)],
    handle: (call) => orFail('Failed to fetch auto-mod violations', () => violations(call)),
  }),
  route({
    method: 'POST',
    pattern: '/api/dashboard/{guild_id}/automod/invalidate-cache',
    since: 'C',
    access: 'service',
    handle: async () => ({ success: true }),
  }),
]

/** "Today" is the last 24 hours; the top five count the last seven days. */
async function statistics({ world, guildId }: Call): Promise<Json> {
  const types = await world.db.rows<{ rule_type: string; total: bigint; enabled: bigint }>(
    `select rule_type, count(*) as total, count(*) filter (where enabled) as enabled from automod_rules
     where guild_id = $1 group by rule_type order by rule_type`,
    [guildId],
  )
  const [counts] = await world.db.rows<{ total: bigint; today: bigint; week: bigint }>(
    `select count(*) as total, count(*) filter (where timestamp >= $2) as today,
       count(*) filter (where timestamp >= $3) as week from automod_logs where guild_id = $1`,
    [guildId, world.ago(DAY_MS), world.ago(7 * DAY_MS)],
  )
  const top = await world.db.rows<{ name: string; rule_type: string; violation_count: bigint }>(
    `select r.name, r.rule_type, count(*) as violation_count from automod_logs l
       join automod_rules r on r.id = l.rule_id
     where l.guild_id = $1 and l.timestamp >= $2 group by r.id, r.name, r.rule_type
     order by violation_count desc, r.id limit 5`,
    [guildId, world.ago(7 * DAY_MS)],
  )
  return {
    total_rules: types.reduce((sum, row) => sum + row.total, 0n),
    enabled_rules: types.reduce((sum, row) => sum + row.enabled, 0n),
    rules_by_type: new Map(types.map((row) => [row.rule_type, row.total])),
    total_violations: counts?.total ?? 0,
    violations_today: counts?.today ?? 0,
    violations_week: counts?.week ?? 0,
    top_violated_rules: top.map(({ name, rule_type, violation_count }) => ({ name, rule_type, violation_count })),
  }
}

async function violations({ world, guildId, args }: Call): Promise<Json> {
  if (world.generation !== 'C') throw new Error('Stored analyses are text where objects are expected')
  const limit = args.int('limit')
  const rows = await world.db.rows<ViolationRow>(
    'select * from automod_logs where guild_id = $1 and timestamp >= $2 order by timestamp desc, id desc limit $3',
    [guildId, world.ago(Number(args.int('days')) * DAY_MS), limit > MAX_VIOLATIONS ? MAX_VIOLATIONS : limit],
  )
  return rows.map((row) => ({
    id: row.id,
    guild_id: row.guild_id,
    user_id: row.user_id,
    message_id: row.message_id,
    channel_id: row.channel_id,
    rule_id: row.rule_id,
    action_taken: row.action_taken,
    message_content: row.message_content,
    ai_analysis: row.ai_analysis === null ? null : readJson(row.ai_analysis),
    context: row.context === null ? null : readJson(row.context),
    timestamp: isoUtc(row.timestamp),
    moderator_id: row.moderator_id,
  }))
}
