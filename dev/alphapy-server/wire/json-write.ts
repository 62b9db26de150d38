/** Writes JSON as the real server does: Python's number texts, bare integers of any size, no spaces. */
import { floatText } from './python'

/** A Python float: written with a decimal point even when whole. */
export class Float {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
}

/** Everything that can be sent. Objects with keys from outside are Maps, so that order and names are kept. */
export type Json =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | readonly Json[]
  | ReadonlyMap<string, Json>
  | { readonly [key: string]: Json }

/** The compact JSON text of a value. */
export function writeJson(value: Json): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : floatText(value)
  if (value instanceof Float) return floatText(value.value)
  if (isList(value)) return `[${value.map(writeJson).join(',')}]`
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value)
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${writeJson(item)}`).join(',')}}`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
