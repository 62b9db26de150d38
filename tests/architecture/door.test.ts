import { unstable_doesMiddlewareMatch } from 'next/experimental/testing/server'
import { describe, expect, it } from 'vitest'
import { config } from '@/middleware'

const passes = (path: string, headers: Record<string, string> = {}) =>
  unstable_doesMiddlewareMatch({ config, nextConfig: {}, url: `https://mind.example${path}`, headers })

describe('the door', () => {
  it.each([
    '/',
    '/login',
    '/account',
    '/second-factor',
    '/guilds',
    '/guilds/1187420337402810777/settings/reminders',
    '/auth/session',
    '/auth/sign-out',
    '/auth/linked?code=x',
    '/api/guilds/1187420337402810777/settings?category=reminders',
    '/api/health',
    '/nothing-here',
    '/_next/image?url=x',
    '/robots.txt',
    '/robots.txt-x',
    '/icon.svgx',
    '/icon-svg',
    '/icon.svg/login',
    '/favicon.ico/x',
    '/apple-icon/login',
    '/_next/staticx',
  ])('stands before %s, for pages, data, actions and prefetches alike', (path) => {
    expect(passes(path)).toBe(true)
    expect(passes(path, { rsc: '1', 'next-router-prefetch': '1', purpose: 'prefetch' })).toBe(true)
    expect(passes(path, { 'next-action': 'abc' })).toBe(true)
  })

  it.each([
    '/_next/static/chunks/main.js',
    '/_next/static/media/geist.woff2',
    '/favicon.ico',
    '/icon.svg',
    '/icon.svg?icon.0abc.svg',
  ])('leaves %s alone: nobody’s session is needed for it', (path) => {
    expect(passes(path)).toBe(false)
  })
})
