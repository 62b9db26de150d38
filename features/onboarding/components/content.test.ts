import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDraft } from '../model'
import { readQuestion, readRule, sendableQuestion } from './content'

describe('a draft from the device', () => {
  const text = fc.string()
  const followup = fc.record({ question: text, email: fc.boolean() })
  const question = fc.record({
    question: text,
    type: fc.constantFrom('select', 'multiselect', 'text', 'email'),
    required: fc.boolean(),
    options: fc.array(fc.record({ label: text, value: text, followup: fc.option(followup, { nil: null }) })),
    otherFollowups: fc.array(fc.record({ question: text, email: fc.boolean(), value: text })),
  })
  const address = fc.option(text, { nil: null })
  const rule = fc.record({ title: text, description: text, thumbnailUrl: address, imageUrl: address })
  const draftOf = (content: fc.Arbitrary<unknown>) =>
    fc.record({
      base: fc.option(fc.record({ id: fc.nat(), position: fc.integer(), content }), { nil: null }),
      content,
    })
  const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value))

  it('comes back as it was kept', () => {
    fc.assert(
      fc.property(draftOf(question), draftOf(rule), (asked, told) => {
        expect(readDraft(throughJson(asked), readQuestion)).toEqual(throughJson(asked))
        expect(readDraft(throughJson(told), readRule)).toEqual(throughJson(told))
      }),
    )
  })

  it('is left out, never thrown over, when it is anything else', () => {
    const good = { title: '', description: '', thumbnailUrl: null, imageUrl: null }
    const spoiled = fc
      .tuple(fc.constantFrom('title', 'description', 'thumbnailUrl', 'imageUrl'), fc.constantFrom(7, {}, [], true))
      .map(([field, value]) => ({ ...good, [field]: value }))
    fc.assert(
      fc.property(fc.jsonValue(), spoiled, (raw, content) => {
        readDraft(raw, readQuestion)
        expect(readRule(content)).toBeUndefined()
        expect(readDraft({ base: null, content }, readRule)).toBeUndefined()
        expect(readDraft({ base: { id: 1, position: 1, content }, content: good }, readRule)).toBeUndefined()
      }),
    )
    const lost = [{ sent: good, listed: [1, 2] }]
    const tried = { base: null, content: good, lost: [...lost, { sent: 7, listed: [] }, { sent: good, listed: ['1'] }] }
    expect(readDraft(tried, readRule)).toEqual({ base: null, content: good, lost })
    expect(readQuestion({ question: '', type: 'text', required: true, options: [null], otherFollowups: [] })).toBe(
      undefined,
    )
  })
})

describe('a question to be sent', () => {
  it('has options only where somebody chooses, whatever its form held before', () => {
    const options = [{ label: '', value: '', followup: null }]
    const sent = (type: 'text' | 'email' | 'select' | 'multiselect') =>
      sendableQuestion({ question: 'Who?', type, required: true, options, otherFollowups: [] }).options
    expect([sent('text'), sent('email')]).toEqual([[], []])
    expect([sent('select'), sent('multiselect')]).toEqual([options, options])
  })
})
