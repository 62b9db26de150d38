/**
 * The double-submit token: a random mark of this browser, in a cookie and in whatever it sends to change something. A foreign
 * page can make a browser send the cookie but can neither read nor set it. Pure; the door hands the cookie out.
 */
import { timingSafeEqual } from 'node:crypto'
import { csrfCookie } from './csrf-names'
import { hostCookieName } from './host-cookie'

const bytes = 24
const yearS = 31_536_000

/** Name of the cookie. */
export function csrfCookieName(https: boolean): string {
  return hostCookieName(csrfCookie, https)
}

/** Attributes of the cookie. Scripts of Mind read it to send it back; it opens nothing by itself. */
export function csrfCookieAttributes(https: boolean) {
  return { path: '/', httpOnly: false, sameSite: 'lax' as const, secure: https, maxAge: yearS }
}

/** A new token, 192 random bits. */
export function newCsrfToken(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url')
}

/** True for what could be a token of ours; anything else in the cookie is replaced. */
export function isCsrfToken(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{32}$/.test(value)
}

/** True when what was sent is what this browser's cookie holds. */
export function isOwnCsrfToken(sent: unknown, cookie: string | undefined): boolean {
  if (!isCsrfToken(sent) || !isCsrfToken(cookie)) return false
  return timingSafeEqual(Buffer.from(sent), Buffer.from(cookie))
}
