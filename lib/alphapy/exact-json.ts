/**
 * JSON whose numbers keep their spelling, for values that are sent back as they came: `1.0` stays `1.0`, and a number of
 * thirty digits stays a number.
 */
import { LosslessNumber } from 'lossless-json'
import { hasEscapedName, type JsonValue, parseByLibrary, parseJson } from './transport/lossless-json'

/** Any value that JSON can hold, its numbers as they are written. `stringifyJson` writes it as it came. */
export type ExactJson = string | number | boolean | null | LosslessNumber | ExactJson[] | { [key: string]: ExactJson }

/** A string, passed over whole, or a number; unrolled, so that a long string does not exhaust the stack. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs

/** Parses JSON text. Throws `SyntaxError` on anything that is not JSON. */
export function parseExact(text: string): ExactJson {
  if (hasEscapedName(text)) return parseByLibrary(text, (digits) => new LosslessNumber(digits)) as ExactJson
  // What is no JSON in the first place must not become some by the rewriting.
  JSON.parse(text)
  const marked = text.replace(tokens, (token) => (token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`))
  return unmarked(JSON.parse(marked) as Marked)
}

/** The value as `parseJson` would have read it. */
export function plainJson(value: ExactJson): JsonValue {
  if (value instanceof LosslessNumber) return parseJson(value.value)
  if (Array.isArray(value)) return value.map(plainJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainJson(item)]))
}

type Marked = string | boolean | null | Marked[] | { [key: string]: Marked }

function unmarked(value: Marked): ExactJson {
  if (typeof value === 'string') return value.startsWith('s') ? value.slice(1) : new LosslessNumber(value.slice(1))
  if (Array.isArray(value)) return value.map(unmarked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name.slice(1), unmarked(item)]))
}
