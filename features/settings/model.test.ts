import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeCategory,
  encodeCategory,
  mergeCategory,
  missingEdits,
  othersChanges,
  refusedEdits,
  type StoredCategory,
} from './model'
import type { Edit } from './schema'

const channelId = '1123456789012345679'

const value = fc.oneof(fc.boolean(), fc.constantFrom('1', channelId, 'x'))
const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const values = fc.dictionary(keys, value)
const jsonValues = fc.dictionary(fc.constantFrom('u', 'v', 'w'), fc.jsonValue())

const storedOf = (known: Record<string, string | boolean>, unknown = {}): StoredCategory => ({
  known,
  unreadable: {},
  unknown,
})

/** Edits somebody makes on what they saw. */
const editsOn = (seen: Record<string, string | boolean>, wanted: Record<string, string | boolean | null>): Edit[] =>
  Object.entries(wanted)
    .map(([key, mine]) => ({ key, base: seen[key] ?? null, mine }))
    .filter(({ base, mine }) => base !== mine)

describe('reading a category', () => {
  it('takes switches, ids and unknown keys as they are meant, quoted or clean', () => {
    const stored = decodeCategory('reminders', {
      enabled: false,
      allow_everyone_mentions: 'true',
      default_channel_id: channelId,
      unknown_key: '"kept"',
      unknown_clean: 'kept',
      unset_unknown: 'null',
    })
    expect(stored.known).toEqual({ enabled: false, allow_everyone_mentions: true, default_channel_id: channelId })
    expect(stored.unknown).toEqual({ unknown_key: 'kept', unknown_clean: 'kept' })
    expect(stored.unreadable).toEqual({})
  })

  it('treats a channel of 0 and a JSON null as unset, and keeps what it cannot read apart', () => {
    const stored = decodeCategory('reminders', {
      default_channel_id: '0',
      enabled: 'null',
      allow_everyone_mentions: '"maybe"',
    })
    expect(stored.known).toEqual({})
    expect(stored.unreadable).toEqual({ allow_everyone_mentions: 'maybe' })
  })
})

describe('the three-way merge', () => {
  it('never loses or invents a key of theirs or mine, and keeps unknown keys byte for byte', () => {
    fc.assert(
      fc.property(
        values,
        values,
        fc.dictionary(keys, fc.option(value)),
        jsonValues,
        (seen, theirs, wanted, unknown) => {
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
          const expected: Record<string, unknown> = { ...unknown, ...theirs }
          for (const { key, mine } of edits) {
            if (mine === null) delete expected[key]
            else expected[key] = mine
          }
          expect(merge.settings).toEqual(expected)
        },
      ),
    )
  })

  it('gives the same result whoever saves first when the keys differ', () => {
    fc.assert(
      fc.property(
        values,
        fc.dictionary(fc.constantFrom('a', 'b'), fc.option(value)),
        fc.dictionary(fc.constantFrom('c', 'd'), fc.option(value)),
        (seen, adas, brams) => {
          const save = (stored: Record<string, string | boolean>, edits: Edit[]) => {
            const merge = mergeCategory(storedOf(stored), edits)
            if (merge.kind === 'conflict') throw new Error('no conflict was expected')
            return merge.settings as Record<string, string | boolean>
          }
          const a = editsOn(seen, adas)
          const b = editsOn(seen, brams)
          expect(save(save(seen, a), b)).toEqual(save(save(seen, b), a))
        },
      ),
    )
  })

  it('changes nothing when merged twice', () => {
    fc.assert(
      fc.property(values, fc.dictionary(keys, fc.option(value)), (seen, wanted) => {
        const edits = editsOn(seen, wanted)
        const first = mergeCategory(storedOf(seen), edits)
        if (first.kind === 'conflict') throw new Error('no conflict was expected')
        const second = mergeCategory(storedOf(first.settings as Record<string, string | boolean>), edits)
        expect(second).toMatchObject({ kind: 'merged', changes: false, settings: first.settings })
      }),
    )
  })

  it('does not call equal edits a conflict', () => {
    const edits = [{ key: 'a', base: null, mine: true }]
    expect(mergeCategory(storedOf({ a: true }), edits)).toMatchObject({ kind: 'merged', changes: false })
  })

  it('calls a deletion against an edit a conflict', () => {
    expect(mergeCategory(storedOf({}), [{ key: 'a', base: true, mine: false }])).toEqual({
      kind: 'conflict',
      conflicts: [{ key: 'a', base: true, theirs: null, mine: false }],
    })
  })

  it('resets a value the bot could not read, rather than writing it again', () => {
    const stored = { known: {}, unreadable: { enabled: 'maybe' }, unknown: {} }
    expect(mergeCategory(stored, [])).toMatchObject({ changes: true, settings: {} })
  })
})

describe('reading back', () => {
  it("names what somebody else changed meanwhile, and not one's own edits", () => {
    const edits = [{ key: 'b', base: true, mine: false }]
    expect(othersChanges({ a: true, b: true, c: '1' }, { a: true, b: false, d: '2' }, edits, 5)).toEqual([
      { key: 'c', from: '1', to: null, seenAt: 5 },
      { key: 'd', from: null, to: '2', seenAt: 5 },
    ])
  })

  it('names exactly the keys that do not hold what was wanted', () => {
    const edits = [
      { key: 'a', base: null, mine: true },
      { key: 'b', base: true, mine: null },
      { key: 'c', base: null, mine: 'x' },
    ]
    expect(missingEdits({ a: true }, edits, {})).toEqual([{ key: 'c', mine: 'x', holds: null, replaced: false }])
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
    const stored = decodeCategory('engagement', {
      og_cap: '60',
      weekly_food_channel_ids: `"${channelId}"`,
      weekly_award_configs: JSON.stringify(JSON.stringify(awards)),
      unknown_list: [1, '2'],
      unknown_text: '"kept"',
    })
    const merge = mergeCategory(stored, [{ key: 'badges_enabled', base: null, mine: true }])
    if (merge.kind === 'conflict') throw new Error('no conflict was expected')
    expect(encodeCategory('engagement', merge.settings)).toEqual({
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
    const merge = mergeCategory(decodeCategory('verification', wire), [{ key: 'enabled', base: null, mine: false }])
    if (merge.kind === 'conflict') throw new Error('no conflict was expected')
    expect(encodeCategory('verification', merge.settings)).toEqual({ ...wire, enabled: false })
    const reset = { key: 'reference_image_channel_id', base: channelId, mine: null }
    expect(refusedEdits('verification', [reset])).toEqual({ reference_image_channel_id: { key: 'managed' } })
    expect(refusedEdits('fyi', [{ key: 'enabled', base: null, mine: false }])).toEqual({
      enabled: { key: 'notWritable' },
    })
  })
})
