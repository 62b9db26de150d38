/** Takes one request through routing, gates and validation, in the order of the real server. */
import type { KitReply, KitRequest } from '../kit/serve'
import {
  type Actor,
  checksGuildEarly,
  firstGate,
  guildActor,
  headerErrors,
  requireAdmin,
  requireDatabase,
  requireLink,
  requireUser,
  serviceKeyGate,
} from './auth/gates'
import type { Claims } from './auth/token'
import { Arguments, Call, type Parameter, type Route } from './route'
import type { Router } from './router'
import { errorsJson, type FieldError, missing, model } from './wire/fields'
import { JsonDecodeError, type PyJson, readJson } from './wire/json-read'
import type { Json } from './wire/json-write'
import { HttpError, jsonReply } from './wire/reply'
import type { World } from './world'

/** Answers a request; throws `HttpError` for refusals and anything else for an unhandled failure. */
export async function dispatch(world: World, router: Router, request: KitRequest): Promise<KitReply> {
  const url = new URL(request.path, 'http://127.0.0.1')
  const found = router.find(world.generation, request.method, decodePath(url.pathname))
  if (found.kind === 'nothing') throw new HttpError(404, 'Not Found')
  if (found.kind === 'method') return jsonReply(405, { detail: 'Method Not Allowed' }, { allow: found.allow })
  if (found.kind === 'redirect') {
    const location = `http://${request.headers.host ?? '127.0.0.1'}${found.path}${url.search}`
    return { status: 307, headers: { location }, body: '' }
  }
  const { route, segments } = found
  const errors: FieldError[] = []
  const sent = route.body === null ? undefined : parseBody(request)
  const claims = needsFirstGate(route) ? await firstGate(world, request.headers) : null
  const actor = await earlyActor(world, route, request, claims, segments, url.searchParams, errors)
  const values = new Map<string, PyJson>()
  readParameters(route.path, segments, 'path', values, errors)
  readParameters(route.query, queryValues(url.searchParams), 'query', values, errors)
  const body = checkBody(route, sent, errors)
  if (errors.length > 0) return jsonReply(422, { detail: errorsJson(errors) })
  const call = new Call(world, request, await lateActor(world, route, actor, values), new Arguments(values), body)
  if (needsFirstGate(route) && route.access !== 'user') requireDatabase(world)
  const answer = await route.handle(call)
  return isReply(answer) ? answer : jsonReply(200, answer)
}

function needsFirstGate(route: Route): boolean {
  return route.access !== 'public' && route.access !== 'service-key'
}

/** The actor as far as the generation finds it before validating the rest; null when its own parameters are bad. */
async function earlyActor(
  world: World,
  route: Route,
  request: KitRequest,
  claims: Claims | null,
  segments: ReadonlyMap<string, string>,
  query: URLSearchParams,
  errors: FieldError[],
): Promise<Actor | null> {
  if (route.access === 'public') return null
  if (route.access === 'service-key') {
    serviceKeyGate(world, request.headers)
    return null
  }
  if (checksGuildEarly(world, route.access)) {
    const own = new Map<string, PyJson>()
    const before = errors.length
    readParameters(route.path.filter(isGuild), segments, 'path', own, errors)
    readParameters(route.query.filter(isGuild), queryValues(query), 'query', own, errors)
    errors.push(...headerErrors(route.access, request.headers))
    const guildId = own.get('guild_id')
    if (errors.length > before || typeof guildId !== 'bigint') return null
    return guildActor(world, route.access, claims, request.headers, guildId)
  }
  const actor = requireUser(world, claims, request.headers)
  return route.access === 'linked' ? requireLink(world, actor) : actor
}

/** Generations A and B look at the guild only inside the route, after validation. */
async function lateActor(
  world: World,
  route: Route,
  actor: Actor | null,
  values: ReadonlyMap<string, PyJson>,
): Promise<Actor | null> {
  if (route.access !== 'guild' || checksGuildEarly(world, route.access) || actor === null) return actor
  const guildId = values.get('guild_id')
  const linked = await requireLink(world, actor)
  if (typeof guildId === 'bigint') requireAdmin(world, guildId, linked.discordId)
  return linked
}

function isGuild(parameter: Parameter): boolean {
  return parameter.name === 'guild_id'
}

function queryValues(query: URLSearchParams): Map<string, string> {
  return new Map(query.entries())
}

function readParameters(
  parameters: readonly Parameter[],
  given: ReadonlyMap<string, string>,
  place: 'path' | 'query',
  values: Map<string, PyJson>,
  errors: FieldError[],
): void {
  for (const parameter of parameters) {
    const value = given.get(parameter.name)
    const loc = [place, parameter.name]
    if (value !== undefined) values.set(parameter.name, parameter.check(value, { loc, errors }))
    else if (parameter.fallback !== undefined) values.set(parameter.name, parameter.fallback)
    else errors.push(missing(loc))
  }
}

/** The parsed body: undefined when empty, and the bare text when it was not sent as JSON. */
function parseBody(request: KitRequest): PyJson | undefined {
  if (request.body.length === 0) return undefined
  const sent = request.body.toString('utf8')
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return sent
  try {
    return readJson(sent)
  } catch (error) {
    if (!(error instanceof JsonDecodeError)) throw error
    const detail: Json = [
      {
        type: 'json_invalid',
        loc: ['body', error.position],
        msg: 'JSON decode error',
        input: {},
        ctx: { error: error.reason },
      },
    ]
    throw new HttpError(422, detail)
  }
}

function checkBody(route: Route, sent: PyJson | undefined, errors: FieldError[]): Arguments {
  if (route.body === null) return new Arguments(new Map())
  if (sent === undefined || sent === null) {
    errors.push(missing(['body']))
    return new Arguments(new Map())
  }
  const checked = model(route.body)(sent, { loc: ['body'], errors })
  return new Arguments(checked instanceof Map ? checked : new Map())
}

function isReply(answer: Json | KitReply): answer is KitReply {
  return typeof answer === 'object' && answer !== null && 'status' in answer && 'headers' in answer && 'body' in answer
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
