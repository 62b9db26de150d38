import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonValue, parseJson, rawNumber, stringifyJson } from './lossless-json'

/** The exact value of a decimal numeral: sign, digits without outer zeros, power of ten. */
function exact(numeral: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(numeral) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const trimmed = digits.replace(/0+$/, '')
  const power = Number(exponent) - fraction.length + digits.length - trimmed.length
  return trimmed === '' ? '0' : `${sign}${trimmed}e${power}`
}

/** Any numeral JSON allows: whole, with a fraction, with an exponent, of any length. */
const numerals = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 70n }), fc.nat()),
    fc.option(fc.stringMatching(/^\d{1,25}$/)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.nat({ max: 500 }))),
  )
  .map(([sign, whole, fraction, power]) => {
    return `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${power === null ? '' : power.join('')}`
  })

/** JSON text with its numerals as they are, and the numerals and strings in it in order. */
const { value: texts } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    numerals,
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[ ${items.join(' , ')}]`),
    fc
      .array(fc.tuple(fc.string(), tie('value')), { maxLength: 4 })
      .map(
        (members) => `{${members.map(([name, value], at) => `${JSON.stringify(`${at}${name}`)} : ${value}`).join()}}`,
      ),
  ),
}))

/** Every leaf in order; a number as its exact value, however it is held. */
function leaves(value: JsonValue): string[] {
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap((held) => leaves(held))
  return [/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(String(value)) ? exact(String(value)) : JSON.stringify(value)]
}

describe('lossless JSON', () => {
  it('keeps the exact value of every number, as a number where that can hold it', () => {
    fc.assert(
      fc.property(numerals, (numeral) => {
        const read = parseJson(`[${numeral}]`) as [string | number]
        expect(exact(String(read[0]))).toBe(exact(numeral))
        if (/^-?\d{1,15}$/.test(numeral)) expect(typeof read[0]).toBe('number')
        if (Number.isInteger(read[0])) expect(Number.isSafeInteger(read[0])).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('loses nothing of any JSON from reading to writing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = parseJson(text)
        expect(leaves(parseJson(stringifyJson(read)))).toEqual(leaves(read))
      }),
      { numRuns: 500 },
    )
  })

  it('reads whatever holds no such number as JSON.parse does, also beside one that does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value)
        fc.pre(!/\d{16}|[eE][+-]?\d/.test(text))
        expect(parseJson(text)).toEqual(JSON.parse(text))
        const beside = parseJson(`{"id":1123456789012345678,"value":${text}}`)
        expect(beside).toEqual({ id: '1123456789012345678', value: JSON.parse(text) })
      }),
    )
  })

  it('keeps every digit of ids, in strings and out of them, whatever escapes surround them', () => {
    const text =
      '{"a":1123456789012345680,"b":"\\"1123456789012345680\\\\","c":["\\\\",-9007199254740993,9007199254740991]}'
    expect(parseJson(text)).toEqual({
      a: '1123456789012345680',
      b: '"1123456789012345680\\',
      c: ['\\', '-9007199254740993', 9007199254740991],
    })
  })

  it('writes a raw number as bare digits', () => {
    expect(stringifyJson({ mute_role_id: rawNumber('1123456789012345689') })).toBe(
      '{"mute_role_id":1123456789012345689}',
    )
  })

  it('takes the last of two equal names, and __proto__ for a name like any other', () => {
    expect(parseJson('{"a":1,"a":1123456789012345678}')).toEqual({ a: '1123456789012345678' })
    const read = parseJson('{"__proto__":{"x":1123456789012345678}}')
    expect(Object.keys(read as object)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  })

  it.each([
    '<html>',
    '',
    '[1123456789012345678',
    '[1123456789012345678,]',
    '{1123456789012345678:1}',
    '{1123456789012345678 :1}',
    '[01123456789012345678]',
    '[1123456789012345678.]',
    '[1123456789012345678.e5]',
    '1123456789012345678 1',
    '["1123456789012345678',
    '[.1123456789012345678]',
    '[+1123456789012345678]',
  ])('refuses %j, which is no JSON', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  })

  it('takes a time in proportion to the length, also of text that is cut off or made to be slow', () => {
    for (const text of [
      `{"a":1123456789012345680,"b":"${'\\"'.repeat(500_000)}`,
      `[${'1'.repeat(1_000_000)}:`,
      `[${'1123456789012345678 '.repeat(50_000)}`,
    ]) {
      const startedAt = performance.now()
      expect(() => parseJson(text)).toThrow(SyntaxError)
      expect(performance.now() - startedAt).toBeLessThan(2_000)
    }
  })
})
