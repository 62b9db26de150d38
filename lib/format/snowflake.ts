/** Discord ids: decimal digits, always text. A JavaScript number cannot hold one. */
export type Snowflake = string & { readonly __brand: 'Snowflake' }

const largestSigned64 = '9223372036854775807'

/** True for 15 to 19 digits without leading zero that fit a signed 64-bit integer (what the backend stores). */
export function isSnowflake(value: unknown): value is Snowflake {
  if (typeof value !== 'string' || !/^[1-9]\d{14,18}$/.test(value)) return false
  return value.length < largestSigned64.length || value <= largestSigned64
}
