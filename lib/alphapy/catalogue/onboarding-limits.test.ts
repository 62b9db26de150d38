import { describe, expect, it } from 'vitest'
import { isCutInForm, onboardingLimits, questionRefusals, ruleRefusals } from './onboarding-limits'

const option = (value: string, label = value, followup: string | null = null) => ({
  label,
  value,
  followup: followup === null ? null : { question: followup },
})
const choice = (type: string, options: ReturnType<typeof option>[]) => ({ question: 'Which?', type, options })
const many = (count: number) => Array.from({ length: count }, (_, index) => option(String(index)))
const rule = { title: 'Be kind', description: 'To all.', thumbnailUrl: null, imageUrl: null }

describe('what a question may be', () => {
  it.each([
    ['text without options', { question: 'Who?', type: 'text', options: [] }, {}],
    ['no words', { question: ' ', type: 'text', options: [] }, { question: 'needed' }],
    ['too many words', { question: 'x'.repeat(251), type: 'email', options: [] }, { question: 'tooLong' }],
    ['half a character', { question: '\ud800', type: 'text', options: [] }, { question: 'notText' }],
    ['a choice of nothing', choice('select', []), { options: 'optionsNeeded' }],
    ['24 buttons', choice('select', many(24)), {}],
    ['25 buttons', choice('select', many(25)), { options: 'tooManyOptions' }],
    ['25 menu entries', choice('multiselect', many(25)), {}],
    ['26 menu entries', choice('multiselect', many(26)), { options: 'tooManyOptions' }],
    ['a long button', choice('select', [option('a', 'x'.repeat(81))]), { 'options.0.label': 'tooLong' }],
    ['a menu entry of that length', choice('multiselect', [option('a', 'x'.repeat(81))]), {}],
    ['the same answer twice', choice('select', [option('a'), option('a')]), { 'options.1.value': 'valueTwice' }],
    ['an empty option', choice('select', [option('')]), { 'options.0.label': 'needed', 'options.0.value': 'needed' }],
    ['a long follow-up', choice('select', [option('a', 'A', 'x'.repeat(46))]), { 'options.0.followup': 'tooLong' }],
    ['one that is never asked', choice('multiselect', [option('a', 'A', 'x'.repeat(46))]), {}],
    ['options left from another type', { question: 'Who?', type: 'text', options: many(30) }, {}],
  ])('%s', (_, content, expected) => {
    const found = Object.entries(questionRefusals(content)).map(([field, { key }]) => [field, key])
    expect(Object.fromEntries(found)).toEqual(expected)
  })

  it('is cut in a form, and only there, when it is long', () => {
    const question = 'x'.repeat(onboardingLimits.questionInForm + 1)
    expect(['text', 'email', 'select', 'multiselect'].map((type) => isCutInForm({ question, type }))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('a question in a form', () => {
  it('is cut beyond the length of its title, and one that is asked elsewhere is not', () => {
    const cut = (length: number, type = 'text') => isCutInForm({ question: 'x'.repeat(length), type })
    expect([cut(45), cut(46), cut(46, 'email'), cut(46, 'select')]).toEqual([false, true, true, false])
  })
})

describe('what a rule may be', () => {
  it.each([
    ['https://example.test/a.png', true],
    ['http://example.test', true],
    ['javascript:alert(1)', false],
    ['ftp://example.test/a.png', false],
    ['https:///nowhere', false],
    ['https://a b', false],
    ['example.test/a.png', false],
    [`https://example.test/${'x'.repeat(2_048)}`, false],
  ])('a picture at %s: %s', (imageUrl, allowed) => {
    expect(Object.keys(ruleRefusals({ ...rule, imageUrl }))).toEqual(allowed ? [] : ['imageUrl'])
  })

  it('has a title and a description within the limits of an embed', () => {
    expect(ruleRefusals(rule)).toEqual({})
    expect(ruleRefusals({ ...rule, title: 'x'.repeat(257), description: '' })).toEqual({
      title: { key: 'tooLong', values: { max: 256 } },
      description: { key: 'needed' },
    })
    expect(ruleRefusals({ ...rule, description: 'x'.repeat(4_096) })).toEqual({})
  })
})
