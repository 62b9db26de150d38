/**
 * The door every request comes through: keeps the session fresh and puts the security headers on. It refreshes, and
 * refreshes alone; who may see what is decided beside the data.
 */
import { type NextRequest, NextResponse } from 'next/server'
import type { ServerEnv } from '@/lib/env/schema'
import { getServerEnv, isDevelopment } from '@/lib/env/server'
import { log } from '@/lib/log/log'
import { clientAddress } from '@/lib/security/client-address'
import { giveCsrfToken } from '@/lib/security/csrf-door'
import { foreignChangeAnswer, noteRefusals, secretParameters } from '@/lib/security/door-watch'
import { contentSecurityPolicy, securityHeaders } from '@/lib/security/headers'
import { hostCookieName } from '@/lib/security/host-cookie'
import { requestUsesHttps } from '@/lib/security/origin'
import { visitedPathHeader } from '@/lib/session/return-to'
import { getSessionStores } from '@/lib/session/session-stores'
import { logout } from './auth-call'
import { getAuthParts } from './auth-parts'
import { refreshBudgetMs } from './refresh'
import {
  type CookieToSet,
  cookieAttributes,
  decodeSession,
  encodeSession,
  giveUpSession,
  isOversize,
  removeSession,
  type StoredSession,
} from './session-cookie'
import type { Verification } from './tokens/jwks'
import { readUnproven, type VerifiedClaims } from './tokens/token-claims'

/** A token that lives longer than this is used as it is; of a short-lived one, its last third is the margin. */
const refreshMarginMs = 90_000

/** No shared cache may keep an answer that carries somebody's new session, and no proxy may hold up a stream for it. */
const noStore = {
  'cache-control': 'private, no-cache, no-store, must-revalidate, max-age=0, no-transform',
  expires: '0',
  pragma: 'no-cache',
}

/**
 * Refuses what another page sends. Otherwise answers with `NextResponse.next` carrying the fresh session to the page and
 * to the browser. A refresh that cannot be had changes nothing: the visit goes on and the page tells what it can prove.
 */
export async function updateSession(request: NextRequest): Promise<NextResponse> {
  const env = getServerEnv()
  const requestId = crypto.randomUUID()
  const refusal = foreignChangeAnswer(request, requestId, env.MIND_ORIGIN)
  if (refusal) return refusal
  const https = requestUsesHttps(request.headers, request.nextUrl.protocol, env.MIND_ORIGIN)
  const cookiesToSet = await refreshedCookies(request, { env, https, requestId })
  noteRefusals(request, requestId, cookiesToSet)
  for (const { name, value, maxAge } of cookiesToSet) {
    if (maxAge === 0) request.cookies.delete(name)
    else request.cookies.set(name, value)
  }
  const sendCsrfToken = giveCsrfToken(request, https)

  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy({ nonce, isDevelopment: isDevelopment() })
  const headers = new Headers(request.headers)
  headers.set('x-request-id', requestId)
  headers.set('content-security-policy', policy)
  headers.set(visitedPathHeader, visitedPath(request.nextUrl))
  // The framework compares the origin of an action with this by itself, and a proxy need not pass the host on.
  if (env.MIND_ORIGIN) headers.set('x-forwarded-host', new URL(env.MIND_ORIGIN).host)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-request-id', requestId)
  for (const [name, value] of Object.entries(securityHeaders(https))) response.headers.set(name, value)
  sendCsrfToken(response)
  if (cookiesToSet.length > 0) {
    const attributes = cookieAttributes(https)
    for (const { name, value, maxAge } of cookiesToSet) response.cookies.set({ name, value, maxAge, ...attributes })
    for (const [name, value] of Object.entries(noStore)) response.headers.set(name, value)
  }
  return response
}

function visitedPath({ pathname, searchParams }: URL): string {
  const wanted = new URLSearchParams(searchParams)
  for (const name of ['_rsc', ...secretParameters]) wanted.delete(name)
  return wanted.size > 0 ? `${pathname}?${wanted}` : pathname
}

