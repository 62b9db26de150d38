/**
 * The safe save, as pure functions: decode what is stored, merge three ways per key, compare what came back. The backend
 * replaces a category as a whole, so whatever is not in the merge would be deleted.
 */
import { type Category, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import { decodeSetting, encodeSetting, isUnreadable, unquote } from '@/lib/alphapy/catalogue/decode'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { type Refusal, refusalOf } from '@/lib/alphapy/catalogue/validate'
import type { JsonValue } from '@/lib/alphapy/transport/lossless-json'
import type { CategoryView, Conflict, Edit, Missing, OthersChange, SaveOutcome } from './schema'

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

/** What somebody else changed between two readings, by key; one's own edits are left out. `seenAt`: of the later one. */
export function othersChanges(
  before: Readonly<Record<string, SettingValue>>,
  after: Readonly<Record<string, SettingValue>>,
  edits: readonly Edit[],
  seenAt: number,
): OthersChange[] {
  const own = new Set(edits.map(({ key }) => key))
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !own.has(key) && before[key] !== after[key])
    .sort()
    .map((key) => ({ key, from: before[key] ?? null, to: after[key] ?? null, seenAt }))
}

/** The edits that do not hold what was wanted, with what they held before the save. */
export function missingEdits(
  stored: Readonly<Record<string, SettingValue>>,
  edits: readonly Edit[],
  before?: Readonly<Record<string, SettingValue>>,
): Missing[] {
  return edits.flatMap(({ key, base, mine }) => {
    const holds = stored[key] ?? null
    const held = before ? (before[key] ?? null) : base
    return holds === mine ? [] : [{ key, mine, holds, replaced: holds !== held }]
  })
}

/**
 * What a save whose answer was lost came to, by a reading taken after it. An effect is not known then: whether the bot was
 * made to read anew was in the answer.
 */
export function outcomeOf(
  view: CategoryView,
  edits: readonly Edit[],
  seen: Readonly<Record<string, SettingValue>>,
): SaveOutcome {
  const others = othersChanges(seen, view.stored, edits, view.readAt)
  const missing = missingEdits(view.stored, edits)
  if (missing.length === 0) {
    return {
      kind: 'saved',
      view,
      written: true,
      others,
      cleared: [],
      effect: { kind: 'waiting', because: 'not-heard' },
    }
  }
  if (missing.length < edits.length) return { kind: 'in-part', view, missing, others }
  return { kind: 'not-applied', view, why: 'no-answer', others }
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
 * A value as a draft may hold it: what a control of this setting can be given, refused or not. `undefined` for anything
 * else, and for settings that cannot be edited.
 */
export function draftValue(category: Category, key: string, raw: unknown): SettingValue | null | undefined {
  const definition = settingsOf(category).find((one) => one.key === key)
  if (!definition || definition.readOnly) return undefined
  if (raw === null || typeof raw === 'string') return raw
  if (typeof raw === 'boolean') return definition.type === 'boolean' ? raw : undefined
  const isFigure = definition.type === 'integer' || definition.type === 'float'
  return isFigure && typeof raw === 'number' && Number.isFinite(raw) ? raw : undefined
}
