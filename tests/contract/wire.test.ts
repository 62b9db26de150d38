/** How the local Alphapy reads and writes JSON and times. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JsonDecodeError, readJson } from '../../dev/alphapy-server/wire/json-read'
import { writeJson } from '../../dev/alphapy-server/wire/json-write'
import { floatText } from '../../dev/alphapy-server/wire/python'
import { brusselsEpoch, brusselsWall, clockText, isoBrussels, isoUtc } from '../../dev/alphapy-server/wire/time'

describe('JSON', () => {
  test('whatever JavaScript can write is read and means the same when written again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(writeJson(readJson(JSON.stringify(value))))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('integers of any size keep every digit', () => {
    fc.assert(fc.property(fc.bigInt(), (value) => writeJson(readJson(`[${value}]`)) === `[${value}]`))
  })

  test('the last of equal names wins, and __proto__ is a name like any other', () => {
    expect(writeJson(readJson('{"a":1,"a":2,"__proto__":{"b":1}}'))).toBe('{"a":2,"__proto__":{"b":1}}')
  })

  test.each([
    ['', 'Expecting value', 0],
    ['[1,]', 'Expecting value', 3],
    ['{a:1}', 'Expecting property name enclosed in double quotes', 1],
    ['{"a" 1}', "Expecting ':' delimiter", 5],
    ['[1 2]', "Expecting ',' delimiter", 3],
    ['{} {}', 'Extra data', 3],
    ['"abc', 'Unterminated string starting at', 0],
  ])('%j is refused as the real server refuses it', (text, reason, position) => {
    const refused = (() => {
      try {
        return readJson(text)
      } catch (error) {
        return error
      }
    })()
    expect(refused).toBeInstanceOf(JsonDecodeError)
    expect(refused).toMatchObject({ reason, position })
  })

  test.each([
    [1, '1.0'],
    [0.25, '0.25'],
    [1e-7, '1e-07'],
    [1e16, '1e+16'],
    [123456.5, '123456.5'],
  ])('the float %d is written as %s', (value, text) => {
    expect(floatText(value)).toBe(text)
  })
})

describe('times', () => {
  test('a database time is written with its offset, in UTC and in Brussels', () => {
    expect(isoUtc('2026-11-22 03:04:51.6761+00')).toBe('2026-11-22T03:04:51.676100+00:00')
    expect(isoUtc('2026-08-18 09:00:00+00')).toBe('2026-08-18T09:00:00+00:00')
    expect(isoBrussels('2026-08-18 23:30:00+00')).toBe('2026-08-19T01:30:00+02:00')
  })

  test('Brussels wall time leads back to itself on any day', () => {
    const start = Date.parse('2026-01-01T12:00:00Z')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_500 }), (days) => {
        const { date, minutes } = brusselsWall(start + days * 86_400_000)
        return brusselsEpoch(`${date}T${clockText(minutes)}:00`) === start + days * 86_400_000
      }),
    )
  })
})
