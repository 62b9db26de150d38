/** What follows from a change of settings, by fixed rules: to be said before a save, and never in its way. */
import { type Category, settingOf, settingsOf } from './catalogue'
import { core } from './consequences/core'
import { engagement } from './consequences/engagement'
import { extras } from './consequences/extras'
import { newcomers } from './consequences/newcomers'
import type { PairRule, Rules, Severity, Turn } from './consequences/rules'
import { support } from './consequences/support'
import type { SettingValue } from './definition'

const all: readonly Rules[] = [core, newcomers, support, engagement, extras]
const pairs = all.flatMap((rules) => rules.pairs)

/** The words of a value the bot will not take as it is meant: those beside its setting. */
export const knownLimit = 'knownLimit'

/** One thing that follows. */
export interface Consequence {
  /** The setting it follows from, by full name. */
  name: string
  severity: Severity
  /** The words, under `messages/` → `settings.consequences`; or `knownLimit`. */
  words: string
  /** What it held and will hold, as overrides; they may be named in the words. */
  from: SettingValue | null
  to: SettingValue | null
}

/** A change of one category. Values are overrides by key; `null` or absent = the default. */
export interface PlannedChange {
  category: Category
  before: Readonly<Record<string, SettingValue | null>>
  after: Readonly<Record<string, SettingValue | null>>
  /** Overrides of other categories by full name, of those in `namesElsewhere`. */
  elsewhere: Readonly<Record<string, SettingValue>>
}

/**
 * What follows, warnings first, else in the order of the settings. What contradicts itself is told when this change touches
 * it, also if it did so before.
 */
export function consequencesOf(change: PlannedChange): Consequence[] {
  const { category, before, after } = change
  const touched = settingsOf(category)
    .filter(({ key }) => (before[key] ?? null) !== (after[key] ?? null))
    .map(({ key }) => `${category}.${key}`)
  const turns = touched.flatMap((name) => followingOf(name, change))
  const told = pairsOf(touched, change)
  const isReplaced = ({ name, words }: Consequence) =>
    told.some(({ names, instead = [] }) => names.includes(name) && instead.includes(words))
  const replaced = turns.filter(isReplaced)
  const isGraver = ({ names }: PairRule) =>
    replaced.some(({ name, severity }) => names.includes(name) && severity === 'warn')
  const found = [
    ...turns.filter((one) => !isReplaced(one)),
    ...told.map((pair): Consequence => {
      const name = pair.names.find((one) => touched.includes(one)) ?? ''
      const severity = isGraver(pair) ? 'warn' : pair.severity
      return { name, severity, words: `pair.${pair.id}`, from: null, to: null }
    }),
  ]
  const isGrave = ({ severity }: Consequence) => severity === 'warn'
  return [...found.filter(isGrave), ...found.filter((one) => !isGrave(one))]
}

/** The settings of other categories that rules about this one look at, by full name. */
export function namesElsewhere(category: Category): string[] {
  const isOwn = (name: string) => name.startsWith(`${category}.`)
  const names = pairs.filter((pair) => pair.names.some(isOwn)).flatMap((pair) => pair.names)
  return [...new Set(names)].filter((name) => !isOwn(name)).sort()
}

function followingOf(name: string, { category, before, after }: PlannedChange): Consequence[] {
  const key = name.slice(category.length + 1)
  const [from, to] = [before[key] ?? null, after[key] ?? null]
  const turn = turnOf(effective(category, key, from), effective(category, key, to))
  const rules = all.flatMap((one) => one.turns[name] ?? []).filter(({ when }) => when === turn)
  const definition = settingOf(category, key)
  const isTaken = to === null || definition?.effect === 'works' || to === definition?.misreadAs
  return [
    ...rules.map(({ severity, words }) => ({ name, severity, words, from, to })),
    ...(isTaken ? [] : [{ name, severity: 'warn' as const, words: knownLimit, from, to }]),
  ]
}

function turnOf(from: SettingValue | null, to: SettingValue | null): Turn | undefined {
  if (from === to) return undefined
  if (typeof from === 'boolean' || typeof to === 'boolean') return to === true ? 'on' : 'off'
  if (to === null) return 'unset'
  return from === null ? 'set' : 'moved'
}

/** What contradicts itself once this holds, where the change touches it. */
function pairsOf(touched: readonly string[], { category, after, elsewhere }: PlannedChange): PairRule[] {
  const value = (name: string) => {
    const [scope = '', key = ''] = name.split('.')
    return effective(scope, key, scope === category ? after[key] : elsewhere[name])
  }
  return pairs.filter(({ names, holds }) => names.some((name) => touched.includes(name)) && holds(value))
}

/** What holds: the override, else the default. */
function effective(scope: string, key: string, override: SettingValue | null | undefined): SettingValue | null {
  return override ?? settingOf(scope, key)?.default ?? null
}
