/** The fields that differ from run to run, each with the shape it must have. */

const RULES: ReadonlyArray<readonly [RegExp, string]> = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00/g, '<UTC time>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+0[12]:00/g, '<Brussels time>'],
  [/"uptime_seconds":\d+/g, '"uptime_seconds":<seconds>'],
  [/"uptime":"\d+ min"/g, '"uptime":"<minutes> min"'],
  [/"p(50|95|99)":(?!0\.0\b)\d+\.\d+/g, '"p$1":<milliseconds>'],
]

/** How many addresses the limiter knew: generation A was recorded after an earlier run, so its count is not its own. */
const LIMITER_SIZE = /"ip_rate_limits_size":\d+/g

/** A body with volatile fields replaced by a description of their shape. */
export function maskBody(body: string, generation: 'A' | 'B' | 'C'): string {
  const masked = RULES.reduce((text, [pattern, shape]) => text.replace(pattern, shape), body)
  return generation === 'A' ? masked.replace(LIMITER_SIZE, '"ip_rate_limits_size":<addresses>') : masked
}
