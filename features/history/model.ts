/** The recorded changes: decoded, filtered, and which of them can be put back. Pure. */
import { type Category, isCategory, settingOf, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import { type Consequence, consequencesOf, namesElsewhere } from '@/lib/alphapy/catalogue/consequences'
import { decodeSetting, isUnreadable } from '@/lib/alphapy/catalogue/decode'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import { refusalOf } from '@/lib/alphapy/catalogue/validate'
import { canRollBack, decodeHistoryValue, type HistoryEntry } from '@/lib/alphapy/endpoints/history'
import type { WireSettings } from '@/lib/alphapy/endpoints/settings'
import { type JsonValue, stringifyJson } from '@/lib/alphapy/transport/lossless-json'
import type { Change, Held, HistoryFilters, WayBack } from './schema'

/** How many entries can be asked for. */
export const limits = [25, 50, 100, 200] as const

const limitByDefault = 50

type Parameters = Record<string, string | string[] | undefined>

/** The filters of an address. What makes no sense is left out. */
export function readFilters(parameters: Parameters): HistoryFilters {
  const name = (value: string | string[] | undefined) =>
    typeof value === 'string' && /^\w{1,60}$/.test(value) ? value : undefined
  const scope = name(parameters.scope)
  const key = scope && name(parameters.key)
  const limit = limits.find((offered) => String(offered) === parameters.limit) ?? limitByDefault
  return { ...(scope ? { scope } : {}), ...(key ? { key } : {}), limit }
}

/** The filters as they stand in an address: what is the default is left out. */
export function filterQuery({ scope, key, limit }: HistoryFilters): { scope?: string; key?: string; limit?: number } {
  return {
    ...(scope ? { scope } : {}),
    ...(scope && key ? { key } : {}),
    ...(limit === limitByDefault ? {} : { limit }),
  }
}

/** The next larger number of entries, if there is one. */
export function nextLimit(limit: number): number | undefined {
  return limits.find((offered) => offered > limit)
}

/**
 * An entry as a change in Mind's terms, with what its setting holds now deciding about the way back. `ownAccount`: the
 * proven Discord id of whoever looks.
 */
export function toChange(entry: HistoryEntry, settings: WireSettings, ownAccount?: string): Change {
  const { id, scope, key, changed_at, changed_by, change_type, old_value, new_value, value_type } = entry
  const at = Date.parse(changed_at)
  const before = held(scope, key, old_value, value_type)
  const after = held(scope, key, new_value, value_type)
  const now = held(scope, key, settings[scope]?.[key])
  return {
    id,
    at: Number.isNaN(at) ? null : at,
    by: changed_by ?? null,
    isOwn: ownAccount !== undefined && changed_by === ownAccount,
    scope,
    key,
    origin: change_type === 'rollback' ? 'rollback' : 'command',
    before,
    after,
    way: canRollBack(entry) ? wayBack({ scope, key }, settings, { before, after, now }) : { kind: 'none' },
  }
}

function wayBack(
  { scope, key }: { scope: string; key: string },
  settings: WireSettings,
  { before, after, now }: { before: Held; after: Held; now: Held },
): WayBack {
  const definition = settingOf(scope, key)
  if (!definition || !isCategory(scope) || before.kind !== 'value') return { kind: 'none' }
  const refusal = refusalOf(definition, before.value)
  if (refusal) return { kind: 'refused', refusal }
  const base = now.kind === 'value' ? now.value : null
  if (base === before.value) return { kind: 'already', to: base }
  return {
    kind: 'offer',
    to: before.value,
    base,
    now,
    changedSince: !isSame(now, after),
    follows: followsFrom(scope, key, before.value, settings),
    clears: unreadableIn(scope, settings).filter((one) => one !== key),
  }
}

function followsFrom(category: Category, key: string, to: SettingValue, settings: WireSettings): Consequence[] {
  const names = settingsOf(category).map((definition) => `${category}.${definition.key}`)
  const own = Object.entries(valuesOf(names, settings)).map(([name, value]) => [name.slice(category.length + 1), value])
  const before: Record<string, SettingValue> = Object.fromEntries(own)
  const elsewhere = valuesOf(namesElsewhere(category), settings)
  return consequencesOf({ category, before, after: { ...before, [key]: to }, elsewhere })
}

function unreadableIn(category: Category, settings: WireSettings): string[] {
  const names = settingsOf(category).map(({ key }) => key)
  return names.filter((key) => held(category, key, settings[category]?.[key]).kind === 'text')
}

/** The readable ones among these overrides, by full name. */
function valuesOf(names: readonly string[], settings: WireSettings): Record<string, SettingValue> {
  const found = names.flatMap((name) => {
    const [scope = '', key = ''] = name.split('.')
    const now = held(scope, key, settings[scope]?.[key])
    return now.kind === 'value' ? [[name, now.value] as const] : []
  })
  return Object.fromEntries(found)
}

function isSame(one: Held, other: Held): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** A recorded or stored value, by the catalogue where it knows the setting, else by the type recorded with it. */
function held(scope: string, key: string, raw: JsonValue | undefined, valueType?: string | null): Held {
  if (raw === undefined || raw === null) return { kind: 'unset' }
  const definition = settingOf(scope, key)
  const value = definition ? decodeSetting(definition, raw) : decodeHistoryValue(raw, valueType)
  if (value === undefined) return { kind: 'unset' }
  if (isUnreadable(value)) return text(value.unreadable)
  return typeof value === 'object' ? text(value) : { kind: 'value', value }
}

function text(value: JsonValue): Held {
  return { kind: 'text', text: typeof value === 'string' ? value : stringifyJson(value) }
}
