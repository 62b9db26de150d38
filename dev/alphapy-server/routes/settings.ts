/** A guild's settings: reading the stored overrides, replacing a category, telling the bot to reload. */
import { READ_SCOPES, SAVE_SCOPES } from '../generation'
import { type Call, type Route, route } from '../route'
import { dict, text } from '../wire/fields'
import type { PyJson } from '../wire/json-read'
import { Float, type Json, writeJson } from '../wire/json-write'
import { floatText } from '../wire/python'
import { HttpError, orFail } from '../wire/reply'
import { isoUtc } from '../wire/time'
import { coerceSetting, plainSetting } from './settings-values'

interface SettingRow {
  scope: string
  key: string
  value: string
}

/** The settings routes and the bot's reload. */
export const settingsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: '/api/dashboard/settings/{guild_id}',
    access: 'guild',
    handle: (call) => orFail('Failed to fetch settings', () => readSettings(call)),
  }),
  route({
    method: 'POST',
    pattern: '/api/dashboard/settings/{guild_id}',
    access: 'guild',
    body: [
      { name: 'category', check: text },
      { name: 'settings', check: dict },
    ],
    handle: (call) => orFail('Failed to update settings', () => saveSettings(call)),
  }),
  route({
    method: 'POST',
    pattern: '/api/dashboard/{guild_id}/settings/invalidate-cache',
    since: 'C',
    access: 'service',
    handle: (call) => orFail('Failed to reload settings cache', () => reloadBot(call)),
  }),
]

async function readSettings({ world, guildId }: Call): Promise<Json> {
  const rows = await world.db.rows<SettingRow>(
    'select scope, key, value::text as value from bot_settings where guild_id = $1 order by scope, key',
    [guildId],
  )
  const scopes = new Map(READ_SCOPES[world.generation].map((scope) => [scope, new Map<string, Json>()]))
  for (const { scope, key, value } of rows) {
    const wire = world.defects.jsonbText ? coerceSetting(world.generation, key, value) : plainSetting(scope, key, value)
    scopes.get(scope)?.set(key, wire)
  }
  return scopes
}

/** Replaces all rows of the category; null and empty values are left out. No check of names, types or ranges. */
async function saveSettings({ world, guildId, body, actor }: Call): Promise<Json> {
  const category = body.text('category')
  if (!SAVE_SCOPES[world.generation].includes(category)) throw new HttpError(400, `Invalid category: ${category}`)
  const settings = body.optionalMap('settings') ?? new Map<string, PyJson>()
  const asJson = world.generation === 'C' ? writeJson : pythonText
  await world.db.transaction(async (queries) => {
    await queries.run('delete from bot_settings where guild_id = $1 and scope = $2', [guildId, category])
    for (const [key, value] of settings) {
      if (value === null || value === '') continue
      await queries.run(
        'insert into bot_settings (guild_id, scope, key, value, updated_at) values ($1, $2, $3, $4::jsonb, $5)',
        [guildId, category, key, asJson(value), world.now()],
      )
    }
  })
  world.log.record({
    timestamp: isoUtc(world.now()),
    type: 'SETTINGS_CHANGED',
    guildId,
    message: `Bulk settings update: ${settings.size} settings in scope '${category}'`,
    details: {
      scope: category,
      count: settings.size,
      updated_by: actor.id,
      action: 'bulk_update',
      source: 'api',
    },
  })
  return { success: true, message: `Updated ${category} settings` }
}

async function reloadBot({ world, guildId }: Call): Promise<Json> {
  if (!world.bot.online || !world.bot.settingsService) throw new HttpError(503, 'Bot settings service unavailable')
  const loaded = await world.bot.reload(world.db, guildId, { misread: world.defects.botMisreadsText, strict: false })
  return { success: true, loaded }
}

/** Python's `str(value)`, which older generations put into JSONB: booleans and ordinary text are not JSON then. */
function pythonText(value: PyJson): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value instanceof Float) return floatText(value.value)
  if (value === null) return 'None'
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`
  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `${pythonRepr(key)}: ${pythonRepr(item)}`).join(', ')}}`
  }
  return value.toString()
}

function pythonRepr(value: PyJson): string {
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : pythonText(value)
}
