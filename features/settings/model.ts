/**
 * The safe save, as pure functions: decode what is stored, merge three ways per key, compare what came back. The backend
 * replaces a category as a whole, so whatever is not in the merge would be deleted.
 */
import { type Category, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import { decodeSetting, encodeSetting, isUnreadable, unquote } from '@/lib/alphapy/catalogue/decode'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { type Refusal, refusalOf } from '@/lib/alphapy/catalogue/validate'
import type { JsonValue } from '@/lib/alphapy/transport/lossless-json'
import type { Conflict, Edit } from './schema'

/** One category as stored, decoded. */
export interface StoredCategory {
  /** Readable overrides of known settings. */
  known: Record<string, SettingValue>
  /** Overrides of known settings that cannot be read; a save resets them, since the bot cannot start with them. */
  unreadable: Record<string, JsonValue>
  /** Overrides the catalogue does not know; a save keeps them. */
  unknown: Record<string, JsonValue>
}

/** Decodes the stored overrides of a category. */
export function decodeCategory(category: Category, wire: Record<string, JsonValue>): StoredCategory {
  const definitions = new Map(settingsOf(category).map((definition) => [definition.key, definition]))
  const stored: StoredCategory = { known: {}, unreadable: {}, unknown: {} }
  for (const [key, raw] of Object.entries(wire)) {
    const definition = definitions.get(key)
    if (!definition) {
      const value = unquote(raw)
      if (value !== undefined) stored.unknown[key] = value
      continue
    }
    const value = decodeSetting(definition, raw)
    if (isUnreadable(value)) stored.unreadable[key] = value.unreadable
    else if (value !== undefined) stored.known[key] = value
  }
  return stored
}

/** A merged category as it is sent: every known setting in its written form, everything else as it is. */
export function encodeCategory(category: Category, settings: Record<string, JsonValue>): Record<string, JsonValue> {
  const definitions = new Map(settingsOf(category).map((definition) => [definition.key, definition]))
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      const definition = definitions.get(key)
      return [key, definition && !isComposite(value) ? encodeSetting(definition, value) : value]
    }),
  )
}

function isComposite(value: JsonValue): value is null | JsonValue[] | { [key: string]: JsonValue } {
  return typeof value === 'object'
}

/** What to write, or why not. */
export type Merge =
  | { kind: 'conflict'; conflicts: Conflict[] }
  | { kind: 'merged'; settings: Record<string, JsonValue>; changes: boolean }

/**
 * Merges a person's edits into what is stored now. A key counts as changed by somebody else when it no longer holds what
 * the person saw; that conflicts unless both want the same. Keys the person did not touch stay as they are stored.
 */
export function mergeCategory(stored: StoredCategory, edits: readonly Edit[]): Merge {
  const conflicts: Conflict[] = []
  const settings: Record<string, JsonValue> = { ...stored.unknown, ...stored.known }
  let changes = Object.keys(stored.unreadable).length > 0
  for (const { key, base, mine } of edits) {
    const theirs = stored.known[key] ?? null
    if (theirs === mine) continue
    if (theirs !== base) {
      conflicts.push({ key, base, theirs, mine })
      continue
    }
    changes = true
    if (mine === null) delete settings[key]
    else settings[key] = mine
  }
  if (conflicts.length > 0) return { kind: 'conflict', conflicts }
  return { kind: 'merged', settings, changes }
}

/** Keys that somebody else changed between two readings, those of one's own edits left out. */
export function changedByOthers(
  before: Readonly<Record<string, SettingValue>>,
  after: Readonly<Record<string, SettingValue>>,
  edits: readonly Edit[],
): string[] {
  const own = new Set(edits.map(({ key }) => key))
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !own.has(key) && before[key] !== after[key])
    .sort()
}

/** Keys of the edits that do not hold what was wanted. */
export function missingEdits(stored: StoredCategory, edits: readonly Edit[]): string[] {
  return edits.filter(({ key, mine }) => (stored.known[key] ?? null) !== mine).map(({ key }) => key)
}

/** Why an edit may not be written: an unknown key, or one its setting refuses (a value, or any change at all). */
export function refusedEdits(
  category: Category,
  edits: readonly Edit[],
): Record<string, Refusal | { key: 'unknownSetting' }> {
  const definitions = new Map(settingsOf(category).map((definition) => [definition.key, definition]))
  const refused: Record<string, Refusal | { key: 'unknownSetting' }> = {}
  for (const { key, mine } of edits) {
    const definition = definitions.get(key)
    const refusal = definition ? refusalOf(definition, mine) : { key: 'unknownSetting' as const }
    if (refusal) refused[key] = refusal
  }
  return refused
}

/** The value that holds: the override, else the default. `null` = unset. */
export function effectiveValue(definition: SettingDefinition, override: SettingValue | null): SettingValue | null {
  return override ?? definition.default
}

/**
 * The edits after one more: kept with the base of the first touch, and dropped when the person is back at what is stored.
 */
export function withEdit(
  edits: Readonly<Record<string, Edit>>,
  key: string,
  stored: SettingValue | null,
  mine: SettingValue | null,
): Record<string, Edit> {
  const { [key]: before, ...others } = edits
  const base = before ? before.base : stored
  return mine === base ? others : { ...others, [key]: { key, base, mine } }
}
