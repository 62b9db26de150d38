/** What a slash command does to a setting: row, history, event and the bot's memory. */
import { ControlProblem } from '../kit/control'
import { isIdType, type SettingType, settingType } from './bot/catalogue'
import { decodeStored } from './bot/decode'
import { Float, type Json, writeJson } from './wire/json-write'
import { isoUtc } from './wire/time'
import type { World } from './world'

/** A setting to set (`value`) or clear (`value` null) as someone in Discord. */
export interface SlashCommand {
  guildId: bigint
  actorId: bigint
  scope: string
  key: string
  value: unknown
}

/** Runs the command and answers whether it wrote a history row. */
export async function runSlashCommand(world: World, command: SlashCommand): Promise<{ history: boolean }> {
  const type = settingType(command.scope, command.key)
  if (type === undefined) throw new ControlProblem(`The bot has no setting ${command.scope}.${command.key}`)
  return command.value === null ? clearSetting(world, command, type) : setSetting(world, command, type)
}

async function storedValue(world: World, { guildId, scope, key }: SlashCommand): Promise<string | null> {
  const rows = await world.db.rows<{ value: string }>(
    'select value::text as value from bot_settings where guild_id = $1 and scope = $2 and key = $3',
    [guildId, scope, key],
  )
  return rows[0]?.value ?? null
}

async function setSetting(world: World, command: SlashCommand, type: SettingType): Promise<{ history: boolean }> {
  const { guildId, scope, key, actorId } = command
  const json = writeJson(typedValue(type, command.value))
  const before = await storedValue(world, command)
  await world.db.run(
    `insert into bot_settings (guild_id, scope, key, value, value_type, updated_by, updated_at)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7)
     on conflict (guild_id, scope, key) do update set value = excluded.value, value_type = excluded.value_type,
       updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
    [guildId, scope, key, json, type, actorId, world.now()],
  )
  await recordHistory(world, command, type, before, json, before === null ? 'created' : 'updated')
  world.bot.remember(guildId, scope, key, decodeStored(type, json, false))
  const value = typeof command.value === 'string' ? command.value.slice(0, 100) : typedValue(type, command.value)
  recordEvent(world, command, `Setting changed: ${scope}.${key}`, {
    scope,
    key,
    value,
    updated_by: actorId,
    action: 'set',
    source: 'command',
  })
  return { history: true }
}

async function clearSetting(world: World, command: SlashCommand, type: SettingType): Promise<{ history: boolean }> {
  const { guildId, scope, key, actorId } = command
  const before = await storedValue(world, command)
  await world.db.run('delete from bot_settings where guild_id = $1 and scope = $2 and key = $3', [guildId, scope, key])
  const history = before !== null && !world.defects.slashClearLeavesNoHistory
  if (history) await recordHistory(world, command, type, before, 'null', 'deleted')
  world.bot.remember(guildId, scope, key, undefined)
  recordEvent(world, command, `Setting cleared: ${scope}.${key}`, {
    scope,
    key,
    updated_by: actorId,
    action: 'clear',
    source: 'command',
  })
  return { history }
}

async function recordHistory(
  world: World,
  { guildId, scope, key, actorId }: SlashCommand,
  type: SettingType,
  before: string | null,
  after: string,
  change: 'created' | 'updated' | 'deleted',
): Promise<void> {
  await world.db.run(
    `insert into settings_history
       (guild_id, scope, key, old_value, new_value, value_type, changed_by, changed_at, change_type)
     values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, $9)`,
    [guildId, scope, key, before, after, type, scope === 'engagement' ? null : actorId, world.now(), change],
  )
}

function recordEvent(world: World, command: SlashCommand, message: string, details: { [key: string]: Json }): void {
  const timestamp = isoUtc(world.now())
  world.log.record({ timestamp, type: 'SETTINGS_CHANGED', guildId: command.guildId, message, details })
}

/** The value with the JSON type the bot stores for a registered type. */
function typedValue(type: SettingType, value: unknown): Json {
  if (isIdType(type)) {
    if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return BigInt(value)
  } else if (type === 'bool' || type === 'boolean') {
    if (typeof value === 'boolean') return value
  } else if (type === 'int') {
    if (typeof value === 'number' && Number.isInteger(value)) return value
  } else if (type === 'float') {
    if (typeof value === 'number') return new Float(value)
  } else if (typeof value === 'string') return value
  throw new ControlProblem(`A slash command cannot give a ${type} setting the value ${JSON.stringify(value)}`)
}
