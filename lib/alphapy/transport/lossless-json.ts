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

/** Only these can lose anything: sixteen digits or more, or an exponent. Most bodies have neither and skip the scan. */
const suspicious = /\d{16}|\d[.\d]{16}|\d[eE][+-]?\d/

/**
 * A string, passed over whole, or a number. The string's loop is unrolled, or a long one exhausts the stack; its end may be
 * missing, or a cut-off body costs the square of its length.
 */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs

const afterSpace = /\s*(\S)/y

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/**
 * Parses JSON text. Whole numbers beyond the safe range become text of their digits, however they are written, and so does
 * every other number of which a JavaScript number would hold another value. Of a name given twice the last one counts; `__proto__` is a name like any
 * other. Throws `SyntaxError` on anything that is not JSON.
 */
export function parseJson(text: string): JsonValue {
  if (!suspicious.test(text)) return JSON.parse(text) as JsonValue
  return JSON.parse(text.replace(tokens, quoteIfLost)) as JsonValue
}

function quoteIfLost(token: string, at: number, text: string): string {
  if (token.startsWith('"') || isKept(token)) return token
  // What is no number in JSON, or stands where a name belongs, stays as it is for `JSON.parse` to refuse.
  afterSpace.lastIndex = at + token.length
  return jsonNumber.test(token) && afterSpace.exec(text)?.[1] !== ':' ? `"${token}"` : token
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
