/** AutoMod's own settings route beside the general one. */
import type { Queries } from '../db/database'
import { type Call, type Route, route } from '../route'
import { bool, nullable, text } from '../wire/fields'
import type { Json } from '../wire/json-write'
import { orFail } from '../wire/reply'
import { coerceSetting, plainSetting } from './settings-values'

const PATTERN = '/api/dashboard/{guild_id}/automod/settings'
const DEFAULTS: ReadonlyArray<readonly [string, Json]> = [
  ['enabled', false],
  ['log_channel_id', null],
  ['log_actions', true],
  ['log_to_database', true],
]

/** Reading and saving the four values. */
export const automodSettingsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: PATTERN,
    access: 'guild',
    handle: (call) => orFail('Failed to fetch auto-mod settings', () => readValues(call)),
  }),
  route({
    method: 'POST',
    pattern: PATTERN,
    access: 'guild',
    body: [
      { name: 'enabled', check: bool, fallback: false },
      { name: 'log_channel_id', check: nullable(text), fallback: null },
      { name: 'log_actions', check: bool, fallback: true },
      { name: 'log_to_database', check: bool, fallback: true },
    ],
    handle: (call) => orFail('Failed to update auto-mod settings', () => saveValues(call)),
  }),
]

async function readValues({ world, guildId }: Call): Promise<Json> {
  const rows = await world.db.rows<{ key: string; value: string }>(
    `select key, value::text as value from bot_settings where guild_id = $1 and scope = 'automod'`,
    [guildId],
  )
  const values = new Map(rows.map((row) => [row.key, row.value]))
  return new Map(
    DEFAULTS.map(([key, fallback]): [string, Json] => {
      const value = values.get(key)
      if (value === undefined) return [key, fallback]
      const wire = world.defects.jsonbText
        ? coerceSetting(world.generation, key, value)
        : plainSetting('automod', key, value)
      return [key, wire]
    }),
  )
}

/** As measured every value is committed on its own as bare text, so a missing channel (`None`) fails halfway. */
async function saveValues({ world, guildId, body }: Call): Promise<Json> {
  const channel = body.optionalText('log_channel_id')
  const store = async (queries: Queries, key: string, json: string): Promise<void> => {
    await queries.run(
      `insert into bot_settings (guild_id, scope, key, value) values ($1, 'automod', $2, $3::jsonb)
       on conflict (guild_id, scope, key) do update set value = excluded.value`,
      [guildId, key, json],
    )
  }
  const flag = (name: string): string => String(body.bool(name))
  if (world.defects.automodSettingsPartial) {
    await store(world.db, 'enabled', flag('enabled'))
    await store(world.db, 'log_channel_id', channel ?? 'None')
    await store(world.db, 'log_actions', flag('log_actions'))
    await store(world.db, 'log_to_database', flag('log_to_database'))
    return { success: true }
  }
  await world.db.transaction(async (queries) => {
    for (const name of ['enabled', 'log_actions', 'log_to_database']) await store(queries, name, flag(name))
    if (channel) await store(queries, 'log_channel_id', JSON.stringify(channel))
    else {
      await queries.run(
        `delete from bot_settings where guild_id = $1 and scope = 'automod' and key = 'log_channel_id'`,
        [guildId],
      )
    }
  })
  return { success: true }
}
