/** The server's own settings history, and rolling a change back. Generations A and B check no guild here. */
import { settingType } from '../bot/catalogue'
import { decodeStored } from '../bot/decode'
import { type Call, intQuery, type Route, route, textQuery } from '../route'
import type { Json } from '../wire/json-write'
import { parseInteger } from '../wire/python'
import { HttpError, orFail } from '../wire/reply'
import { isoUtc } from '../wire/time'
import { plainSetting } from './settings-values'

const CHANGE_TYPES = ['created', 'updated', 'deleted', 'rollback']

interface HistoryRow {
  id: number
  scope: string
  key: string
  old_value: string | null
  new_value: string
  value_type: string | null
  changed_by: bigint | null
  changed_at: string
  change_type: string
}

/** Listing and rollback. */
export const historyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: '/api/dashboard/{guild_id}/settings/history',
    access: 'guild-late',
    query: [textQuery('scope'), textQuery('key'), intQuery('limit', 50n)],
    handle: (call) => orFail('Failed to fetch settings history', () => listHistory(call)),
  }),
  route({
    method: 'POST',
    pattern: '/api/dashboard/{guild_id}/settings/rollback/{history_id}',
    access: 'guild-late',
    handle: (call) => orFail('Failed to rollback setting', () => rollBack(call)),
  }),
]

async function listHistory({ world, guildId, args }: Call): Promise<Json> {
  const scope = args.optionalText('scope') || null
  const key = scope === null ? null : args.optionalText('key') || null
  const rows = await world.db.rows<HistoryRow>(
    `select * from settings_history where guild_id = $1 and ($2::text is null or scope = $2)
       and ($3::text is null or key = $3) order by changed_at desc, id desc limit $4`,
    [guildId, scope, key, args.int('limit')],
  )
  return rows.map((row) => {
    if (!CHANGE_TYPES.includes(row.change_type)) throw new Error(`Unknown change type ${row.change_type}`)
    const shown = (value: string): Json => (world.defects.jsonbText ? value : plainSetting(row.scope, row.key, value))
    return {
      id: row.id,
      scope: row.scope,
      key: row.key,
      old_value: row.old_value === null ? null : shown(row.old_value),
      new_value: shown(row.new_value),
      value_type: row.value_type,
      changed_by: row.changed_by,
      changed_at: isoUtc(row.changed_at),
      change_type: row.change_type,
    }
  })
}

async function rollBack(call: Call): Promise<Json> {
  const { world, guildId, args } = call
  const { rollbackForgets: forgets } = world.defects
  const rows = await world.db.rows<HistoryRow>('select * from settings_history where id = $1 and guild_id = $2', [
    args.int('history_id'),
    guildId,
  ])
  const entry = rows[0]
  if (!entry) throw new HttpError(404, 'History entry not found')
  const target = entry.old_value
  if (entry.change_type !== 'updated' || target === null) {
    throw new HttpError(400, 'Cannot rollback this type of change')
  }
  const author = authorOf(call)
  const before = await world.db.rows<{ value: string }>(
    'select value::text as value from bot_settings where guild_id = $1 and scope = $2 and key = $3',
    [guildId, entry.scope, entry.key],
  )
  await world.db.transaction(async (queries) => {
    const changed = await queries.run(
      `update bot_settings set value = $4::jsonb, updated_by = $5, updated_at = $6
       where guild_id = $1 and scope = $2 and key = $3`,
      [guildId, entry.scope, entry.key, target, author, world.now()],
    )
    if (changed === 0 && !forgets) {
      await queries.run(
        `insert into bot_settings (guild_id, scope, key, value, value_type, updated_by, updated_at)
         values ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
        [guildId, entry.scope, entry.key, target, entry.value_type, author, world.now()],
      )
    }
    await queries.run(
      `insert into settings_history
         (guild_id, scope, key, old_value, new_value, value_type, changed_by, changed_at, change_type)
       values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, 'rollback')`,
      [
        guildId,
        entry.scope,
        entry.key,
        forgets ? target : (before[0]?.value ?? null),
        target,
        entry.value_type,
        author,
        world.now(),
      ],
    )
  })
  if (!forgets) {
    const type = settingType(entry.scope, entry.key)
    world.bot.remember(guildId, entry.scope, entry.key, decodeStored(type, target, false))
  }
  recordEvent(call, entry)
  return { success: true, message: `Rolled back ${entry.scope}.${entry.key} to previous value` }
}

/** Who rolls back, as a number: with the defect a token's user id is taken for one, and fails. */
function authorOf({ world, actor }: Call): bigint {
  const author = world.defects.rollbackWithTokenFails ? parseInteger(actor.id) : actor.discordId
  if (author === null) throw new Error(`invalid literal for int() with base 10: '${actor.id}'`)
  return author
}

function recordEvent({ world, guildId, actor }: Call, entry: HistoryRow): void {
  world.log.record({
    timestamp: isoUtc(world.now()),
    type: 'SETTINGS_CHANGED',
    guildId,
    message: `Setting rolled back: ${entry.scope}.${entry.key}`,
    details: {
      scope: entry.scope,
      key: entry.key,
      history_id: entry.id,
      updated_by: actor.id,
      action: 'rollback',
      source: 'api',
    },
  })
}
