/**
 * From what the wire holds to what a setting means, and back. On the server as measured, text arrives with its JSON quotes
 * inside, figures and switches of some keys arrive as text, and `"null"` means unset; a repaired server sends plain values.
 * Both are accepted, and nothing is ever sent back undecoded: quotes would pile up.
 */
import type { JsonValue } from '../transport/lossless-json'
import type { SettingDefinition, SettingValue } from './definition'
import { type Award, readAwards, readIds } from './lists'

/** A stored value that is not what its setting demands, kept so that it can be shown and is never silently replaced. */
export interface UnreadableValue {
  unreadable: JsonValue
}

/** True for a stored value its setting cannot read. */
export function isUnreadable(value: unknown): value is UnreadableValue {
  return typeof value === 'object' && value !== null && 'unreadable' in value
}

/**
 * Takes one layer of JSON quotes off a wire value; `undefined` when it stands for "unset". Digit strings stay text, and
 * text that only looks quoted but is not JSON stays as it is.
 */
export function unquote(wire: JsonValue): JsonValue | undefined {
  if (wire === null || wire === 'null') return undefined
  if (typeof wire !== 'string' || wire.length < 2 || !wire.startsWith('"') || !wire.endsWith('"')) return wire
  try {
    return JSON.parse(wire) as string
  } catch {
    return wire
  }
}

/**
 * Reads a stored value by the type of its setting. `undefined` = unset, the default holds. Values outside the limits or
 * choices are read as they are: the bot uses them so.
 */
export function decodeSetting(
  definition: SettingDefinition,
  wire: JsonValue,
): SettingValue | UnreadableValue | undefined {
  const value = unquote(wire)
  if (value === undefined || value === '') return undefined
  switch (definition.type) {
    case 'boolean':
      if (value === true || value === 'true' || value === 1 || value === '1') return true
      if (value === false || value === 'false' || value === 0 || value === '0') return false
      return { unreadable: value }
    case 'integer': {
      const figure = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
      return Number.isSafeInteger(figure) ? (figure as number) : { unreadable: value }
    }
    case 'float': {
      const figure = typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? Number(value) : value
      return Number.isFinite(figure) ? (figure as number) : { unreadable: value }
    }
    case 'channel':
    case 'role': {
      const id = typeof value === 'number' ? String(value) : value
      if (typeof id !== 'string' || !/^\d+$/.test(id)) return { unreadable: value }
      return /^0+$/.test(id) ? undefined : id
    }
    case 'text':
    case 'choice':
      if (typeof value === 'number') return String(value)
      return typeof value === 'string' ? value : { unreadable: value }
    case 'id-list':
      return decodeList(typeof value === 'number' ? String(value) : value, idsText)
    case 'award-list':
      return decodeList(value, awardsText)
  }
}

/** Text that is no list of the kind is kept as it is: it does the bot no harm, and is somebody's work. */
function decodeList(value: JsonValue, canonical: (value: JsonValue) => string | undefined) {
  const text = canonical(value)
  if (text !== undefined) return text === '' ? undefined : text
  return typeof value === 'string' ? value : { unreadable: value }
}

/** The one form in which Mind holds a list of ids. Empty text for an empty list, `undefined` for no such list. */
export function idsText(list: JsonValue): string | undefined {
  return readIds(list)?.join(',')
}

/** The one form in which Mind holds a list of awards. Empty text for an empty list, `undefined` for no such list. */
export function awardsText(list: JsonValue): string | undefined {
  const awards = readAwards(list)
  if (!awards) return undefined
  return awards.length === 0 ? '' : JSON.stringify(awards)
}

/**
 * The value to write for a setting. Lists take the form that survives the bot's own reading: ids with a comma at both ends
 * (its stray quotes stick to nothing then), awards as a real array (it ignores them as text).
 */
export function encodeSetting({ type }: SettingDefinition, value: SettingValue): SettingValue | Award[] {
  if (type === 'id-list' && typeof value === 'string') {
    const ids = idsText(value)
    return ids ? `,${ids},` : value
  }
  if (type === 'award-list' && typeof value === 'string') return readAwards(value) ?? value
  return value
}
