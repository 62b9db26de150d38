/** Pieces that several wire schemas share. */
import * as z from 'zod'
import type { Snowflake } from '@/lib/format/snowflake'
import { parseJson } from '../transport/lossless-json'

/**
 * An id as the backend sends it: bare digits (read as text by the lossless parser, or as a number when small) or text.
 * Comes out as text. Not every id on the wire is a valid snowflake (0 = none), so only digits are demanded.
 */
export const wireId = z
  .union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative()])
  .transform((value) => String(value) as Snowflake)

/** A moment with offset, as ISO text; `null` where the backend has none. */
export const wireMoment = z.string().nullable()

/** Any JSON value, kept as it came. */
export const wireValue = z.json()

/** A figure that may be missing. */
export const wireCount = z.number().nullish()

/** Answer of a write that says no more than yes. */
export const wireDone = z.object({ success: z.literal(true) })

/**
 * A value of structured columns: as such from a repaired server, as JSON text from one that lacks the codec. Text that is
 * no JSON is handed to the schema as it is, which then refuses it.
 */
export function wireStructure<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value
    try {
      return parseJson(value)
    } catch {
      return value
    }
  }, schema)
}
