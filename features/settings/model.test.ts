import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExactJson, parseExact } from '@/lib/alphapy/exact-json'
import { stringifyJson } from '@/lib/alphapy/transport/lossless-json'
import { decodeCategory, encodeCategory, knownByName, mergeCategory, refusedEdits, type StoredCategory } from './model'
import type { Edit } from './schema'

const channelId = '1123456789012345679'

type Values = Record<string, string | boolean>

const value: fc.Arbitrary<string | boolean> = fc.oneof(fc.boolean(), fc.constantFrom('1', channelId, 'x'))
const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const values = fc.dictionary(keys, value)
const wishes = fc.dictionary(keys, fc.option(value))

/** Values nobody knows, spelled in ways that a number type of any language would change. */
const unknownJson = fc.oneof(
  fc.jsonValue().map((any) => JSON.stringify(any)),
  fc.constantFrom('1.0', '1e3', '0.10', '12345678901234567890123', '"1.0"', '"null"', '"\\"x\\""', '[1.0,{"b":-0.0}]'),
)
const unknowns = fc
  .dictionary(fc.constantFrom('u', 'v', '__proto__', '10'), unknownJson)
  .map((texts) => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, parseExact(text)])))

const storedOf = (known: Values, unknown: Record<string, ExactJson> = {}): StoredCategory => ({
  known,
  unreadable: {},
  unknown,
})

/** Edits somebody makes on what they saw. */
const editsOn = (seen: Values, wanted: Record<string, string | boolean | null>): Edit[] =>
  Object.entries(wanted)
    .map(([key, mine]) => ({ key, base: seen[key] ?? null, mine }))
    .filter(({ base, mine }) => base !== mine)

function merged(stored: StoredCategory, edits: Edit[]) {
  const merge = mergeCategory(stored, edits)
  if (merge.kind === 'conflict') throw new Error('no conflict was expected')
  return merge
}

const wanting = (seen: Values, edits: readonly Edit[]): Record<string, unknown> => {
  const after: Record<string, unknown> = { ...seen }
  for (const { key, mine } of edits) {
    if (mine === null) delete after[key]
    else after[key] = mine
  }
  return after
}

describe('reading a category', () => {
  it('takes switches, ids and unknown keys as they are meant, quoted or clean', () => {
    const stored = decodeCategory(
      'reminders',
      {
        enabled: false,
        allow_everyone_mentions: 'true',
        default_channel_id: channelId,
        unknown_key: '"kept"',
        unknown_clean: 'kept',
        unset_unknown: 'null',
      },
      'text',
    )
    expect(stored.known).toEqual({ enabled: false, allow_everyone_mentions: true, default_channel_id: channelId })
    expect(stored.unknown).toEqual({ unknown_key: 'kept', unknown_clean: 'kept' })
    expect(stored.unreadable).toEqual({})
  })

  it('loses no unknown key, whatever it is called, from the wire to the next save', () => {
    const wire = '{"__proto__":"\\"kept\\"","constructor":"{\\"a\\":1}","toString":"5","enabled":"true"}'
    const stored = decodeCategory('reminders', parseExact(wire) as Record<string, ExactJson>, 'text')
    const { settings } = merged(stored, [{ key: 'enabled', base: true, mine: false }])
    expect(stringifyJson(encodeCategory('reminders', settings))).toBe(
      '{"__proto__":"kept","constructor":{"a":1},"toString":5,"enabled":false}',
    )
  })

  it('treats a channel of 0 and a JSON null as unset, and keeps what it cannot read apart', () => {
    const stored = decodeCategory(
      'reminders',
      { default_channel_id: '0', enabled: 'null', allow_everyone_mentions: '"maybe"' },
      'text',
    )
    expect(stored.known).toEqual({})
    expect(stored.unreadable).toEqual({ allow_everyone_mentions: 'maybe' })
  })
})

describe('what other categories hold', () => {
  it('is told by full name, as it is meant, and only where it was asked for and can be read', () => {
    const settings = {
      system: { log_channel_id: channelId, rules_channel_id: '0', log_level: '"critical"' },
      onboarding: { enabled: 'maybe', mode: '"rules_only"' },
    }
    const names = ['system.log_channel_id', 'system.rules_channel_id', 'onboarding.enabled', 'onboarding.mode', 'gpt.x']
    expect(knownByName(settings, names)).toEqual({
      'system.log_channel_id': channelId,
      'onboarding.mode': 'rules_only',
    })
  })
})

