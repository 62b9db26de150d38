/**
 * The safe save, as pure functions: decode what is stored, merge three ways per key, compare what came back. The backend
 * replaces a category as a whole, so whatever is not in the merge would be deleted.
 */
import { type Category, settingOf, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import { decodeSetting, encodeSetting, isUnreadable } from '@/lib/alphapy/catalogue/decode'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { type Speech, unknownValue } from '@/lib/alphapy/catalogue/speech'
import { type Refusal, refusalOf } from '@/lib/alphapy/catalogue/validate'
import { type ExactJson, plainJson } from '@/lib/alphapy/exact-json'
import { type JsonValue, stringifyJson } from '@/lib/alphapy/transport/lossless-json'
import type {
  CategoryView,
  Conflict,
  Edit,
  Missing,
  OthersChange,
  SaveEffect,
  SaveOutcome,
  WhyNotApplied,
} from './schema'

/** One category as stored, decoded. */
export interface StoredCategory {
  /** Readable overrides of known settings. */
  known: Record<string, SettingValue>
  /** Overrides of known settings that cannot be read; a save resets them, since the bot cannot start with them. */
  unreadable: Record<string, JsonValue>
  /** Overrides the catalogue does not know, as they must be sent to stay what they are. */
  unknown: Record<string, ExactJson>
}

type Values = Readonly<Record<string, SettingValue>>

/** Decodes the stored overrides of a category, sent by a server of this speech. */
export function decodeCategory(
  category: Category,
  wire: Readonly<Record<string, ExactJson>>,
  speech: Speech,
): StoredCategory {
  const definitions = new Map(settingsOf(category).map((definition) => [definition.key, definition]))
  const known: [key: string, value: SettingValue][] = []
  const unreadable: [key: string, value: JsonValue][] = []
  const unknown: [key: string, value: ExactJson][] = []
  for (const [key, raw] of Object.entries(wire)) {
    const definition = definitions.get(key)
    if (!definition) {
      const value = unknownValue(key, raw, speech)
      if (value !== undefined) unknown.push([key, value])
      continue
    }
    const value = decodeSetting(definition, plainJson(raw))
    if (isUnreadable(value)) unreadable.push([key, value.unreadable])
    else if (value !== undefined) known.push([key, value])
  }
  // Assigned one by one, a key called `__proto__` would be lost.
  return {
    known: Object.fromEntries(known),
    unreadable: Object.fromEntries(unreadable),
    unknown: Object.fromEntries(unknown),
  }
}

/** The readable overrides among these, by full name. */
export function knownByName(
  settings: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>,
  names: readonly string[],
): Record<string, SettingValue> {
  const known = names.flatMap((name) => {
    const [scope = '', key = ''] = name.split('.')
    const [definition, wire] = [settingOf(scope, key), settings[scope]?.[key]]
    const value = definition && wire !== undefined ? decodeSetting(definition, wire) : undefined
    return value === undefined || isUnreadable(value) ? [] : [[name, value] as const]
  })
  return Object.fromEntries(known)
}

/** A merged category as it is sent: every known setting in its written form, everything else as it is. */
export function encodeCategory(category: Category, settings: Record<string, ExactJson>): Record<string, ExactJson> {
  const definitions = new Map(settingsOf(category).map((definition) => [definition.key, definition]))
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      const definition = definitions.get(key)
      return [key, definition && isSettingValue(value) ? encodeSetting(definition, value) : value]
    }),
  )
}

function isSettingValue(value: ExactJson): value is SettingValue {
  return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string'
}

/** A stored value as people are shown it when it is no value of its setting. */
export function asText(value: ExactJson): string {
  return typeof value === 'string' ? value : stringifyJson(value)
}

/** What to write, or why not. `needed`: the edits that change something. */
export type Merge =
  | { kind: 'conflict'; conflicts: Conflict[] }
  | { kind: 'merged'; settings: Record<string, ExactJson>; needed: Edit[]; changes: boolean }

/**
 * Merges a person's edits into what is stored now. A key that holds neither what the person saw nor what they sent before
 * themself was changed by somebody else; that conflicts unless both want the same. Keys the person did not touch stay as
 * they are stored.
 */
export function mergeCategory(stored: StoredCategory, edits: readonly Edit[]): Merge {
  const conflicts: Conflict[] = []
  const needed: Edit[] = []
  const settings: Record<string, ExactJson> = { ...stored.unknown, ...stored.known }
  for (const edit of edits) {
    const { key, base, mine, sent } = edit
    const theirs = stored.known[key] ?? null
    const unreadable = stored.unreadable[key]
    if (theirs === mine) continue
    const isOwn = unreadable === undefined && sent?.includes(theirs)
    if (theirs !== base && !isOwn) {
      conflicts.push({
        key,
        base,
        theirs,
        mine,
        ...(unreadable === undefined ? {} : { theirsText: asText(unreadable) }),
      })
      continue
    }
    needed.push(edit)
    if (mine === null) delete settings[key]
    else settings[key] = mine
  }
  if (conflicts.length > 0) return { kind: 'conflict', conflicts }
  return { kind: 'merged', settings, needed, changes: needed.length > 0 || Object.keys(stored.unreadable).length > 0 }
}

