import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Draft, overtaken, readEntry, rebased, withEdit, withSent } from './draft'

const keys: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd')
const value = fc.oneof(fc.boolean(), fc.constantFrom(1, 2, 'x', 'y'))
const wanted = fc.option(value, { nil: null })
const values = fc.dictionary(keys, value)
const edits = fc.array(fc.tuple(keys, wanted), { maxLength: 12 })

type Value = boolean | number | string
const typeAll = (
  seen: Record<string, Value>,
  readAt: number,
  typed: [string, Value | null][],
  start: Draft<Value> = {},
) => typed.reduce((draft, [key, mine]) => withEdit(draft, { values: seen, readAt }, key, mine), start)

/** What the person has in front of them: the draft over what is stored. */
const shown = (draft: Draft<Value>, stored: Record<string, Value>, key: string) =>
  draft[key] ? draft[key].mine : (stored[key] ?? null)

describe('a draft', () => {
  it('shows exactly what was typed last in each field, and nothing else differs from what is stored', () => {
    fc.assert(
      fc.property(values, edits, (stored, typed) => {
        const draft = typeAll(stored, 1, typed)
        const last = new Map(typed)
        for (const key of ['a', 'b', 'c', 'd']) {
          expect(shown(draft, stored, key)).toBe(last.has(key) ? last.get(key) : (stored[key] ?? null))
        }
        for (const [key, { base, mine }] of Object.entries(draft)) {
          expect(base).toBe(stored[key] ?? null)
          expect(mine).not.toBe(base)
        }
      }),
    )
  })

  it('keeps the base the person began with, however often they type on and whatever is stored meanwhile', () => {
    fc.assert(
      fc.property(values, values, edits, edits, (before, after, first, second) => {
        const draft = typeAll(before, 1, first)
        const later = typeAll(after, 2, second, rebased(draft, { values: after, readAt: 2 }))
        for (const [key, { base }] of Object.entries(later)) {
          expect([before[key] ?? null, after[key] ?? null]).toContain(base)
          const isUntouched = second.every(([touched]) => touched !== key)
          if (isUntouched) expect(base).toBe(before[key] ?? null)
        }
      }),
    )
  })

  it('keeps what was typed although it equals the old base, once somebody else has changed what is stored', () => {
    const draft = typeAll({ a: 'x' }, 1, [['a', 'y']])
    const now = { values: { a: 2 }, readAt: 2 }
    expect(withEdit(rebased(draft, now), now, 'a', 'x')).toEqual({ a: { base: 'x', mine: 'x', seenAt: 2 } })
  })
})

describe('going on from a newer reading', () => {
  it('loses nothing that is not stored already, invents nothing, and changes no wish', () => {
    fc.assert(
      fc.property(values, values, edits, (before, after, typed) => {
        const draft = typeAll(before, 1, typed)
        const next = rebased(draft, { values: after, readAt: 2 })
        for (const [key, entry] of Object.entries(draft)) {
          if (entry.mine === (after[key] ?? null)) expect(next[key]).toBeUndefined()
          else expect(next[key]).toEqual(entry)
        }
        expect(Object.keys(next).every((key) => key in draft)).toBe(true)
      }),
    )
  })

  it('done twice changes nothing more', () => {
    fc.assert(
      fc.property(values, values, edits, (before, after, typed) => {
        const once = rebased(typeAll(before, 1, typed), { values: after, readAt: 2 })
        expect(rebased(once, { values: after, readAt: 2 })).toBe(once)
      }),
    )
  })

  it('names exactly the keys that somebody else changed since', () => {
    fc.assert(
      fc.property(values, values, edits, (before, after, typed) => {
        const now = { values: after, readAt: 2 }
        const draft = rebased(typeAll(before, 1, typed), now)
        const expected = Object.keys(draft).filter((key) => (before[key] ?? null) !== (after[key] ?? null))
        expect(overtaken(draft, now).sort()).toEqual(expected.sort())
      }),
    )
  })

  it('goes on naming a key that somebody else changed while it is typed in further', () => {
    const now = { values: { a: 'z' }, readAt: 2 }
    const draft = rebased(typeAll({ a: 'x' }, 1, [['a', 'y']]), now)
    expect(overtaken(withEdit(draft, now, 'a', 'yy'), now)).toEqual(['a'])
  })

  it('ignores a reading older than the edit: it says nothing about what is stored now', () => {
    const draft: Draft<Value> = { a: { base: 'y', mine: 'x', seenAt: 5 } }
    expect(rebased(draft, { values: { a: 'x' }, readAt: 4 })).toBe(draft)
    expect(overtaken(draft, { values: { a: 'x' }, readAt: 4 })).toEqual([])
    expect(withEdit(draft, { values: { a: 'x' }, readAt: 4 }, 'a', 'x')).toEqual({
      a: { base: 'y', mine: 'x', seenAt: 5 },
    })
    expect(rebased(draft, { values: { a: 'x' }, readAt: 5 })).toEqual({})
  })

  it('takes a save of one’s own as seen, so that what was typed on during it is no conflict', () => {
    const typedOn = typeAll({ a: 'x', b: 1 }, 1, [
      ['a', 'y'],
      ['b', 2],
    ])
    const sent = [
      { key: 'a', mine: 2 },
      { key: 'b', mine: 2 },
    ]
    const noted = withSent(typedOn, sent, true)
    const now = { values: { a: 2, b: 2 }, readAt: 2 }
    expect(overtaken(typedOn, now)).toEqual(['a', 'b'])
    expect(overtaken(noted, now)).toEqual([])
    const after = rebased(noted, now)
    expect(after).toEqual({ a: { base: 2, mine: 'y', seenAt: 2, sent: [2] } })
    expect(withSent(after, sent, false)).toEqual({ a: { base: 2, mine: 'y', seenAt: 2 } })
    expect(rebased(after, { ...now, readAt: 3 })).toBe(after)
    // Somebody else's value is not taken as seen.
    const theirs = { values: { a: true, b: 2 }, readAt: 2 }
    expect(rebased(noted, theirs)).toEqual({ a: noted.a })
    expect(overtaken(rebased(noted, theirs), theirs)).toEqual(['a'])
  })
})

