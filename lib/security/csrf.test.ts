import { NextRequest, NextResponse } from 'next/server'
import { describe, expect, it } from 'vitest'
import { csrfCookieName, isOwnCsrfToken, newCsrfToken } from './csrf'
import { giveCsrfToken } from './csrf-door'
import { csrfTokenIn } from './csrf-names'

function visit(cookie: string | undefined, { method = 'GET', https = true } = {}) {
  const request = new NextRequest('https://mind.example/guilds', { method, headers: cookie ? { cookie } : {} })
  const send = giveCsrfToken(request, https)
  const response = NextResponse.next()
  send(response)
  return { request, set: response.headers.getSetCookie(), cache: response.headers.get('cache-control') }
}

describe('the token of a change', () => {
  it('counts only when it is the one in this browser’s cookie', () => {
    const [own, other] = [newCsrfToken(), newCsrfToken()]
    expect(isOwnCsrfToken(own, own)).toBe(true)
    for (const sent of [other, undefined, '', null, 1, [own], { toString: () => own }, `${own} `, own.slice(0, 31)]) {
      expect(isOwnCsrfToken(sent, own)).toBe(false)
    }
  })

  it('is missing rather than equal where neither side has one', () => {
    for (const nothing of ['', 'undefined', undefined]) expect(isOwnCsrfToken(nothing, nothing)).toBe(false)
  })

  it('is given to a browser that has none, to its page and its cookies alike', () => {
    const { request, set, cache } = visit(undefined)
    // Nobody else may be handed this browser's mark out of a cache.
    expect(cache).toBe('private, no-store')
    const token = request.cookies.get('__Host-mind-csrf')?.value ?? ''
    expect(set).toEqual([expect.stringContaining(`__Host-mind-csrf=${token}; Path=/;`)])
    expect(set[0]).toMatch(/; Secure; SameSite=lax$/)
    expect(isOwnCsrfToken(token, token)).toBe(true)
    expect(csrfTokenIn(`theme=dark; __Host-mind-csrf=${token}`)).toBe(token)
  })

  it('stays the same from visit to visit, and a broken one is replaced', () => {
    const token = newCsrfToken()
    expect(visit(`${csrfCookieName(true)}=${token}`).set).toEqual([])
    expect(visit(`${csrfCookieName(true)}=planted`).set).toHaveLength(1)
  })

  it('is not replaced by a POST, which a foreign page sends without the cookie', () => {
    expect(visit(undefined, { method: 'POST' }).set).toEqual([])
  })

  it('planted by a neighbouring subdomain does not count over https', () => {
    const [own, planted] = [newCsrfToken(), newCsrfToken()]
    expect(csrfTokenIn(`mind-csrf=${planted}; __Host-mind-csrf=${own}`)).toBe(own)
    expect(visit(`mind-csrf=${planted}`).set[0]).toMatch(/^__Host-/)
  })
})
