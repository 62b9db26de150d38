import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeSave, othersChanges, outcomeOf, type StoredCategory, whyNotApplied } from './model'
import type { CategoryView, Edit } from './schema'

type Values = Record<string, string | boolean>

const value: fc.Arbitrary<string | boolean> = fc.oneof(fc.boolean(), fc.constantFrom('1', '2', 'x'))
const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const values = fc.dictionary(keys, value)
const wishes = fc.dictionary(keys, fc.option(value))

const storedOf = (known: Values): StoredCategory => ({ known, unreadable: {}, unknown: {} })

/** Edits somebody makes on what they saw. */
const editsOn = (seen: Values, wanted: Record<string, string | boolean | null>): Edit[] =>
  Object.entries(wanted)
    .map(([key, mine]) => ({ key, base: seen[key] ?? null, mine }))
    .filter(({ base, mine }) => base !== mine)

const wanting = (seen: Values, edits: readonly Edit[]): Record<string, unknown> => {
  const after: Record<string, unknown> = { ...seen }
  for (const { key, mine } of edits) {
    if (mine === null) delete after[key]
    else after[key] = mine
  }
  return after
}

describe('what somebody else changed', () => {
  const reading = (stored: Values, readAt: number) => ({ stored, readAt })

  it("is told from what the person saw to what holds, with the reading that showed it first, one's own edits left out", () => {
    const seen = { c: '1', a: true, b: true, e: 'x' }
    const readings = [
      reading({ a: true, b: true, d: '2', e: 'y' }, 5),
      reading({ a: false, b: false, d: '2', e: 'x' }, 9),
    ]
    expect(othersChanges(seen, readings, [{ key: 'b' }])).toEqual([
      { key: 'a', from: true, to: false, seenAt: 9 },
      { key: 'c', from: '1', to: null, seenAt: 5 },
      { key: 'd', from: null, to: '2', seenAt: 5 },
    ])
  })

  it('is nothing when nobody changed anything', () => {
    fc.assert(
      fc.property(values, wishes, (seen, wanted) => {
        const edits = editsOn(seen, wanted)
        expect(othersChanges(seen, [reading(wanting(seen, edits) as Values, 1)], edits)).toEqual([])
      }),
    )
  })
})