describe('what was sent and nobody heard the end of', () => {
  const sent = (mine: Value | null) => [{ key: 'a', mine }]
  const first = withSent(typeAll({ a: 'x' }, 1, [['a', 'y']]), sent('y'), true)

  it('is no change of somebody else whenever it turns up, also after more was typed and sent', () => {
    const typedOn = withSent(typeAll({ a: 'x' }, 1, [['a', 'z']], first), sent('z'), true)
    const later = typeAll({ a: 'x' }, 1, [['a', null]], typedOn)
    for (const mine of ['y', 'z']) {
      const now = { values: { a: mine }, readAt: 2 }
      expect(overtaken(later, now)).toEqual([])
      expect(rebased(later, now)).toEqual({ a: { base: mine, mine: null, seenAt: 2, sent: ['y', 'z'] } })
    }
    expect(overtaken(later, { values: { a: true }, readAt: 2 })).toEqual(['a'])
  })

  it('keeps the wish to have things as they were: what is stored may not be what was read', () => {
    expect(typeAll({ a: 'x' }, 1, [['a', 'x']], first)).toEqual({ a: { base: 'x', mine: 'x', seenAt: 1, sent: ['y'] } })
  })

  it('is forgotten once by each end that is heard of, and by nothing else', () => {
    const twice = withSent(first, sent('y'), true)
    const once = withSent(twice, sent('y'), false)
    expect(once).toEqual(first)
    expect(withSent(once, sent('never sent'), false)).toEqual(first)
    expect(withSent(once, sent('y'), false)).toEqual({ a: { base: 'x', mine: 'y', seenAt: 1 } })
    expect(withSent({}, sent('y'), true)).toEqual({})
  })
})

describe('an entry from the device', () => {
  const readValue = (raw: unknown) => (typeof raw === 'string' || raw === null ? raw : undefined)

  it('comes back as it was kept', () => {
    const entry = { base: null, mine: 'x', seenAt: 3 }
    expect(readEntry(JSON.parse(JSON.stringify(entry)), readValue)).toEqual(entry)
    const unheard = { ...entry, sent: ['y', null] }
    expect(readEntry(JSON.parse(JSON.stringify(unheard)), readValue)).toEqual(unheard)
    expect(readEntry({ ...entry, sent: [7, 'y'] }, readValue)).toEqual({ ...entry, sent: ['y'] })
    expect(readEntry({ ...entry, sent: 'y' }, readValue)).toEqual(entry)
  })

  it('is refused, never thrown over, when it is anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const entry = readEntry(raw, readValue)
        if (entry) expect(Object.keys(entry).sort()).toEqual(['base', 'mine', 'seenAt'])
      }),
    )
    expect(readEntry({ base: 'x', mine: 1, seenAt: 3 }, readValue)).toBeUndefined()
    expect(readEntry({ base: 1, mine: 'x', seenAt: 3 }, readValue)).toBeUndefined()
    expect(readEntry({ base: 'x', mine: 'y', seenAt: 'now' }, readValue)).toBeUndefined()
    expect(readEntry(undefined, readValue)).toBeUndefined()
  })
})
