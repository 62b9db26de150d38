/** Reads values of control requests, with messages that say what is wrong. */
import { ControlProblem } from '../kit/control'

/** A snowflake given as a decimal string. */
export function idValue(value: unknown, name: string): bigint {
  if (typeof value !== 'string' || !/^\d{1,20}$/.test(value)) {
    throw new ControlProblem(`${name} must be an id as a decimal string`)
  }
  return BigInt(value)
}

/** A text. */
export function textValue(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new ControlProblem(`${name} must be a string`)
  return value
}

/** A number. */
export function numberValue(value: unknown, name: string): number {
  if (typeof value !== 'number') throw new ControlProblem(`${name} must be a number`)
  return value
}

/** A boolean. */
export function booleanValue(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw new ControlProblem(`${name} must be a boolean`)
  return value
}

/** The objects of a list; nothing given is an empty list. */
export function objectList(value: unknown, name: string): Array<Record<string, unknown>> {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new ControlProblem(`${name} must be a list`)
  return value.map((item) => objectValue(item, `${name}[]`))
}

/** An object. */
export function objectValue(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlProblem(`${name} must be an object`)
  }
  return { ...value }
}
