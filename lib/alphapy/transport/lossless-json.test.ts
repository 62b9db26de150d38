import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson, rawNumber, stringifyJson } from './lossless-json'

function holdsUnsafeInteger(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsUnsafeInteger)
}

describe('lossless JSON', () => {
  it('keeps every digit of an integer of any size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (value) => {
        const read = (parseJson(`{"id":${value}}`) as { id: string | number }).id
        expect(String(read)).toBe(String(value))
      }),
    )
  })

  it('reads and writes everything else as JSON.parse and JSON.stringify do', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(!holdsUnsafeInteger(value))
        const text = JSON.stringify(value)
        expect(parseJson(text)).toEqual(JSON.parse(text))
        expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('writes a raw number as bare digits', () => {
    expect(stringifyJson({ mute_role_id: rawNumber('1123456789012345689') })).toBe(
      '{"mute_role_id":1123456789012345689}',
    )
  })

  it('takes the last of two equal keys and refuses what is not JSON', () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual({ a: 2 })
    expect(() => parseJson('<html>')).toThrow(SyntaxError)
    expect(() => parseJson('')).toThrow(SyntaxError)
  })
})
