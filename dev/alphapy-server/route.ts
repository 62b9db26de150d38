/** What a route declares, and what its handler gets. */
import type { KitReply, KitRequest } from '../kit/serve'
import { type Access, type Actor, NOBODY } from './auth/gates'
import type { Generation } from './generation'
import { type Check, type Field, integer, nullable, text } from './wire/fields'
import type { PyJson } from './wire/json-read'
import type { Json } from './wire/json-write'
import type { World } from './world'

/** A parameter in the path (always required) or the query (required unless `fallback` is given). */
export interface Parameter {
  name: string
  check: Check
  fallback?: PyJson
}

/** One method on one path pattern (`{name}` matches one segment). */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  pattern: string
  /** The first generation that has it. */
  since: Generation
  access: Access
  path: readonly Parameter[]
  query: readonly Parameter[]
  body: readonly Field[] | null
  handle: (call: Call) => Promise<Json | KitReply>
}

/** Declares a route; generation A, no parameters and no body unless told. */
export function route(
  definition: Pick<Route, 'method' | 'pattern' | 'access' | 'handle'> &
    Partial<Pick<Route, 'since' | 'query' | 'body'>>,
  path: readonly Parameter[] = [],
): Route {
  const names = [...definition.pattern.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '')
  const given = new Map(path.map((parameter) => [parameter.name, parameter]))
  return {
    since: 'A',
    query: [],
    body: null,
    ...definition,
    path: names.map((name) => given.get(name) ?? { name, check: integer }),
  }
}

/** A path parameter that is text. */
export function textParameter(name: string): Parameter {
  return { name, check: text }
}

/** An optional whole number in the query. */
export function intQuery(name: string, fallback: bigint | null): Parameter {
  return { name, check: fallback === null ? nullable(integer) : integer, fallback }
}

/** An optional text in the query. */
export function textQuery(name: string): Parameter {
  return { name, check: nullable(text), fallback: null }
}

/** Checked arguments by name. The getters throw when the declaration promised something else. */
export class Arguments {
  private readonly values: ReadonlyMap<string, PyJson>
  constructor(values: ReadonlyMap<string, PyJson>) {
    this.values = values
  }

  /** The raw value; undefined when not declared. */
  get(name: string): PyJson | undefined {
    return this.values.get(name)
  }

  /** A whole number. */
  int(name: string): bigint {
    const value = this.values.get(name)
    if (typeof value !== 'bigint') throw new Error(`Argument ${name} is no integer`)
    return value
  }

  /** A text. */
  text(name: string): string {
    const value = this.values.get(name)
    if (typeof value !== 'string') throw new Error(`Argument ${name} is no text`)
    return value
  }

  /** A boolean. */
  bool(name: string): boolean {
    const value = this.values.get(name)
    if (typeof value !== 'boolean') throw new Error(`Argument ${name} is no boolean`)
    return value
  }

  /** A text or null. */
  optionalText(name: string): string | null {
    const value = this.values.get(name)
    return typeof value === 'string' ? value : null
  }

  /** A list or null. */
  optionalList(name: string): PyJson[] | null {
    const value = this.values.get(name)
    return Array.isArray(value) ? value : null
  }

  /** An object or null. */
  optionalMap(name: string): Map<string, PyJson> | null {
    const value = this.values.get(name)
    return value instanceof Map ? value : null
  }
}

/** One request on its way through a route. */
export class Call {
  readonly world: World
  readonly request: KitRequest
  readonly actor: Actor
  readonly args: Arguments
  readonly body: Arguments

  constructor(world: World, request: KitRequest, actor: Actor | null, args: Arguments, body: Arguments) {
    this.world = world
    this.request = request
    this.actor = actor ?? NOBODY
    this.args = args
    this.body = body
  }

  /** The guild in the path or query. */
  get guildId(): bigint {
    return this.args.int('guild_id')
  }
}
