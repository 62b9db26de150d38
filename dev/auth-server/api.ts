import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import type { KitReply, KitRequest } from '../kit/serve'
import type { Caller, Core } from './core'
import { AuthError, badRequest } from './errors'
import type { JsonObject } from './model'

const BASE_PATH = '/auth/v1'
const API_VERSION = '2024-01-01'

/** A request as the routes see it. */
export interface ApiRequest {
  readonly method: string
  /** Path below `/auth/v1`, or null outside of it. */
  readonly path: string | null
  /** Whether the inbox page is asked for, which the real server does not have. */
  readonly isInbox: boolean
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly caller: Caller
  /** The presented `apikey`, from header or query. */
  readonly apiKey: string | null
  /** The parsed JSON body; throws 400 `bad_json` when it is not an object. */
  readonly json: () => JsonObject
}

/** An answer of a route. `body` is sent as JSON; `html` as a page. */
export interface ApiReply {
  readonly status: number
  readonly body?: unknown
  readonly html?: string
  readonly headers?: OutgoingHttpHeaders
}

/** A route of the API; `params` are the named groups of its path. */
export type Route = (core: Core, request: ApiRequest, params: Readonly<Record<string, string>>) => Promise<ApiReply>

const one = (value: string | string[] | undefined): string | null => (Array.isArray(value) ? value[0] : value) ?? null

/** Reads what came over HTTP. */
export function toApiRequest(core: Core, request: KitRequest): ApiRequest {
  // Joined, not resolved: a path that begins with two slashes must not name another host.
  const url = new URL(`http://127.0.0.1${request.path.startsWith('/') ? request.path : '/'}`)
  const apiKey = one(request.headers.apikey) ?? url.searchParams.get('apikey')
  return {
    method: request.method,
    path: url.pathname.startsWith(`${BASE_PATH}/`) ? url.pathname.slice(BASE_PATH.length) : null,
    isInbox: url.pathname === '/inbox',
    query: url.searchParams,
    headers: request.headers,
    apiKey,
    caller: {
      userAgent: request.headers['user-agent'] ?? null,
      ip: callerAddress(core, request, apiKey),
    },
    json: () => parseObject(request.body),
  }
}

function callerAddress(core: Core, request: KitRequest, apiKey: string | null): string {
  const forwarded = one(request.headers['sb-forwarded-for'])?.split(',')[0]?.trim()
  const trusted = core.config.forwardedFor && apiKey === core.secretKey
  return trusted && forwarded ? forwarded : request.remoteAddress
}

function parseObject(body: Buffer): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : 'invalid JSON'
    throw badRequest('bad_json', `Could not parse request body as JSON: ${why}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('bad_json', 'Could not parse request body as JSON: cannot unmarshal into object')
  }
  return { ...value }
}

/** A text field of a body; undefined when absent or null, 400 when it is anything else. */
export function textField(body: JsonObject, name: string): string | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw badRequest('bad_json', `Could not parse request body as JSON: field ${name} is not a string`)
}

/** An object field of a body; undefined when absent or null, 400 when it is anything else. */
export function objectField(body: JsonObject, name: string): JsonObject | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object' && !Array.isArray(value)) return { ...value }
  throw badRequest('bad_json', `Could not parse request body as JSON: field ${name} is not an object`)
}

/** The bearer token of a request, or null. */
export function bearerOf(request: ApiRequest): string | null {
  return /^[Bb]earer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
}

/** Puts an answer on the wire. */
export function toKitReply(reply: ApiReply): KitReply {
  if (reply.html !== undefined) {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...reply.headers }
    return { status: reply.status, headers, body: reply.html }
  }
  if (reply.body === undefined) return { status: reply.status, headers: { ...reply.headers }, body: '' }
  return {
    status: reply.status,
    headers: { 'content-type': 'application/json', ...reply.headers },
    body: JSON.stringify(reply.body),
  }
}

/** An error in the shape of the API version the caller asked for. */
export function errorReply(error: AuthError, request: ApiRequest): ApiReply {
  const versioned = (one(request.headers['x-supabase-api-version']) ?? '') >= API_VERSION
  return {
    status: error.status,
    headers: {
      'x-sb-error-code': error.code,
      ...(versioned ? { 'x-supabase-api-version': API_VERSION } : {}),
    },
    body: versioned
      ? { code: error.code, message: error.message, ...error.extra }
      : { code: error.status, error_code: error.code, msg: error.message, ...error.extra },
  }
}

/**
 * What the gateway in front of the real server does: no key or a wrong one is refused before the server hears of it,
 * and the secret key is refused from anything that looks like a browser.
 */
export function gatewayRefusal(core: Core, request: ApiRequest): ApiReply | null {
  const refuse = (message: string, hint: string): ApiReply => ({ status: 401, body: { message, hint } })
  if (!request.apiKey) {
    return refuse('No API key found in request', 'No `apikey` request header or url param was found.')
  }
  if (request.apiKey === core.secretKey) {
    return /^Mozilla\//.test(request.headers['user-agent'] ?? '')
      ? refuse(
          'Forbidden use of secret API key in browser',
          'Secret API keys can only be used in a protected environment.',
        )
      : null
  }
  if (request.apiKey === core.anonKey) return null
  return refuse('Invalid API key', 'Double check your Supabase `anon` or `service_role` API key.')
}

/** Whatever went wrong, as an error of the API. */
export function asAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return new AuthError(500, 'unexpected_failure', 'Unexpected failure, please check server logs for more information')
}
