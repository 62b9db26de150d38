import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { halfDone } from '@/lib/supabase/auth-api'
import {
  isProvenByMessage,
  readCode,
  readLinkTarget,
  readPhone,
  readRecipient,
  signInProblem,
  wouldTell,
} from './model'

describe('what somebody types', () => {
  it.each([
    ['+32 470 12 34 56', '+32470123456'],
    ['0032 470/12.34.56', '+32470123456'],
    ['+1 (555) 010-9999', '+15550109999'],
    ['0470 12 34 56', undefined],
    ['+0470123456', undefined],
    ['+32 47O 12 34 56', undefined],
    ['', undefined],
  ])('%j is the number %j', (typed, number) => {
    expect(readPhone(typed)).toBe(number)
  })

  it('is one recipient however it is spelled', () => {
    const numbers = ['+32470123456', '+32 470 12 34 56', '0032470123456', ' +32.470.123.456 ']
    expect(new Set(numbers.map((to) => readRecipient({ way: 'phone', to })))).toEqual(new Set(['+32470123456']))
    const addresses = ['ada@example.test', 'Ada@Example.test', ' ada@example.test ']
    expect(new Set(addresses.map((to) => readRecipient({ way: 'email', to })))).toEqual(new Set(['ada@example.test']))
    for (const to of ['32470123456', '', ' ']) expect(readRecipient({ way: 'phone', to })).toBeUndefined()
    expect(readRecipient({ way: 'recovery', to: ' ' })).toBeUndefined()
  })

  it.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['12345', undefined],
    ['12345678901', undefined],
    ['12345a', undefined],
  ])('%j is the code %j', (typed, code) => {
    expect(readCode(typed)).toBe(code)
  })
})

describe('a refusal of the auth server', () => {
  it('tells one thing about a wrong password, an unknown account and one that was shut out', () => {
    const told = ['invalid_credentials', 'user_not_found', 'user_banned'].map((code) =>
      signInProblem('password', { code }),
    )
    expect(new Set(told.map((found) => JSON.stringify(found))).size).toBe(1)
    const codes = ['otp_expired', 'user_not_found', 'user_banned'].map((code) => signInProblem('code', { code }))
    expect(new Set(codes.map((found) => JSON.stringify(found))).size).toBe(1)
  })

  it('keeps the wait of a rate limit, and takes what it does not know for an outage', () => {
    expect(signInProblem('code', { code: 'over_sms_send_rate_limit', retryAfterMs: 52_000 })).toMatchObject({
      code: 'busy',
      reason: 'too-many-attempts',
      retryAfterMs: 52_000,
    })
    for (const refusal of [{ code: 'hook_timeout' }, { code: '' }, 'away'] as const) {
      expect(signInProblem('password', refusal).reason).toBe('sign-in-away')
    }
  })

  it('is none where the first of two links was taken: the other one is asked for', () => {
    expect(signInProblem('link', { code: halfDone })).toMatchObject({ code: 'invalid', reason: 'other-link-too' })
  })

  it('of a message is kept back where only a known, or only an unknown, address meets it', () => {
    const telling = ['otp_disabled', 'signup_disabled', 'over_email_send_rate_limit', 'sms_send_failed', 'user_banned']
    for (const code of telling) expect(wouldTell(code, { open: false }), code).toBe(true)
    for (const code of telling) expect(wouldTell(code, { open: true }), code).toBe(false)
    for (const code of ['over_request_rate_limit', 'email_provider_disabled', 'validation_failed']) {
      expect(wouldTell(code, { open: false }), code).toBe(false)
    }
  })
})

describe('the target of a link', () => {
  const origin = 'https://mind.example'
  it('is the path, or what the way back of its flow carries', () => {
    expect(readLinkTarget('/guilds/1', origin)).toEqual({ next: '/guilds/1' })
    expect(readLinkTarget(`${origin}/auth/callback?flow=f&next=%2Fguilds%2F1`, origin)).toEqual({
      next: '/guilds/1',
      flow: 'f',
    })
  })

  it('is nothing on any other origin, whatever it is given', () => {
    expect(readLinkTarget('https://mind.example.evil.example/auth/callback?next=/x', origin)).toEqual({})
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        expect(readLinkTarget(url, origin)).toEqual({})
      }),
    )
    for (const text of [undefined, '', 'javascript:alert(1)', 'guilds'])
      expect(readLinkTarget(text, origin)).toEqual({})
  })
})

describe('a new password without the old one', () => {
  const now = 10_000_000
  const ago = (seconds: number) => now / 1000 - seconds
  it.each([
    [[{ method: 'otp', timestamp: ago(60) }], true],
    [[{ method: 'recovery', timestamp: ago(899) }], true],
    [[{ method: 'otp', timestamp: ago(901) }], false],
    [[{ method: 'password', timestamp: ago(1) }], false],
    [
      [
        { method: 'oauth', timestamp: ago(1) },
        { method: 'totp', timestamp: ago(1) },
      ],
      false,
    ],
    [
      [
        { method: 'totp', timestamp: ago(1) },
        { method: 'otp', timestamp: ago(30) },
      ],
      true,
    ],
    [['otp', null], false],
    [undefined, false],
  ])('with the proofs %j is allowed: %j', (amr, allowed) => {
    expect(isProvenByMessage(amr, now)).toBe(allowed)
  })
})