/**
 * What somebody else changed since the person looked, by key; what is told otherwise is left out: one's own edits, and what
 * cannot be read. `seen` is what they had before their eyes; each reading after that counts as the moment of seeing what it
 * was the first to show.
 */
export function othersChanges(
  seen: Values,
  readings: readonly { stored: Values; readAt: number }[],
  toldOtherwise: readonly { key: string }[],
): OthersChange[] {
  const last = readings.at(-1)
  if (!last) return []
  const told = new Set(toldOtherwise.map(({ key }) => key))
  return [...new Set([...Object.keys(seen), ...Object.keys(last.stored)])]
    .filter((key) => !told.has(key) && seen[key] !== last.stored[key])
    .sort()
    .map((key) => {
      const to = last.stored[key]
      const first = readings.find(({ stored }) => stored[key] === to) ?? last
      return { key, from: seen[key] ?? null, to: to ?? null, seenAt: first.readAt }
    })
}

/** How the write itself was answered: with a yes, with a failure, or not at all. */
export type AnsweredHow = 'yes' | 'failed' | 'not'

/** What a reading taken after a save shows of it. `missing` is empty exactly when the verdict is `applied`. */
export interface Verdict {
  kind: 'applied' | 'not-applied' | 'in-part'
  missing: Missing[]
}

/**
 * Judges a save by a reading taken after it. `needed`: the edits that were to change something; `before`: what was stored
 * when they were merged. After a yes, what is missing was replaced by somebody else; without one only if it holds neither
 * the old value nor mine.
 */
export function judgeSave(
  now: StoredCategory,
  { needed, before, answered }: { needed: readonly Edit[]; before: StoredCategory; answered: AnsweredHow },
): Verdict {
  const missing = needed.flatMap(({ key, mine }): Missing[] => {
    const holds = now.known[key] ?? null
    // What cannot be read is not the absence that was wanted.
    if (holds === mine && !(key in now.unreadable)) return []
    return [{ key, mine, holds, replaced: answered === 'yes' || holds !== (before.known[key] ?? null) }]
  })
  if (missing.length > 0) return { kind: missing.length < needed.length ? 'in-part' : 'not-applied', missing }
  // A save may be for nothing but to clear what the bot cannot read.
  const uncleared = needed.length === 0 && Object.keys(before.unreadable).some((key) => key in now.unreadable)
  return { kind: uncleared ? 'not-applied' : 'applied', missing: [] }
}

/** Why nothing of a save is stored. */
export function whyNotApplied({ missing }: Verdict, answered: AnsweredHow): WhyNotApplied {
  if (answered === 'yes') return 'replaced'
  if (missing.some(({ replaced }) => replaced)) return 'overtaken'
  return answered === 'failed' ? 'failed' : 'no-answer'
}

/**
 * What a save came to whose answer was lost between Mind and the browser, by a reading taken after it. Whether the bot was
 * made to read anew was in the answer, so it is not claimed.
 */
export function outcomeOf(view: CategoryView, edits: readonly Edit[], seen: Values): SaveOutcome {
  const others = othersChanges(seen, [view], [...edits, ...view.unreadable])
  const unreadable = Object.fromEntries(view.unreadable.map(({ key, text }) => [key, text]))
  const now = { known: view.stored, unreadable, unknown: {} }
  const bases = edits.flatMap(({ key, base }) => (base === null ? [] : [[key, base] as const]))
  const before = { known: Object.fromEntries(bases), unreadable, unknown: {} }
  const verdict = judgeSave(now, { needed: edits, before, answered: 'not' })
  switch (verdict.kind) {
    case 'applied': {
      const idle = idleAmong(view.category, edits)
      const isIdle = edits.length > 0 && idle.length === edits.length
      const effect: SaveEffect = isIdle ? { kind: 'none' } : { kind: 'waiting', because: 'not-heard' }
      return { kind: 'saved', view, written: true, others, cleared: [], effect, idle }
    }
    case 'in-part':
      return { kind: 'in-part', view, missing: verdict.missing, others }
    case 'not-applied':
      return { kind: 'not-applied', view, why: whyNotApplied(verdict, 'not'), others }
  }
}

/** Keys of the edits that change nothing in a guild: the bot takes one value for all its servers. */
export function idleAmong(category: Category, edits: readonly Edit[]): string[] {
  return edits.map(({ key }) => key).filter((key) => settingOf(category, key)?.effect === 'no-guild-effect')
}

/** Why an edit may not be written: an unknown key, or one its setting refuses (a value, or any change at all). */
export function refusedEdits(
  category: Category,
  edits: readonly Edit[],
): Record<string, Refusal | { key: 'unknownSetting' }> {
  const definitions = new Map(settingsOf(category).map((definition) => [definition.key, definition]))
  const refused = edits.flatMap(({ key, mine }) => {
    const definition = definitions.get(key)
    const refusal = definition ? refusalOf(definition, mine) : { key: 'unknownSetting' as const }
    return refusal ? [[key, refusal] as const] : []
  })
  return Object.fromEntries(refused)
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
