/**
 * JSON without loss. Alphapy sends Discord ids as bare numbers beyond 2^53, which `JSON.parse` rounds. Numbers that a
 * JavaScript number cannot carry are put in quotes first, so that they come out as text.
 */
import { LosslessNumber, stringify } from 'lossless-json'

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
  return JSON.parse(withQuotes(text)) as JsonValue
}

const quote = 0x22
const backslash = 0x5c
const minus = 0x2d

/** The text with every number in quotes that would lose something. Walked by hand: a regular expression takes thrice the time. */
function withQuotes(text: string): string {
  let out = ''
  let copiedTo = 0
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = stringEnd(text, at)
    } else if (code === minus || isDigit(code)) {
      const end = numberEnd(text, at)
      if (isLost(text, at, end)) {
        out += `${text.slice(copiedTo, at)}"${text.slice(at, end)}"`
        copiedTo = end
      }
      at = end
    } else at++
  }
  return copiedTo === 0 ? text : out + text.slice(copiedTo)
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
  afterSpace.lastIndex = end
  return afterSpace.exec(text)?.[1] !== ':'
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
