/**
 * JSON without loss. Alphapy sends Discord ids as bare numbers beyond 2^53, which `JSON.parse` rounds. Numbers that a
 * JavaScript number cannot carry are put in quotes first, so that they come out as text.
 */
import { LosslessNumber, parse, stringify } from 'lossless-json'

/** Any value that JSON can hold, as Mind holds it: numbers that a JavaScript number cannot carry are text. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** A number written as the digits given, for the few places where the backend demands a bare big integer. */
export function rawNumber(digits: string): LosslessNumber {
  return new LosslessNumber(digits)
}

const afterSpace = /\s*(\S)/y

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/**
 * Parses JSON text. Whole numbers beyond the safe range become text of their digits, however they are written, and so does
 * every other number of which a JavaScript number would hold another value. Of a name given twice the last one counts; `__proto__` is a name like any
 * other. Throws `SyntaxError` on anything that is not JSON.
 */
export function parseJson(text: string): JsonValue {
  const { quoted, hasEscapedName } = walk(text)
  return (hasEscapedName ? parseByLibrary(quoted, Number) : JSON.parse(quoted)) as JsonValue
}

/**
 * True for text that must not be left to `JSON.parse` alone: V8 in Node 24 reads the name `"` as a backslash when an object
 * with that name in its place came before.
 */
export function hasEscapedName(text: string): boolean {
  return text.includes('\\') && walk(text).hasEscapedName
}

/** Parses with the library's own parser, `parseNumber` deciding on numbers. Throws `SyntaxError` on what is not JSON. */
export function parseByLibrary(text: string, parseNumber: (digits: string) => unknown): unknown {
  // Stricter than the library about what is JSON.
  JSON.parse(text)
  return parse(text, undefined, { parseNumber, onDuplicateKey: ({ newValue }) => newValue })
}

const quote = 0x22
const backslash = 0x5c
const minus = 0x2d

/**
 * The text with every number in quotes that would lose something, and whether some name of it is written with an escape.
 * Walked by hand: a regular expression takes thrice the time.
 */
function walk(text: string): { quoted: string; hasEscapedName: boolean } {
  let out = ''
  let copiedTo = 0
  let hasEscapedName = false
  let escapeAt = text.indexOf('\\')
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const end = stringEnd(text, at)
      if (escapeAt >= 0 && escapeAt < end) {
        hasEscapedName ||= isName(text, end)
        escapeAt = text.indexOf('\\', end)
      }
      at = end
    } else if (code === minus || isDigit(code)) {
      const end = numberEnd(text, at)
      if (isLost(text, at, end)) {
        out += `${text.slice(copiedTo, at)}"${text.slice(at, end)}"`
        copiedTo = end
      }
      at = end
    } else at++
  }
  return { quoted: copiedTo === 0 ? text : out + text.slice(copiedTo), hasEscapedName }
}

/** True when what ends here is followed by a colon. */
function isName(text: string, end: number): boolean {
  afterSpace.lastIndex = end
  return afterSpace.exec(text)?.[1] === ':'
}

/** Behind the quote that ends a string: the next one with an even number of backslashes before it. Of a cut-off one, the end. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === backslash) before--
    if ((end - before) % 2 === 0) return end + 1
  }
  return text.length
}

function numberEnd(text: string, start: number): number {
  let end = start + 1
  while (isOfNumber(text.charCodeAt(end))) end++
  return end
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** A digit, a point, a sign or an exponent's letter; `NaN` at the end of the text is none. */
function isOfNumber(code: number): boolean {
  return isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === minus
}

/** What is no number in JSON, or stands where a name belongs, is left as it is for `JSON.parse` to refuse. */
function isLost(text: string, start: number, end: number): boolean {
  if (end - start < 4) return false
  const token = text.slice(start, end)
  if (isKept(token) || !jsonNumber.test(token)) return false
  return !isName(text, end)
}

function isKept(token: string): boolean {
  if (token.length <= 15 && !/[eE]/.test(token)) return true
  const value = Number(token)
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return false
  return decimal(token) === decimal(String(value))
}

/** The value of a number's text in one spelling: sign, digits without outer zeros, power of ten. */
function decimal(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length)}`
}

/** Writes JSON text; `LosslessNumber` values come out as their digits. */
export function stringifyJson(value: unknown): string {
  return stringify(value) ?? 'null'
}
