/** AutoMod rules with their actions. */
import { type Call, type Route, route } from '../route'
import { bool, dict, integer, nullable, text } from '../wire/fields'
import { readJson } from '../wire/json-read'
import { type Json, writeJson } from '../wire/json-write'
import { HttpError, orFail } from '../wire/reply'
import { isoUtc } from '../wire/time'

const PATTERN = '/api/dashboard/{guild_id}/automod/rules'

interface RuleRow {
  id: number
  guild_id: bigint
  rule_type: string
  name: string
  enabled: boolean
  config: string
  action_type: string | null
  action_config: string | null
  severity: number | null
  created_by: bigint | null
  created_at: string | null
  updated_at: string | null
  is_premium: boolean
}

const SELECT = `select r.id, r.guild_id, r.rule_type, r.name, r.enabled, r.config, a.action_type,
  a.config as action_config, a.severity, r.created_by, r.created_at, r.updated_at, r.is_premium
  from automod_rules r left join automod_actions a on a.id = r.action_id`

/** List, create, change, delete. */
export const automodRuleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: PATTERN,
    access: 'guild',
    handle: (call) => orFail('Failed to fetch auto-mod rules', () => listRules(call)),
  }),
  route({
    method: 'POST',
    pattern: PATTERN,
    access: 'guild',
    body: [
      { name: 'rule_type', check: text },
      { name: 'name', check: text },
      { name: 'enabled', check: bool, fallback: true },
      { name: 'config', check: dict },
      { name: 'action_type', check: text },
      { name: 'action_config', check: dict },
      { name: 'severity', check: integer, fallback: 1n },
    ],
    handle: (call) => orFail('Failed to create auto-mod rule', () => createRule(call)),
  }),
  route({
    method: 'PUT',
    pattern: `${PATTERN}/{rule_id}`,
    access: 'guild',
    body: [
      { name: 'name', check: nullable(text), fallback: null },
      { name: 'enabled', check: nullable(bool), fallback: null },
      { name: 'config', check: nullable(dict), fallback: null },
      { name: 'action_type', check: nullable(text), fallback: null },
      { name: 'action_config', check: nullable(dict), fallback: null },
      { name: 'severity', check: nullable(integer), fallback: null },
    ],
    handle: (call) => orFail('Failed to update auto-mod rule', () => updateRule(call)),
  }),
  route({
    method: 'DELETE',
    pattern: `${PATTERN}/{rule_id}`,
    access: 'guild',
    handle: (call) => orFail('Failed to delete auto-mod rule', () => deleteRule(call)),
  }),
]

async function listRules({ world, guildId }: Call): Promise<Json> {
  const rows = await world.db.rows<RuleRow>(
    `${SELECT} where r.guild_id = $1 order by a.severity desc, r.created_at desc, r.id desc`,
    [guildId],
  )
  if (world.generation !== 'C' && rows.length > 0) throw new Error('Stored rules are text where objects are expected')
  return rows.map(ruleJson)
}

function ruleJson(row: RuleRow): Json {
  if (row.action_type === null || row.action_config === null) throw new Error('The rule has no action')
  return {
    id: row.id,
    guild_id: row.guild_id,
    rule_type: row.rule_type,
    name: row.name,
    enabled: row.enabled,
    config: readJson(row.config),
    action_type: row.action_type,
    action_config: readJson(row.action_config),
    severity: row.severity,
    created_by: row.created_by,
    created_at: row.created_at === null ? null : isoUtc(row.created_at),
    updated_at: row.updated_at === null ? null : isoUtc(row.updated_at),
    is_premium: row.is_premium,
  }
}

