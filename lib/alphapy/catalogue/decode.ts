/**
 * From what the wire holds to what a setting means, and back. On the server as measured, text arrives with its JSON quotes
 * inside, figures and switches of some keys arrive as text, and `"null"` means unset; a repaired server sends plain values.
 * Both are accepted, and nothing is ever sent back undecoded: quotes would pile up.
 */
import type { JsonValue } from '../transport/lossless-json'
import { parseJson } from '../transport/lossless-json'
import type { SettingDefinition, SettingValue } from './definition'

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
    return parseJson(wire)
  } catch {
    return wire
  }
}

/** Reads a stored value by the type of its setting. `undefined` = unset, the default holds. */
export function decodeSetting(
  definition: SettingDefinition,
  wire: JsonValue,
): SettingValue | UnreadableValue | undefined {
  const value = unquote(wire)
  if (value === undefined || value === '') return undefined
  switch (definition.type) {
    case 'boolean':
      if (typeof value === 'boolean') return value
      if (value === 'true') return true
      return value === 'false' ? false : { unreadable: value }
    case 'integer': {
      const figure = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
      return Number.isSafeInteger(figure) ? (figure as number) : { unreadable: value }
    }
    case 'channel':
    case 'role': {
      const id = typeof value === 'number' ? String(value) : value
      if (typeof id !== 'string' || !/^\d+$/.test(id)) return { unreadable: value }
      return /^0+$/.test(id) ? undefined : id
    }
  }
}
