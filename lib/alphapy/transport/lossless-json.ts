/**
 * JSON without loss. Alphapy sends Discord ids as bare numbers beyond 2^53, which `JSON.parse` rounds.
 */
import { isSafeNumber, LosslessNumber, parse, stringify } from 'lossless-json'

/** Any value that JSON can hold, as Mind holds it: integers that a number cannot carry are text. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** A number written as the digits given, for the few places where the backend demands a bare big integer. */
export function rawNumber(digits: string): LosslessNumber {
  return new LosslessNumber(digits)
}

function readNumber(text: string): number | string {
  const isInteger = /^-?\d+$/.test(text)
  return !isInteger || isSafeNumber(text) ? Number.parseFloat(text) : text
}

/**
 * Parses JSON text. Integers beyond the safe range become strings of their digits. Of a key given twice the last one
 * counts, as everywhere else. Throws `SyntaxError` on anything that is not JSON.
 */
export function parseJson(text: string): JsonValue {
  return parse(text, null, { parseNumber: readNumber, onDuplicateKey: ({ newValue }) => newValue }) as JsonValue
}

/** Writes JSON text; `LosslessNumber` values come out as their digits. */
export function stringifyJson(value: unknown): string {
  return stringify(value) ?? 'null'
}
