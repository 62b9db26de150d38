/** Pieces that several wire schemas share. */
import * as z from 'zod'
import type { Snowflake } from '@/lib/format/snowflake'

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
