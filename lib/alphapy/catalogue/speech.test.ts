import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExactJson, parseExact } from '../exact-json'
import { stringifyJson } from '../transport/lossless-json'
import { speechOf, unknownValue } from './speech'
import { measuredWire } from './test-registry'

/** JSON text of something stored under a key nobody knows; JSON null and empty text cannot be sent. */
const stored = fc
  .oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constantFrom('1.0', '0.50', '12345678901234567890123', '"1.0"', '"true"', '"null"', '"\\"x\\""', '{"a":[1.00]}'),
  )
  .filter((text) => text !== 'null' && text !== '""')

/** What is sent back for a stored value that arrived as `wire`. */
const sentBack = (key: string, wire: ExactJson, speech: 'text' | 'values') =>
  stringifyJson(unknownValue(key, wire, speech))

describe('a value nobody knows the type of', () => {
  it('is sent back byte for byte, by a server that sends its text', () => {
    fc.assert(
      fc.property(stored, (text) => {
        expect(sentBack('whatever', measuredWire('whatever', text) as string, 'text')).toBe(
          stringifyJson(parseExact(text)),
        )
      }),
    )
  })

  it('is sent back byte for byte, by a server that sends the value', () => {
    fc.assert(
      fc.property(stored, (text) => {
        expect(sentBack('whatever', parseExact(text), 'values')).toBe(stringifyJson(parseExact(text)))
      }),
    )
  })

  it('stays an id when its key says so, and stays a list or an object', () => {
    const id = '1123456789012345679'
    for (const key of ['pinned_channel_id', 'badge_role_new', 'category_id']) {
      expect(sentBack(key, measuredWire(key, `"${id}"`) as string, 'text')).toBe(`"${id}"`)
      expect(sentBack(key, measuredWire(key, `[1.0,"${id}"]`) as string, 'text')).toBe(`[1.0,"${id}"]`)
    }
  })

  it('is left out when nothing can be sent for it', () => {
    expect([unknownValue('a', 'null', 'text'), unknownValue('a', '""', 'text')]).toEqual([undefined, undefined])
    expect([unknownValue('a', null, 'values'), unknownValue('a', '', 'values')]).toEqual([undefined, undefined])
    expect(unknownValue('a', 'null', 'values')).toBe('null')
  })
})

describe('how a server speaks', () => {
  it('shows in any value that could not be text, or could be nothing else', () => {
    expect(speechOf({ gpt: { whatever: 5 } })).toBe('values')
    expect(speechOf({ gpt: { model: 'grok-3' } })).toBe('values')
    expect(speechOf({ gpt: { whatever: '"word"' } })).toBe('text')
    expect(speechOf({ engagement: { og_cap: '60' } })).toBe('text')
  })

  it('is not guessed from what looks the same either way', () => {
    expect(
      speechOf({ gpt: { whatever: '5', enabled: true, temperature: 0.5 }, system: { log_channel_id: '112' } }),
    ).toBe(undefined)
  })
})
