/**
 * How a server sends the settings the catalogue does not know. As measured it sends the JSON *text* of what is stored, so
 * that `"5"` stands for the number 5; a repaired one sends the value. The two look alike one by one, not together.
 */
import { type ExactJson, parseExact } from '../exact-json'
import { settingOf } from './catalogue'

/** `text`: a stored value arrives as its JSON text. `values`: as itself. */
export type Speech = 'text' | 'values'

/** Keys whose values any server turns into a switch, a figure or an id before sending them. */
const switches =
  /^(allow_everyone_mentions|enabled|log_actions|log_to_database|gpt_fallback_enabled|non_embed_enabled|process_bot_messages|.*_enabled)$/
const figures =
  /^(embed_watcher_offset_hours|max_tokens|reminder_offset_minutes|idle_days_threshold|auto_close_days_threshold|temperature)$/
const ids = /(_channel_id|_role_id|_message_id)$|^(channel_id|category_id)$|^badge_role_/

/** How the server that sent these settings speaks; `undefined` when nothing in them tells. */
export function speechOf(settings: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Speech | undefined {
  let speech: Speech | undefined
  for (const [scope, values] of Object.entries(settings)) {
    for (const [key, value] of Object.entries(values)) {
      if (switches.test(key) || figures.test(key) || ids.test(key)) continue
      if (typeof value !== 'string' || !isJson(value)) return 'values'
      // Only as text does a figure arrive as a string, or a word with its quotes.
      const type = settingOf(scope, key)?.type
      if (value.startsWith('"') || type === 'integer' || type === 'boolean') speech = 'text'
    }
  }
  return speech
}

/**
 * A stored value of a key the catalogue does not know, as it must be sent to be stored the same again. `undefined` for
 * JSON null and empty text, which cannot be sent: the server leaves them out.
 */
export function unknownValue(key: string, wire: ExactJson, speech: Speech): ExactJson | undefined {
  const value = typeof wire === 'string' && speech === 'text' ? fromText(key, wire) : wire
  return value === null || value === '' ? undefined : value
}

function fromText(key: string, text: string): ExactJson {
  // An id has lost its quotes on the way: digits are an id, and a list or an object was stored as one.
  if (ids.test(key) && !/^["[{n]/.test(text)) return text
  try {
    return parseExact(text)
  } catch {
    return text
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
