/**
 * What may be written. A wrong value does not just look odd: one undecodable row stops the bot and its API at their next
 * start, and the server checks nothing. So every value Mind sends has passed here, in the browser and on the server.
 */
import { isSnowflake } from '@/lib/format/snowflake'
import { awardsText, idsText, unquote } from './decode'
import type { ListSetting, ReadOnlyReason, SettingDefinition, TextSetting } from './definition'
import { awardFilters, readAwards } from './lists'

/** Why a value was refused: a key of `messages/` → `validation`, with what its sentence needs. */
export interface Refusal {
  key:
    | ReadOnlyReason
    | 'empty'
    | 'notAnId'
    | 'notASwitch'
    | 'notAWholeNumber'
    | 'notANumber'
    | 'outOfRange'
    | 'notAChoice'
    | 'notText'
    | 'tooLong'
    | 'notAName'
    | 'looksQuoted'
    | 'notIds'
    | 'tooMany'
    | 'notAwards'
    | 'awardIncomplete'
  values?: Record<string, string | number>
}

/** A thing to think about that does not forbid a value: a key of `messages/` → `validation`. */
export interface Caution {
  key: 'unknownPlaceholders'
  values: { names: string; known: string }
}

/** Longest list, as text. */
const longestList = 4_000

/**
 * `undefined` when the value may be written for this setting, else the reason. `null` = unset, the absence of a value.
 * Text lists must be in the form `typedValue` gives them.
 */
export function refusalOf(definition: SettingDefinition, value: unknown): Refusal | undefined {
  if (definition.readOnly) return { key: definition.readOnly }
  if (value === null) return undefined
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { key: 'notASwitch' }
    case 'integer':
    case 'float': {
      if (definition.type === 'integer' && !Number.isSafeInteger(value)) return { key: 'notAWholeNumber' }
      if (typeof value !== 'number' || !Number.isFinite(value)) return { key: 'notANumber' }
      const { min, max } = definition
      return value < min || value > max ? { key: 'outOfRange', values: { min, max } } : undefined
    }
    case 'channel':
    case 'role':
      return isSnowflake(value) ? undefined : { key: 'notAnId' }
    case 'choice':
      return definition.choices.some((choice) => choice === value) ? undefined : { key: 'notAChoice' }
    case 'text':
      return refusalOfText(definition, value)
    case 'id-list':
      return refusalOfIds(definition, value)
    case 'award-list':
      return refusalOfAwards(definition, value)
  }
}

/** What to think about before writing a value that may be written: names in braces that the bot does not replace. */
export function cautionOf(definition: SettingDefinition, value: unknown): Caution | undefined {
  if (definition.type !== 'text' || !definition.placeholders || typeof value !== 'string') return undefined
  const known: readonly string[] = definition.placeholders
  const names = [...value.matchAll(/\{([^{}]*)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !known.includes(name))
  if (names.length === 0) return undefined
  const inBraces = (list: readonly string[]) => [...new Set(list)].map((name) => `{${name}}`).join(' ')
  return { key: 'unknownPlaceholders', values: { names: inBraces(names), known: inBraces(known) } }
}

function refusalOfText({ form, maxLength }: TextSetting, value: unknown): Refusal | undefined {
  if (!isPlainText(value)) return { key: 'notText' }
  if (value.trim() === '') return { key: 'empty' }
  if (value.length > maxLength) return { key: 'tooLong', values: { max: maxLength } }
  if (form === 'name' && !/^[\w.:/@+-]+$/.test(value)) return { key: 'notAName' }
  // Read back from a server that sends clean text, it would lose its quotes, or become "unset".
  return unquote(value) === value ? undefined : { key: 'looksQuoted' }
}

function refusalOfIds({ maxItems }: ListSetting, value: unknown): Refusal | undefined {
  if (typeof value !== 'string' || value === '' || idsText(value) !== value) return { key: 'notIds' }
  const ids = value.split(',')
  if (!ids.every(isSnowflake)) return { key: 'notIds' }
  return ids.length > maxItems ? { key: 'tooMany', values: { max: maxItems } } : undefined
}

function refusalOfAwards({ maxItems }: ListSetting, value: unknown): Refusal | undefined {
  if (typeof value !== 'string' || value === '' || awardsText(value) !== value) return { key: 'notAwards' }
  if (value.length > longestList) return { key: 'tooLong', values: { max: longestList } }
  const awards = readAwards(value) ?? []
  if (awards.length > maxItems) return { key: 'tooMany', values: { max: maxItems } }
  const wrong = awards.findIndex(
    (award) =>
      !['key', 'label'].every((field) => award[field]?.trim()) ||
      !awardFilters.includes(award.filter ?? '') ||
      !Object.entries(award).flat().every(isPlainText),
  )
  if (wrong < 0) return undefined
  return { key: 'awardIncomplete', values: { number: wrong + 1 } }
}

/** Text a database of JSON can hold: no NUL, no half of a character. */
function isPlainText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0') && value.isWellFormed()
}
