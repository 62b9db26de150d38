import { decodeJwt } from 'jose'
import { type ApiRequest, bearerOf } from './api'
import type { Core } from './core'
import { AuthError, forbidden } from './errors'
import type { Session, User } from './model'
import { findRefreshToken } from './refresh'
import { isBanned } from './users'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Who stands behind a verified access token. */
export interface Identified {
  readonly user: User
  readonly session: Session
}

/** The user and the live session of the bearer token, or the refusal the real server gives. */
export async function requireUser(core: Core, request: ApiRequest): Promise<Identified> {
  const token = bearerOf(request)
  if (!token) throw new AuthError(401, 'no_authorization', 'This endpoint requires a Bearer token')
  // supabase-js sends the key itself when nobody is signed in; the gateway turns it into a token without a person.
  if (token === core.anonKey || token === core.secretKey) throw forbidden('bad_jwt', 'invalid claim: missing sub claim')
  const claims = await core.keys.verify(token, core.now()).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw forbidden('bad_jwt', `invalid JWT: unable to parse or verify signature, ${why}`)
  })
  if (!claims.sub) throw forbidden('bad_jwt', 'invalid claim: missing sub claim')
  if (!UUID.test(claims.sub)) throw new AuthError(400, 'bad_jwt', 'invalid claim: sub claim must be a UUID')
  const user = core.store.users.get(claims.sub)
  if (!user) throw forbidden('user_not_found', 'User from sub claim in JWT does not exist')
  if (isBanned(core, user)) throw forbidden('user_banned', 'User is banned')
  const session = core.store.sessions.get(String(claims.session_id ?? ''))
  if (session?.userId !== user.id) {
    throw forbidden('session_not_found', 'Session from session_id claim in JWT does not exist')
  }
  return { user, session }
}

/**
 * All names of the person a request is about, for faults and the journal: whoever owns the bearer or refresh token, a code
 * or link, or the address or number it speaks of. Nothing is verified here.
 */
export function subjectsOf(core: Core, request: ApiRequest): string[] {
  const body = quietly(() => request.json()) ?? {}
  const field = (name: string): string => (typeof body[name] === 'string' ? body[name] : '')
  const claims = quietly(() => decodeJwt(bearerOf(request) ?? ''))
  const user =
    core.store.users.get(claims?.sub ?? '') ??
    findRefreshToken(core, field('refresh_token'))?.user ??
    (field('email') ? core.store.userByEmail(field('email')) : undefined) ??
    (field('phone') ? core.store.userByPhone(field('phone')) : undefined) ??
    ownerOfCode(core, [field('token_hash'), field('auth_code'), request.query.get('token') ?? ''])
  const names = [user?.id, user?.email, user?.phone, claims?.sub, field('email'), field('phone')]
  return [...new Set(names.filter((name): name is string => Boolean(name)))]
}

function ownerOfCode(core: Core, codes: readonly string[]): User | undefined {
  const given = codes.filter(Boolean)
  if (given.length === 0) return undefined
  const flow = [...core.store.flows.values()].find((one) => given.includes(one.authCode))
  const hasCode = (user: User) => user.codes.some((code) => given.includes(code.tokenHash))
  return core.store.users.get(flow?.userId ?? '') ?? [...core.store.users.values()].find(hasCode)
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
