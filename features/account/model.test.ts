import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeDevice, identityView } from './model'

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      'Chrome',
      'Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
      'Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
      'Safari',
      'macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Mobile/15E148 Safari/604.1',
      'Chrome',
      'iPhone',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/150.0.0.0 Mobile Safari/537.36',
      'Samsung Internet',
      'Android',
    ],
  ])('of %s is %s on %s', (userAgent, browser, system) => {
    expect(describeDevice(userAgent)).toEqual({ browser, system })
  })

  it('that calls itself anything else is unknown, and nothing it wrote comes out', () => {
    expect(describeDevice('')).toEqual({})
    expect(describeDevice('<img src=x onerror=alert(1)>')).toEqual({})
    fc.assert(
      fc.property(fc.string(), (text) => {
        const words = Object.values(describeDevice(text))
        expect(words.every((word) => /^[A-Za-z ]+$/.test(word))).toBe(true)
      }),
    )
  })
})

describe('an identity', () => {
  it('shows what its provider says of the account', () => {
    const wire = { identity_id: 'i', id: '80351110224678912', provider: 'discord', created_at: 5 }
    const data = { full_name: 'ada', custom_claims: { global_name: 'Ada L.' }, email: 'ada@example.test' }
    expect(identityView({ ...wire, identity_data: data })).toEqual({
      identityId: 'i',
      provider: 'discord',
      accountId: '80351110224678912',
      name: 'Ada L.',
      since: 5,
    })
    expect(identityView({ ...wire, provider: 'phone', identity_data: { phone: '3247' } }).name).toBe('+3247')
    expect(identityView({ ...wire, provider: 'github' })).toMatchObject({ provider: 'other', name: 'github' })
  })
})
