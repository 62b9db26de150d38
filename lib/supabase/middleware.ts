/**
 * The door every request comes through: keeps the session fresh and puts the security headers on. It refreshes, and
 * refreshes alone; who may see what is decided beside the data.
 */
import { type NextRequest, NextResponse } from 'next/server'
import { getServerEnv, isDevelopment } from '@/lib/env/server'
import { giveCsrfToken } from '@/lib/security/csrf-door'
import { contentSecurityPolicy, securityHeaders } from '@/lib/security/headers'
import { requestUsesHttps } from '@/lib/security/origin'
import { visitedPathHeader } from '@/lib/session/return-to'
import { getAuthParts } from './auth-parts'
import { type CookieToSet, cookieAttributes, decodeSession, encodeSession, removeSession } from './session-cookie'

/** A token that lives longer than this is used as it is. */
const refreshMarginMs = 90_000

/** No shared cache may keep an answer that carries somebody's new session. */
const noStore = {
  'cache-control': 'private, no-cache, no-store, must-revalidate, max-age=0',
  expires: '0',
  pragma: 'no-cache',
}

/**
 * Answers with `NextResponse.next` carrying the fresh session to the page and to the browser. A refresh that cannot be
 * had changes nothing: the visit goes on and the page tells what it can prove.
 */
export async function updateSession(request: NextRequest): Promise<NextResponse> {
  const env = getServerEnv()
  const https = requestUsesHttps(request.headers, request.nextUrl.protocol, env.MIND_ORIGIN)
  const cookiesToSet = await refreshedCookies(request, env.MIND_COOKIE_NAME)
  for (const { name, value, maxAge } of cookiesToSet) {
    if (maxAge === 0) request.cookies.delete(name)
    else request.cookies.set(name, value)
  }
  const sendCsrfToken = giveCsrfToken(request, https)

  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy({ nonce, isDevelopment: isDevelopment() })
  const headers = new Headers(request.headers)
  headers.set('x-request-id', crypto.randomUUID())
  headers.set('content-security-policy', policy)
  headers.set(visitedPathHeader, visitedPath(request.nextUrl))

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
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
  wanted.delete('_rsc')
  return wanted.size > 0 ? `${pathname}?${wanted}` : pathname
}

async function refreshedCookies(request: NextRequest, cookieName: string): Promise<CookieToSet[]> {
  const session = await decodeSession(cookieName, (name) => request.cookies.get(name)?.value)
  const present = request.cookies.getAll().map(({ name }) => name)
  if (!session) return removeSession(cookieName, present)

  const { verifier, refresher } = getAuthParts()
  const verification = await verifier.verify(session.access_token)
  if (verification.kind === 'valid' && verification.claims.expiresAt - Date.now() > refreshMarginMs) return []
  // A token that is not this project's is worthless, and so is whatever came with it.
  if (verification.kind === 'invalid') return removeSession(cookieName, present)
  if (verification.kind === 'unknown' && (session.expires_at ?? 0) * 1000 - Date.now() > refreshMarginMs) return []

  const outcome = await refresher.refresh(session.refresh_token, { hurry: verification.kind === 'valid' })
  if (outcome.kind === 'refreshed') {
    return encodeSession(cookieName, { ...outcome.session, remember: session.remember }, present)
  }
  // Still valid: keep it to its end. Ended for certain: remove. Otherwise nobody knows, so nothing is removed.
  if (outcome.kind === 'ended' && verification.kind !== 'valid') return removeSession(cookieName, present)
  return []
}
