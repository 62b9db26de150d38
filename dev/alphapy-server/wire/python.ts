/** Texts as Python prints them. */

/** `repr` of a Python float: shortest digits, always with a point or an exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  const magnitude = Math.abs(value)
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    const [digits = '0', exponent = '+0'] = value.toExponential().split('e')
    const sign = exponent.startsWith('-') ? '-' : '+'
    return `${digits}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`
  }
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

/** Python's `int(text)` for decimal text: surrounding space, a sign and single underscores are allowed. */
export function parseInteger(text: string): bigint | null {
  const trimmed = text.trim()
  return /^[+-]?\d+(?:_\d+)*$/.test(trimmed) ? BigInt(trimmed.replaceAll('_', '').replace(/^\+/, '')) : null
}

/** Python's `float(text)` for plain decimal text, or null. */
export function parseFloatText(text: string): number | null {
  const trimmed = text.trim()
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : null
}
