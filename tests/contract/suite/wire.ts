/** Reading answers without losing a digit, and saying what shape they must have. */
import { isInteger, LosslessNumber, parse, stringify } from 'lossless-json'
import { expect } from 'vitest'
import { z } from 'zod'

/** A parsed answer: numbers stay as they were written. */
export function readJson(text: string): unknown {
  return parse(text)
}

/** JSON text of any value, numbers as they were read. */
export function jsonText(value: unknown): string {
  return stringify(value) ?? 'null'
}

/** The value as JSON text with names in order, to compare two readings. */
export function sortedJson(value: unknown): string {
  if (!isRecord(value)) return jsonText(value)
  return jsonText(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** Whether the value is an object with names. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber)
}

/** A bare number. */
export const number = z.custom<LosslessNumber>((value) => value instanceof LosslessNumber, 'not a bare number')
/** A bare integer of any size. */
export const integer = z.custom<LosslessNumber>(
  (value) => value instanceof LosslessNumber && isInteger(value.value),
  'not a bare integer',
)
/** An id as a string of digits. */
export const idText = z.string().regex(/^\d{1,20}$/)
/** A moment with its offset from UTC. */
export const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/)
/** A moment in UTC, written with `+00:00`. */
export const utcMoment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00$/)

/** An error answer with words. */
export const refusal = z.looseObject({ detail: z.string() })
/** A 422 answer: which places of the request are wrong, and how. */
export const invalid = z.looseObject({
  detail: z.array(
    z.looseObject({
      type: z.string(),
      loc: z.array(z.union([z.string(), integer])),
      msg: z.string(),
      input: z.unknown(),
    }),
  ),
})

/** The value in the given shape; fails the test with every place that does not fit. */
export function shaped<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const result = shape.safeParse(value)
  if (!result.success) expect.fail(`${z.prettifyError(result.error)}\nin ${jsonText(value).slice(0, 600)}`)
  return result.data
}