async function createRule(call: Call): Promise<Json> {
  const { world, guildId, body, actor } = call
  if (world.generation === 'A') throw new Error('A dictionary is bound where text is expected')
  const severity = world.defects.automodSeverityIgnored ? 1n : body.int('severity')
  const now = world.now()
  const id = await world.db.transaction(async (queries) => {
    const premium = await queries.rows(
      `select 1 from premium_subs where guild_id = $1 and status = 'active' and (expires_at is null or expires_at > $2)`,
      [guildId, now],
    )
    const [action] = await queries.rows<{ id: number }>(
      `insert into automod_actions (guild_id, action_type, severity, config, is_premium, created_by, created_at)
       values ($1, $2, $3, $4::jsonb, $5, $6, $7) returning id`,
      [
        guildId,
        body.text('action_type'),
        severity,
        stored(call, 'action_config'),
        premium.length > 0,
        actor.discordId,
        now,
      ],
    )
    const [rule] = await queries.rows<{ id: number }>(
      `insert into automod_rules
         (guild_id, rule_type, name, enabled, config, action_id, created_by, created_at, updated_at, is_premium)
       values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $8, $9) returning id`,
      [
        guildId,
        body.text('rule_type'),
        body.text('name'),
        body.bool('enabled'),
        stored(call, 'config'),
        action?.id ?? null,
        actor.discordId,
        now,
        premium.length > 0,
      ],
    )
    return rule?.id ?? 0
  })
  return answerRule(call, id)
}

/** Several statements without a transaction, as the real server has it. */
async function updateRule(call: Call): Promise<Json> {
  const { world, guildId, args, body } = call
  const id = args.int('rule_id')
  const [rule] = await world.db.rows<{ action_id: number | null }>(
    'select action_id from automod_rules where id = $1 and guild_id = $2',
    [id, guildId],
  )
  if (!rule) throw new HttpError(404, 'Rule not found')
  await world.db.run(
    `update automod_rules set name = coalesce($3, name), enabled = coalesce($4, enabled),
       config = coalesce($5::jsonb, config), updated_at = $6 where id = $1 and guild_id = $2`,
    [id, guildId, body.optionalText('name'), optionalBool(call, 'enabled'), stored(call, 'config'), world.now()],
  )
  const severity = body.get('severity')
  await world.db.run(
    `update automod_actions set action_type = coalesce($2, action_type), config = coalesce($3::jsonb, config),
       severity = coalesce($4, severity) where id = $1`,
    [
      rule.action_id,
      body.optionalText('action_type'),
      stored(call, 'action_config'),
      typeof severity === 'bigint' ? severity : null,
    ],
  )
  return answerRule(call, Number(id))
}

async function deleteRule({ world, guildId, args }: Call): Promise<Json> {
  const id = args.int('rule_id')
  const [rule] = await world.db.rows<{ action_id: number | null }>(
    'select action_id from automod_rules where id = $1 and guild_id = $2',
    [id, guildId],
  )
  if (!rule) throw new HttpError(404, 'Rule not found')
  await world.db.transaction(async (queries) => {
    if (!world.defects.automodDeleteBlocked) {
      await queries.run('update automod_logs set rule_id = null where rule_id = $1', [id])
      await queries.run('delete from automod_stats where rule_id = $1', [id])
    }
    await queries.run('delete from automod_rules where id = $1', [id])
    await queries.run('delete from automod_actions where id = $1', [rule.action_id])
  })
  return { success: true }
}

/** The committed rule; with the defect the answer fails although the change is there. */
async function answerRule({ world, guildId }: Call, id: number): Promise<Json> {
  if (world.defects.automodWriteLies) throw new Error('Times are datetimes where text is expected')
  const [row] = await world.db.rows<RuleRow>(`${SELECT} where r.id = $1 and r.guild_id = $2`, [id, guildId])
  if (!row) throw new HttpError(404, 'Rule not found')
  return ruleJson(row)
}

function stored({ body }: Call, name: string): string | null {
  const value = body.optionalMap(name)
  return value === null ? null : writeJson(value)
}

function optionalBool({ body }: Call, name: string): boolean | null {
  const value = body.get(name)
  return typeof value === 'boolean' ? value : null
}
