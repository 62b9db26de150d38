import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExact, plainJson } from './exact-json'
import { parseJson, stringifyJson } from './transport/lossless-json'

const number = fc.oneof(
  fc.constantFrom('1.0', '1e3', '1E+3', '-0', '0.10', '1123456789012345679', '12345678901234567890123', '1e400'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
)
const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('1.0', 'n1', 's', '"', '\\', '\\"1', '__proto__', 'true', '{"a":1.0}'),
)

/** JSON text, compact, with numbers spelled in every way. */
const json: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    number,
    word.map((value) => JSON.stringify(value)),
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc
      .uniqueArray(fc.tuple(word, tie('value')), { selector: ([name]) => name, maxLength: 4 })
      .map((entries) => `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`),
  ),
})).value

describe('JSON that keeps its spelling', () => {
  it('is written again byte for byte', () => {
    fc.assert(
      fc.property(json, (text) => {
        // Names that are whole numbers come first in any JavaScript object; their order is no part of what JSON says.
        fc.pre(!/"\d+":/.test(text))
        expect(stringifyJson(parseExact(text))).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps names that only an escape can write, after others like them', () => {
    for (const text of [String.raw`{"x":1.0,"\\":true,"":[]}`, String.raw`{"x":1.0,"\"":true,"":[]}`]) {
      expect(stringifyJson(parseExact(text))).toBe(text)
      expect(stringifyJson(parseJson(text))).toBe(text.replace('1.0', '1'))
    }
  })

  it('is in its plain form what the ordinary parser reads', () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(plainJson(parseExact(text))).toEqual(parseJson(text))
      }),
    )
  })

  it('refuses what is no JSON', () => {
    for (const text of ['', '{', '01', '{1:2}', '"a', '1.', "{'a':1}", 'nope']) {
      expect(() => parseExact(text)).toThrow(SyntaxError)
    }
  })
})