interface Visit {
  env: ServerEnv
  https: boolean
  requestId: string
}

async function refreshedCookies(request: NextRequest, { env, https, requestId }: Visit): Promise<CookieToSet[]> {
  const cookieName = hostCookieName(env.MIND_COOKIE_NAME, https)
  const sent = rawCookies(request.headers.get('cookie') ?? '')
  const present = sent.map(({ name }) => name)
  const remove = () => removeSession(cookieName, present)
  const giveUp = () => {
    log.warn({ requestId, reason: 'too-large' }, 'session removed at the door')
    return giveUpSession(cookieName, present)
  }
  if (isOversize(cookieName, sent)) return giveUp()
  const session = await decodeSession(cookieName, (name) => request.cookies.get(name)?.value)
  if (!session) return remove()

  const { clock, verifier, refresher } = getAuthParts()
  const [since, address] = [Date.now(), clientAddress(request.headers, env.MIND_TRUSTED_PROXIES)]
  const verification = await verifier.verify(session.access_token, address)
  // A token that is not this project's is worthless, and so is whatever came with it.
  if (verification.kind === 'invalid') return remove()
  if (await isOver(verification, session)) return remove()
  if (verification.kind === 'valid') {
    getSessionStores().seen.note(verification.claims, request.headers.get('user-agent') ?? '')
    if (verification.claims.expiresAt - clock.now() > marginOf(verification.claims)) return []
  }
  if (verification.kind === 'unknown' && (session.expires_at ?? 0) * 1000 - clock.now() > refreshMarginMs) return []

  const outcome = await refresher.refresh(session.refresh_token, {
    userId: 'claims' in verification ? verification.claims.userId : undefined,
    address,
    // One that would end within the wait is in no hurry: without a new one nobody could tell who is there.
    hurry: verification.kind === 'valid' && verification.claims.expiresAt - clock.now() > refreshBudgetMs,
    waitedMs: Date.now() - since,
  })
  if (outcome.kind === 'refreshed') {
    const renewed = encodeSession(cookieName, { ...outcome.session, remember: session.remember }, present)
    if (!renewed) void logout(outcome.session.access_token, 'local')
    return renewed ?? giveUp()
  }
  if (outcome.kind === 'unavailable' && verification.kind !== 'valid') {
    log.info({ requestId, verification: verification.kind }, 'a session could be neither proven nor renewed')
  }
  // Still valid: keep it to its end. Ended for certain: remove. Otherwise nobody knows, so nothing is removed.
  return outcome.kind === 'ended' && verification.kind !== 'valid' ? remove() : []
}

/** The cookies as they were sent: Next leaves out those whose value it cannot decode, and they would stay for ever. */
function rawCookies(header: string): { name: string; value: string }[] {
  return header.split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at < 1 ? [] : [{ name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() }]
  })
}

function marginOf({ issuedAt, expiresAt }: VerifiedClaims): number {
  return Math.min(refreshMarginMs, (expiresAt - issuedAt) / 3)
}

/**
 * A session Mind ended by itself is ended at the auth server now that its token is here: nothing else could do it. What an
 * unproven token says is good enough to turn away whoever brings it.
 */
async function isOver(verification: Verification, session: StoredSession): Promise<boolean> {
  const claims = 'claims' in verification ? verification.claims : readUnproven(session.access_token)
  const over = claims && (await getSessionStores().ended.find(claims))
  if (over === 'here') void endAtAuthServer(verification, session)
  return over !== undefined
}

/** A token that has run out ends nothing there, so a last one is fetched for it. */
async function endAtAuthServer(verification: Verification, session: StoredSession): Promise<void> {
  if (verification.kind === 'valid') await logout(session.access_token, 'local')
  if (verification.kind !== 'expired') return
  const { userId } = verification.claims
  const last = await getAuthParts().refresher.refresh(session.refresh_token, { userId })
  if (last.kind === 'refreshed') await logout(last.session.access_token, 'local')
}