describe('the three-way merge', () => {
  it('never loses or invents a key of theirs or mine, and keeps unknown keys byte for byte', () => {
    fc.assert(
      fc.property(values, values, wishes, unknowns, (seen, theirs, wanted, unknown) => {
        const edits = editsOn(seen, wanted)
        const merge = mergeCategory(storedOf(theirs, unknown), edits)
        if (merge.kind === 'conflict') {
          for (const { key, base, theirs: now, mine } of merge.conflicts) {
            expect(now).not.toBe(base)
            expect(now).not.toBe(mine)
            expect(edits).toContainEqual({ key, base, mine })
          }
          return
        }
        const sent = stringifyJson(encodeCategory('reminders', merge.settings))
        // Their edits and mine together, with nothing more: what I did not touch is as they left it.
        const expected = { ...unknown, ...(wanting(theirs, edits) as Values) }
        expect(JSON.parse(sent)).toEqual(JSON.parse(stringifyJson(expected)))
        for (const [key, held] of Object.entries(unknown)) {
          expect(sent).toContain(`${JSON.stringify(key)}:${stringifyJson(held)}`)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same result whoever saves first when the keys differ', () => {
    fc.assert(
      fc.property(
        values,
        fc.dictionary(fc.constantFrom('a', 'b'), fc.option(value)),
        fc.dictionary(fc.constantFrom('c', 'd'), fc.option(value)),
        fc.dictionary(fc.constantFrom('e'), fc.option(value)),
        (seen, adas, brams, cleos) => {
          const save = (stored: Values, edits: Edit[]) => merged(storedOf(stored), edits).settings as Values
          const all = [adas, brams, cleos].map((wanted) => editsOn(seen, wanted))
          const inOrder = (order: number[]) => order.reduce((stored, who) => save(stored, all[who] ?? []), seen)
          const first = inOrder([0, 1, 2])
          for (const order of [
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
          ])
            expect(inOrder(order)).toEqual(first)
          expect(first).toEqual(wanting(seen, all.flat()))
        },
      ),
    )
  })

  it('changes nothing when merged twice', () => {
    fc.assert(
      fc.property(values, wishes, unknowns, (seen, wanted, unknown) => {
        const edits = editsOn(seen, wanted)
        const first = merged(storedOf(seen, unknown), edits)
        const second = mergeCategory(storedOf(wanting(seen, edits) as Values, unknown), edits)
        expect(second).toMatchObject({ kind: 'merged', changes: false, needed: [], settings: first.settings })
      }),
    )
  })

  it('does not call equal edits a conflict, deletions included', () => {
    expect(mergeCategory(storedOf({ a: true }), [{ key: 'a', base: null, mine: true }])).toMatchObject({
      changes: false,
    })
    expect(mergeCategory(storedOf({}), [{ key: 'a', base: true, mine: null }])).toMatchObject({ changes: false })
  })

  it('calls a deletion against an edit a conflict, on both sides', () => {
    expect(mergeCategory(storedOf({}), [{ key: 'a', base: true, mine: false }])).toEqual({
      kind: 'conflict',
      conflicts: [{ key: 'a', base: true, theirs: null, mine: false }],
    })
    expect(mergeCategory(storedOf({ a: false }), [{ key: 'a', base: true, mine: null }])).toEqual({
      kind: 'conflict',
      conflicts: [{ key: 'a', base: true, theirs: false, mine: null }],
    })
  })

  it('shows what cannot be read as what it is when it meets an edit', () => {
    const stored = { known: {}, unreadable: { a: { b: 1 } }, unknown: {} }
    expect(mergeCategory(stored, [{ key: 'a', base: true, mine: false }])).toEqual({
      kind: 'conflict',
      conflicts: [{ key: 'a', base: true, theirs: null, mine: false, theirsText: '{"b":1}' }],
    })
    expect(merged(stored, [{ key: 'a', base: null, mine: false }]).settings).toEqual({ a: false })
  })

  it('resets a value the bot could not read, rather than writing it again', () => {
    const stored = { known: {}, unreadable: { enabled: 'maybe' }, unknown: {} }
    expect(mergeCategory(stored, [])).toMatchObject({ changes: true, needed: [], settings: {} })
  })
})

describe('what may be written', () => {
  it('refuses unknown settings, rounded or malformed ids and switches that are text', () => {
    const edit = (key: string, mine: Edit['mine']) => ({ key, base: null, mine })
    expect(refusedEdits('reminders', [edit('enabled', 'true')])).toEqual({ enabled: { key: 'notASwitch' } })
    expect(refusedEdits('reminders', [edit('default_channel_id', 1123456789012345700)])).toEqual({
      default_channel_id: { key: 'notAnId' },
    })
    expect(refusedEdits('reminders', [edit('default_channel_id', '12')])).toEqual({
      default_channel_id: { key: 'notAnId' },
    })
    expect(refusedEdits('reminders', [edit('surprise', true)])).toEqual({ surprise: { key: 'unknownSetting' } })
    expect(refusedEdits('reminders', [edit('default_channel_id', channelId), edit('enabled', null)])).toEqual({})
  })
})

describe('a category as it is sent', () => {
  it('holds lists in the form the bot reads, and everything nobody touched as it was', () => {
    const awards = [{ key: 'a', label: 'Best', filter: 'food' }]
    const stored = decodeCategory(
      'engagement',
      {
        og_cap: '60',
        weekly_food_channel_ids: `"${channelId}"`,
        weekly_award_configs: JSON.stringify(JSON.stringify(awards)),
        unknown_list: '[1, "2"]',
        unknown_text: '"kept"',
      },
      'text',
    )
    const merge = mergeCategory(stored, [{ key: 'badges_enabled', base: null, mine: true }])
    if (merge.kind === 'conflict') throw new Error('no conflict was expected')
    expect(JSON.parse(stringifyJson(encodeCategory('engagement', merge.settings)))).toEqual({
      og_cap: 60,
      weekly_food_channel_ids: `,${channelId},`,
      weekly_award_configs: awards,
      unknown_list: [1, '2'],
      unknown_text: 'kept',
      badges_enabled: true,
    })
  })

  it('keeps what the bot manages by itself, and lets nobody change or reset it', () => {
    const wire = { reference_image_channel_id: channelId, reference_image_message_id: '123' }
    const merge = mergeCategory(decodeCategory('verification', wire, 'text'), [
      { key: 'enabled', base: null, mine: false },
    ])
    if (merge.kind === 'conflict') throw new Error('no conflict was expected')
    expect(encodeCategory('verification', merge.settings)).toEqual({ ...wire, enabled: false })
    const reset = { key: 'reference_image_channel_id', base: channelId, mine: null }
    expect(refusedEdits('verification', [reset])).toEqual({ reference_image_channel_id: { key: 'managed' } })
    expect(refusedEdits('fyi', [{ key: 'enabled', base: null, mine: false }])).toEqual({
      enabled: { key: 'notWritable' },
    })
  })
})
