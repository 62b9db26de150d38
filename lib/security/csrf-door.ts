import type { NextRequest, NextResponse } from 'next/server'
import { csrfCookieAttributes, csrfCookieName, isCsrfToken, newCsrfToken } from './csrf'

/**
 * Gives a browser its token when it has none: at once to the page of this request, and by the returned function to its
 * answer. Only on GET: a foreign page's POST comes without the cookie, and must not make the door replace it.
 */
export function giveCsrfToken(request: NextRequest, https: boolean): (response: NextResponse) => void {
  const name = csrfCookieName(https)
  if (request.method !== 'GET' || isCsrfToken(request.cookies.get(name)?.value)) return () => {}
  const value = newCsrfToken()
  request.cookies.set(name, value)
  return (response) => {
    response.cookies.set({ name, value, ...csrfCookieAttributes(https) })
    response.headers.set('cache-control', 'private, no-store')
  }
}
