/** Between the server's JSON (integers of any size) and plain JSON on the control port (ids as strings). */
import type { PyJson } from './wire/json-read'
import { Float, type Json } from './wire/json-write'

/** A value for the control port: integers beyond the safe range become decimal strings. */
export function plainJson(value: PyJson): unknown {
  if (typeof value === 'bigint') {
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : value.toString()
  }
  if (value instanceof Float) return value.value
  if (Array.isArray(value)) return value.map(plainJson)
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plainJson(item)]))
  return value
}

/** A value from the control port as the server keeps it; an id that must be a bare integer comes as `{ "$id": "…" }`. */
export function serverJson(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') {
    return value
  }
  if (Array.isArray(value)) return value.map(serverJson)
  if (typeof value !== 'object') return null
  if ('$id' in value && typeof value.$id === 'string' && /^\d{1,20}$/.test(value.$id)) return BigInt(value.$id)
  return new Map(Object.entries(value).map(([key, item]) => [key, serverJson(item)]))
}
