/** Request validation with the messages of the real server's library (pydantic, lax mode). */
import type { PyJson } from './json-read'
import { Float, type Json } from './json-write'
import { parseInteger } from './python'

/** One entry of a 422 answer. */
export interface FieldError {
  type: string
  loc: Array<string | number>
  msg: string
  input: Json
  ctx?: { [key: string]: Json }
}

/** Where a value stands and where complaints go. */
export interface CheckPlace {
  loc: Array<string | number>
  errors: FieldError[]
}

/** Checks and converts a value; complains into `place.errors` and then returns anything. */
export type Check = (value: PyJson, place: CheckPlace) => PyJson

/** A field of a body: required unless `fallback` is given. */
export interface Field {
  name: string
  check: Check
  fallback?: PyJson
}

function complain(place: CheckPlace, type: string, msg: string, input: PyJson, ctx?: { [key: string]: Json }): PyJson {
  place.errors.push({ type, loc: place.loc, msg, input, ...(ctx ? { ctx } : {}) })
  return null
}

/** A string. */
export const text: Check = (value, place) =>
  typeof value === 'string' ? value : complain(place, 'string_type', 'Input should be a valid string', value)

/** A whole number; digit strings, whole floats and booleans are converted. */
export const integer: Check = (value, place) => {
  if (typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (value instanceof Float) {
    if (Number.isInteger(value.value)) return BigInt(value.value)
    return complain(
      place,
      'int_from_float',
      'Input should be a valid integer, got a number with a fractional part',
      value,
    )
  }
  if (typeof value === 'string') {
    const parsed = parseInteger(value.replace(/\.0+$/, ''))
    if (parsed !== null) return parsed
    return complain(
      place,
      'int_parsing',
      'Input should be a valid integer, unable to parse string as an integer',
      value,
    )
  }
  return complain(place, 'int_type', 'Input should be a valid integer', value)
}

const TRUE_WORDS = new Set(['1', 'true', 't', 'yes', 'y', 'on'])
const FALSE_WORDS = new Set(['0', 'false', 'f', 'no', 'n', 'off'])

/** A boolean; the usual words and 0/1 are converted. */
export const bool: Check = (value, place) => {
  if (typeof value === 'boolean') return value
  const word = value instanceof Float ? String(value.value) : String(value).toLowerCase()
  if (typeof value === 'string' || typeof value === 'bigint' || value instanceof Float) {
    if (TRUE_WORDS.has(word)) return true
    if (FALSE_WORDS.has(word)) return false
    return complain(place, 'bool_parsing', 'Input should be a valid boolean, unable to interpret input', value)
  }
  return complain(place, 'bool_type', 'Input should be a valid boolean', value)
}

/** An object with any content. */
export const dict: Check = (value, place) =>
  value instanceof Map ? value : complain(place, 'dict_type', 'Input should be a valid dictionary', value)

/** A list of checked items. */
export function list(check: Check): Check {
  return (value, place) => {
    if (!Array.isArray(value)) return complain(place, 'list_type', 'Input should be a valid list', value)
    return value.map((item, index) => check(item, { loc: [...place.loc, index], errors: place.errors }))
  }
}

/** One of some words. */
export function literal(...words: string[]): Check {
  const quoted = words.map((word) => `'${word}'`)
  const expected = quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
  return (value, place) =>
    typeof value === 'string' && words.includes(value)
      ? value
      : complain(place, 'literal_error', `Input should be ${expected}`, value, { expected })
}

/** The check, or null. */
export function nullable(check: Check): Check {
  return (value, place) => (value === null ? null : check(value, place))
}

/** A string or a whole number, kept as sent; complaints come once per member of the union. */
export const textOrInteger: Check = (value, place) => {
  if (typeof value === 'string' || typeof value === 'bigint') return value
  text(value, { loc: [...place.loc, 'str'], errors: place.errors })
  integer(value, { loc: [...place.loc, 'int'], errors: place.errors })
  return null
}

/** An object with known fields; unknown ones are ignored, missing ones take their fallback. */
export function model(fields: readonly Field[], objectType = 'model_attributes_type'): Check {
  const msg =
    objectType === 'model_attributes_type'
      ? 'Input should be a valid dictionary or object to extract fields from'
      : 'Input should be a valid dictionary or instance'
  return (value, place) => {
    if (!(value instanceof Map)) return complain(place, objectType, msg, value)
    const result = new Map<string, PyJson>()
    for (const field of fields) {
      const given = value.get(field.name)
      const loc = [...place.loc, field.name]
      if (given !== undefined) result.set(field.name, field.check(given, { loc, errors: place.errors }))
      else if (field.fallback !== undefined) result.set(field.name, field.fallback)
      else complain({ loc, errors: place.errors }, 'missing', 'Field required', value)
    }
    return result
  }
}

/** The 422 entry for a required parameter, header or body that is not there. */
export function missing(loc: Array<string | number>): FieldError {
  return { type: 'missing', loc, msg: 'Field required', input: null }
}

/** 422 entries as JSON, keys in the order the real server sends them. */
export function errorsJson(errors: readonly FieldError[]): Json {
  return errors.map((error) => ({
    type: error.type,
    loc: error.loc,
    msg: error.msg,
    input: error.input,
    ...(error.ctx ? { ctx: error.ctx } : {}),
  }))
}
