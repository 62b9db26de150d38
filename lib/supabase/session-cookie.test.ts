import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostCookieName } from '@/lib/security/host-cookie'
import {
  decodeSession,
  encodeSession,
  giveUpSession,
  isOversize,
  removeSession,
  type StoredSession,
  tooLargeCookie,
} from './session-cookie'

const name = 'sb-mind-auth-token'
const read = (cookies: { name: string; value: string }[]) =>
  decodeSession(name, (wanted) => cookies.find((cookie) => cookie.name === wanted)?.value)
const encode = (session: StoredSession, present: string[] = []) => {
  const cookies = encodeSession(name, session, present)
  if (!cookies) throw new Error('too large')
  return cookies
}

describe('the session cookie', () => {
  it('gives back the tokens of any session it was given, of any length and in any script', async () => {
    const session = fc.record({
      access_token: fc.string({ minLength: 1, maxLength: 6_000 }),
      refresh_token: fc.string({ minLength: 1, unit: 'grapheme' }),
      expires_at: fc.nat(),
      remember: fc.constantFrom(undefined, false),
    })
    await fc.assert(
      fc.asyncProperty(session, async (one) => {
        expect(await read(encode(one))).toEqual({ ...one, token_type: 'bearer' })
      }),
      { numRuns: 40 },
    )
  })

  it('holds no token of a provider and no record of the person', async () => {
    const tokens = { access_token: 'a', refresh_token: 'r' }
    const issued = {
      ...tokens,
      provider_token: 'p1',
      provider_refresh_token: 'p2',
      user: { email: 'ada@example.test' },
    }
    expect(await read(encode(issued))).toEqual({ ...tokens, token_type: 'bearer' })
  })

  it('ends with the browser exactly when the session is not to be remembered', () => {
    const ages = (remember: boolean | undefined) =>
      encode({ access_token: 'a', refresh_token: 'r', remember }).map(({ maxAge }) => maxAge)
    expect(ages(false)).toEqual([undefined])
    expect(ages(true)[0]).toBeGreaterThan(86_400)
    expect(ages(undefined)).toEqual(ages(true))
  })

  it('is never written larger than it could be read back, and one given up leaves nothing but word of it', () => {
    const large = { access_token: 'a'.repeat(20_000), refresh_token: 'r' }
    expect(encodeSession(name, large, [name, `${name}.0`])).toBeUndefined()
    expect(giveUpSession(name, [name, `${name}.0`, tooLargeCookie, 'mind-theme'])).toEqual([
      { name, value: '', maxAge: 0 },
      { name: `${name}.0`, value: '', maxAge: 0 },
      { name: tooLargeCookie, value: '1', maxAge: 600 },
    ])
    const written = encode({ access_token: 'a'.repeat(8_000), refresh_token: 'r' })
    expect(isOversize(name, written)).toBe(false)
    expect(isOversize(name, [...written, { name: `${name}.9`, value: 'x'.repeat(3_180) }])).toBe(true)
    expect(isOversize(name, [{ name: 'another', value: 'x'.repeat(30_000) }])).toBe(false)
  })

  it('leaves no chunk of a longer session behind, and touches no other cookie', () => {
    const present = [name, `${name}.0`, `${name}.1`, `${name}.2`, 'mind-theme', `${name}-code-verifier`]
    const set = encode({ access_token: 'a', refresh_token: 'r' }, present)
    expect(set.filter(({ maxAge }) => maxAge === 0).map((cookie) => cookie.name)).toEqual([
      `${name}.0`,
      `${name}.1`,
      `${name}.2`,
    ])
    expect(set.find((cookie) => cookie.name === name)?.maxAge).toBeGreaterThan(0)
    expect(removeSession(name, present).map((cookie) => cookie.name)).toEqual(present.slice(0, 4))
  })

  it('over https takes what lies there under the name without prefix along, and under plain http nothing else', () => {
    const [https, session] = [hostCookieName(name, true), { access_token: 'a', refresh_token: 'r' }]
    const present = [name, `${name}.0`, https, `${name}-awaited`, `another-${name}`]
    const former = [name, `${name}.0`]
    expect(removeSession(https, present).map((cookie) => cookie.name)).toEqual([...former, https])
    const written = encodeSession(https, session, present) ?? []
    expect(written.map((cookie) => [cookie.name, cookie.maxAge === 0])).toEqual([
      ...former.map((one) => [one, true]),
      [https, false],
    ])
    expect(removeSession(name, present).map((cookie) => cookie.name)).toEqual(former)
    expect(encode(session, [https]).map((cookie) => cookie.name)).toEqual([name])
  })

  it.each(['', 'base64-', 'base64-!!!', 'base64-e30', '{}', '{"access_token":1}', 'null'])(
    'treats %j as no session',
    async (value) => {
      expect(await read([{ name, value }])).toBeUndefined()
    },
  )
})
