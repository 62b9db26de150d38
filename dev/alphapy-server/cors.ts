/** Cross-origin answers: a fixed list of origins, with credentials; nothing is exposed. */
import type { OutgoingHttpHeaders } from 'node:http'
import type { KitReply, KitRequest } from '../kit/serve'

const ORIGINS = new Set(['https://app.innersync.tech', 'https://mind.innersync.tech', 'https://alphapy.innersync.tech'])

/** The headers a normal answer carries for a browser of a known origin. */
export function corsHeaders(request: KitRequest): OutgoingHttpHeaders {
  const { origin } = request.headers
  if (origin === undefined) return {}
  const shared = { 'access-control-allow-credentials': 'true' }
  return ORIGINS.has(origin) ? { ...shared, 'access-control-allow-origin': origin, vary: 'Origin' } : shared
}

/** The answer to a preflight, or null when the request is none. */
export function preflight(request: KitRequest): KitReply | null {
  const { origin } = request.headers
  const method = request.headers['access-control-request-method']
  if (request.method !== 'OPTIONS' || origin === undefined || method === undefined) return null
  const requested = request.headers['access-control-request-headers']
  const known = ORIGINS.has(origin)
  return {
    status: known ? 200 : 400,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
      'access-control-max-age': '600',
      ...(requested === undefined ? {} : { 'access-control-allow-headers': requested }),
      vary: 'Origin',
    },
    body: known ? 'OK' : 'Disallowed CORS origin',
  }
}