describe('judging a save by what was read back', () => {
  const before = storedOf({ a: true, c: 'old' })
  const needed: Edit[] = [
    { key: 'a', base: true, mine: null },
    { key: 'b', base: null, mine: 'x' },
    { key: 'c', base: 'old', mine: 'new' },
  ]
  const judge = (known: Values, answered: 'yes' | 'failed' | 'not') =>
    judgeSave(storedOf(known), { needed, before, answered })

  it('takes it for applied exactly when every wanted key holds what was wanted, whatever else has changed', () => {
    expect(judge({ b: 'x', c: 'new', theirs: true }, 'failed')).toEqual({ kind: 'applied', missing: [] })
    fc.assert(
      fc.property(values, wishes, values, (seen, wanted, after) => {
        const edits = editsOn(seen, wanted)
        const verdict = judgeSave(storedOf(after), { needed: edits, before: storedOf(seen), answered: 'yes' })
        const absent = edits.filter(({ key, mine }) => (after[key] ?? null) !== mine).map(({ key }) => key)
        expect(verdict.missing.map(({ key }) => key)).toEqual(absent)
        expect(verdict.kind === 'applied').toBe(absent.length === 0)
        expect(verdict.kind === 'in-part').toBe(absent.length > 0 && absent.length < edits.length)
      }),
    )
  })

  it('tells what was never stored from what somebody else has replaced', () => {
    const verdict = judge({ a: true, b: 'theirs', c: 'new' }, 'failed')
    expect(verdict).toEqual({
      kind: 'in-part',
      missing: [
        { key: 'a', mine: null, holds: true, replaced: false },
        { key: 'b', mine: 'x', holds: 'theirs', replaced: true },
      ],
    })
    // After a yes it was stored, so somebody has put the old value back.
    expect(judge({ a: true, b: 'x', c: 'new' }, 'yes').missing).toEqual([
      { key: 'a', mine: null, holds: true, replaced: true },
    ])
  })

  it('says why nothing is stored: failed, unanswered, something else in its place, or put back after a yes', () => {
    const why = (answered: 'yes' | 'failed' | 'not', known: Values = { a: true, c: 'old' }) => {
      const verdict = judge(known, answered)
      expect(verdict.kind).toBe('not-applied')
      return whyNotApplied(verdict, answered)
    }
    expect([why('failed'), why('not'), why('yes')]).toEqual(['failed', 'no-answer', 'replaced'])
    // Without a yes nobody knows whether the bot ever took it.
    const theirs = { a: true, b: 'theirs', c: 'old' }
    expect([why('failed', theirs), why('not', theirs), why('yes', theirs)]).toEqual([
      ...['overtaken', 'overtaken', 'replaced'],
    ])
  })

  it('does not take an unreadable value for an absent one, nor a clearing that did not happen for done', () => {
    const unreadable = { known: {}, unreadable: { a: 'maybe' }, unknown: {} }
    const reset: Edit[] = [{ key: 'a', base: true, mine: null }]
    const judged = judgeSave(unreadable, { needed: reset, before: storedOf({ a: true }), answered: 'yes' })
    expect(judged.missing).toHaveLength(1)
    expect(judgeSave(unreadable, { needed: [], before: unreadable, answered: 'failed' }).kind).toBe('not-applied')
    expect(judgeSave(storedOf({}), { needed: [], before: unreadable, answered: 'failed' }).kind).toBe('applied')
  })

  it('says of a save whose answer was lost what the reading shows, and nothing of the bot', () => {
    const view = (stored: Values): CategoryView => ({
      ...{ guildId: '1', category: 'reminders', readAt: 7, now: 7, unreadable: [], unknown: [], elsewhere: {} },
      stored,
    })
    const of = (stored: Values) => outcomeOf(view(stored), needed, { a: true, c: 'old' })
    expect(of({ b: 'x', c: 'new', d: true })).toMatchObject({
      kind: 'saved',
      others: [{ key: 'd', from: null, to: true, seenAt: 7 }],
      effect: { kind: 'waiting', because: 'not-heard' },
    })
    expect(of({ a: true, c: 'old' })).toMatchObject({ kind: 'not-applied', why: 'no-answer' })
    expect(of({ a: true, b: 'x', c: 'old' })).toMatchObject({ kind: 'in-part' })
    // The answer may have been that somebody else was there before.
    expect(of({ a: false, b: 'theirs', c: 'theirs' })).toMatchObject({ kind: 'not-applied', why: 'overtaken' })
  })

  it('says of a lost answer what it says of one that came: nothing to clear is no clearing done, an idle value is idle', () => {
    const view: CategoryView = {
      ...{ guildId: '1', category: 'gpt', readAt: 7, now: 7, unknown: [], elsewhere: {} },
      stored: { temperature: 0.5, enabled: false },
      unreadable: [{ key: 'model', text: '{}' }],
    }
    const temperature = { key: 'temperature', base: null, mine: 0.5 }
    const enabled = { key: 'enabled', base: null, mine: false }
    expect(outcomeOf(view, [temperature], {})).toMatchObject({ effect: { kind: 'none' } })
    expect(outcomeOf(view, [temperature, enabled], {})).toMatchObject({
      ...{ idle: ['temperature'], effect: { kind: 'waiting' } },
    })
    // What cannot be read is told where it stands, not as a change to its default.
    expect(outcomeOf(view, [], { model: 'grok-3', temperature: 0.5, enabled: false })).toMatchObject({
      ...{ kind: 'not-applied', why: 'no-answer', others: [] },
    })
    // A save that only cleared, and did, is one that the bot is still to hear of.
    expect(outcomeOf({ ...view, unreadable: [] }, [], view.stored)).toMatchObject({
      ...{ kind: 'saved', effect: { kind: 'waiting' } },
    })
  })
})
