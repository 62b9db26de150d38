import type { KitReply, KitRequest } from '../kit/serve'
import {
  type ApiReply,
  type ApiRequest,
  asAuthError,
  errorReply,
  gatewayRefusal,
  type Route,
  toApiRequest,
  toKitReply,
} from './api'
import type { Core } from './core'
import { inboxPage } from './inbox'
import type { AddressLimits, LimitName } from './limits'
import { magicLink, otp, recover, resend } from './routes-codes'
import { challengeFactor, enrollFactor, unenrollFactor, verifyFactor } from './routes-factors'
import { deleteIdentity } from './routes-identities'
import { authorize, callback, linkAuthorize } from './routes-oauth'
import { health, jwks, settings } from './routes-public'
import { signup } from './routes-signup'
import { token } from './routes-token'
import { getUser, logout, updateUser } from './routes-user'
import { verifyGet, verifyPost } from './routes-verify'

interface Entry {
  readonly route: Route
  /** Reached without an `apikey`: what browsers open themselves, and the public keys. */
  readonly open?: true
  readonly limit?: LimitName
}

const ROUTES: Readonly<Record<string, Entry>> = {
  'GET /health': { route: health },
  'GET /settings': { route: settings },
  'GET /.well-known/jwks.json': { route: jwks, open: true },
  'POST /token': { route: token, limit: 'token' },
  'GET /user': { route: getUser },
  'PUT /user': { route: updateUser, limit: 'user' },
  'POST /logout': { route: logout },
  'POST /signup': { route: signup, limit: 'signup' },
  'POST /otp': { route: otp, limit: 'otp' },
  'POST /magiclink': { route: magicLink, limit: 'magiclink' },
  'POST /recover': { route: recover, limit: 'recover' },
  'POST /resend': { route: resend, limit: 'resend' },
  'GET /verify': { route: verifyGet, open: true, limit: 'verify' },
  'POST /verify': { route: verifyPost, limit: 'verify' },
  'GET /authorize': { route: authorize, open: true },
  'GET /callback': { route: callback, open: true },
  'GET /user/identities/authorize': { route: linkAuthorize },
  'DELETE /user/identities/:id': { route: deleteIdentity },
  'POST /factors': { route: enrollFactor },
  'POST /factors/:id/challenge': { route: challengeFactor, limit: 'factorChallenge' },
  'POST /factors/:id/verify': { route: verifyFactor, limit: 'factorVerify' },
  'DELETE /factors/:id': { route: unenrollFactor },
}

const PATTERNS = Object.entries(ROUTES).map(([name, entry]) => {
  const [method, path] = name.split(' ')
  const source = (path ?? '').replaceAll('.', '\\.').replace(/:(\w+)/g, '(?<$1>[^/]+)')
  return { method, path: new RegExp(`^${source}/?$`), entry }
})

/** Answers one request of the API. */
export async function handle(core: Core, limits: AddressLimits, incoming: KitRequest): Promise<KitReply> {
  const request = toApiRequest(core, incoming)
  return toKitReply(await answer(core, limits, request).catch((error) => errorReply(asAuthError(error), request)))
}

async function answer(core: Core, limits: AddressLimits, request: ApiRequest): Promise<ApiReply> {
  if (request.path === null && request.method === 'GET' && request.isInbox)
    return inboxPage(core, request.query.get('to'))
  for (const { method, path, entry } of PATTERNS) {
    const found = method === request.method && request.path !== null && path.exec(request.path)
    if (!found) continue
    const refusal = entry.open ? null : gatewayRefusal(core, request)
    if (refusal) return refusal
    if (entry.limit) limits.count(core, entry.limit, request.caller.ip)
    return entry.route(core, request, found.groups ?? {})
  }
  return { status: 404, body: { code: 404, error_code: 'not_found', msg: '404 page not found' } }
}
