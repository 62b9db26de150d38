/** How stored settings look on the wire. */
import { isIdType, settingType } from '../bot/catalogue'
import type { Generation } from '../generation'
import { type PyJson, readJson } from '../wire/json-read'
import { Float, type Json } from '../wire/json-write'
import { parseFloatText, parseInteger } from '../wire/python'

const BOOLEANS = new Set([
  'allow_everyone_mentions',
  'enabled',
  'log_actions',
  'log_to_database',
  'gpt_fallback_enabled',
  'non_embed_enabled',
  'process_bot_messages',
])
const INTEGERS = new Set([
  'embed_watcher_offset_hours',
  'max_tokens',
  'reminder_offset_minutes',
  'idle_days_threshold',
  'auto_close_days_threshold',
])
const NUMBERED_IDS = new Set([
  'log_channel_id',
  'category_id',
  'staff_role_id',
  'escalation_role_id',
  'completion_role_id',
  'join_role_id',
  'verified_role_id',
])

/** A stored value (JSON text) as the settings routes send it at the time of the generation, defects included. */
export function coerceSetting(generation: Generation, key: string, stored: string): Json {
  if (BOOLEANS.has(key) || (generation === 'C' && key.endsWith('_enabled'))) {
    return ['true', '1', 'yes'].includes(stored.toLowerCase())
  }
  if (generation === 'C' && isIdKey(key)) return stripQuotes(stored)
  if (generation !== 'C' && NUMBERED_IDS.has(key)) return parseInteger(stripQuotes(stored)) ?? stored
  if (INTEGERS.has(key)) return parseInteger(stored) ?? stored
  if (key === 'temperature') {
    const value = parseFloatText(stored)
    return value === null ? stored : new Float(value)
  }
  return stored
}

/** A stored value as its authors meant it: a plain JSON value, ids as digit strings. */
export function plainSetting(scope: string, key: string, stored: string): Json {
  const value: PyJson = readJson(stored)
  const isId = isIdType(settingType(scope, key)) || isIdKey(key)
  return isId && typeof value === 'bigint' ? value.toString() : value
}

/** The text without surrounding layers of quotes. */
function stripQuotes(stored: string): string {
  return stored.replace(/^"+|"+$/g, '')
}

function isIdKey(key: string): boolean {
  return (
    /_(?:channel|role|message)_id$/.test(key) ||
    key === 'channel_id' ||
    key === 'category_id' ||
    key.startsWith('badge_role_')
  )
}
