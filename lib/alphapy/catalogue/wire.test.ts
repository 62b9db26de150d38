import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonValue, parseJson } from '../transport/lossless-json'
import { scopes, settingsOf } from './catalogue'
import { decodeSetting, encodeSetting, isUnreadable } from './decode'
import type { SettingDefinition, SettingValue } from './definition'
import { canBeStored, harmOf, measuredWire, storedText } from './test-registry'
import { fieldText, typedValue } from './typed'
import { refusalOf } from './validate'

const all = scopes.flatMap((scope) => settingsOf(scope))
const nameOf = ({ scope, key }: SettingDefinition) => `${scope}.${key}`
/** The rules of each type hold for read-only settings too: their values travel along in a save. */
const open = all.map((definition): SettingDefinition => ({ ...definition, readOnly: undefined }))
const cases = open.map((definition) => [nameOf(definition), definition] as const)

const snowflake = fc.bigInt({ min: 10n ** 14n, max: 2n ** 63n - 1n }).map(String)
const trickyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    'null',
    '"',
    '""',
    '"quoted"',
    '"a" and "b"',
    '\\"',
    'true',
    '5',
    '{member}',
    ' ',
    'a\nb',
    '[1]',
    '["\\u0000"]',
    'a \\ud83d b',
  ),
  fc.jsonValue().map((value) => JSON.stringify(value)),
)
const award = fc.record(
  {
    key: fc.string({ minLength: 1, maxLength: 9 }),
    label: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    filter: fc.constantFrom('non_food', 'food', 'image', 'reactions'),
    subtitle: trickyText,
  },
  { requiredKeys: ['key', 'label', 'filter'] },
)

/** Values that mostly suit a setting; those it refuses are filtered out where that matters. */
function valueFor(definition: SettingDefinition): fc.Arbitrary<SettingValue> {
  switch (definition.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.oneof(
        fc.integer({ min: definition.min, max: definition.max }),
        fc.constantFrom(definition.min, definition.max),
      )
    case 'float':
      return fc.double({ min: definition.min, max: definition.max, noNaN: true }).map((value) => value + 0)
    case 'channel':
    case 'role':
      return snowflake
    case 'choice':
      return fc.constantFrom(...definition.choices)
    case 'text':
      return definition.form === 'name' ? fc.stringMatching(/^[\w.:/@+-]{1,20}$/) : trickyText
    case 'id-list':
      return fc.uniqueArray(snowflake, { minLength: 1, maxLength: 12 }).map((ids) => ids.join(','))
    case 'award-list':
      return fc
        .array(award, { minLength: 1, maxLength: 4 })
        .map((awards) => typedValue(definition, JSON.stringify(awards)) ?? '')
  }
}

const suiting = (definition: SettingDefinition) =>
  valueFor(definition).filter((value) => refusalOf(definition, value) === undefined)

const oddNumber = fc.oneof(
  fc.double({ min: -2, max: 20_000 }),
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 7.5, 1.0000000001, 2 ** 53),
)
const junk = fc.oneof(
  oddNumber,
  fc.constant('half \ud83d'),
  fc.anything({ withBigInt: true, withNullPrototype: true }),
  fc.jsonValue(),
  trickyText,
  snowflake,
)

describe('a value that may be written', () => {
  it.each(cases)('is the same again when read back, quoted or clean: %s', (_, definition) => {
    fc.assert(
      fc.property(suiting(definition), (value) => {
        const stored = storedText(encodeSetting(definition, value))
        if (stored === undefined) throw new Error('the server would leave this out')
        expect(decodeSetting(definition, parseJson(stored))).toBe(value)
        expect(decodeSetting(definition, measuredWire(definition.key, stored))).toBe(value)
      }),
    )
  })

  it.each(cases)('stands in its field so that it can be typed again: %s', (_, definition) => {
    if (definition.type === 'boolean') return
    fc.assert(
      fc.property(suiting(definition), fc.constantFrom('.', ','), (value, point) => {
        const typed = typedValue(definition, fieldText(definition, value, point))
        if (typeof value === 'number') expect(typed).toBeCloseTo(value, 15)
        else expect(typed).toBe(value)
      }),
    )
  })
})

describe('no value that could stop the bot', () => {
  it.each(cases)('passes, whatever is given or typed: %s', (name, definition) => {
    fc.assert(
      fc.property(
        fc.oneof(
          junk,
          valueFor(definition),
          fc.string().map((typed) => typedValue(definition, typed)),
        ),
        (value) => {
          if (value === null || refusalOf(definition, value) !== undefined) return
          const stored = storedText(encodeSetting(definition, value as SettingValue))
          expect(stored).toBeDefined()
          expect(harmOf(name, stored ?? '')).toBeUndefined()
          if (definition.type === 'integer' || definition.type === 'float') {
            expect(Number(stored)).toBeGreaterThanOrEqual(definition.min)
            expect(Number(stored)).toBeLessThanOrEqual(definition.max)
          }
          if (definition.type === 'channel' || definition.type === 'role') expect(stored).toMatch(/^"\d{15,19}"$/)
        },
      ),
      { numRuns: 200 },
    )
  })

  it.each(cases)('travels along from what others stored: %s', (name, definition) => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), trickyText, snowflake), (wire) => {
        const value = decodeSetting(definition, wire as JsonValue)
        if (value === undefined || isUnreadable(value)) return
        // A NUL cannot come from the database in the first place.
        const stored = storedText(encodeSetting(definition, value)) ?? ''
        if (canBeStored(stored)) expect(harmOf(name, stored)).toBeUndefined()
      }),
      { numRuns: 200 },
    )
  })
})
