import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSession, encodeSession, removeSession } from './session-cookie'

const name = 'sb-mind-auth-token'
const read = (cookies: { name: string; value: string }[]) =>
  decodeSession(name, (wanted) => cookies.find((cookie) => cookie.name === wanted)?.value)

describe('the session cookie', () => {
  it('gives back any session it was given, of any length and in any script', async () => {
    const session = fc.record({
      access_token: fc.string({ minLength: 1, maxLength: 6_000 }),
      refresh_token: fc.string({ minLength: 1 }),
      expires_at: fc.nat(),
      user: fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })),
    })
    await fc.assert(
      fc.asyncProperty(session, async (one) => {
        expect(await read(encodeSession(name, one, []))).toEqual(JSON.parse(JSON.stringify(one)))
      }),
      { numRuns: 40 },
    )
  })

  it('leaves no chunk of a longer session behind, and touches no other cookie', () => {
    const present = [name, `${name}.0`, `${name}.1`, `${name}.2`, 'mind-theme', `${name}-code-verifier`]
    const set = encodeSession(name, { access_token: 'a', refresh_token: 'r' }, present)
    expect(set.filter(({ maxAge }) => maxAge === 0).map((cookie) => cookie.name)).toEqual([
      `${name}.0`,
      `${name}.1`,
      `${name}.2`,
    ])
    expect(set.find((cookie) => cookie.name === name)?.maxAge).toBeGreaterThan(0)
    expect(removeSession(name, present).map((cookie) => cookie.name)).toEqual(present.slice(0, 4))
  })

  it.each(['', 'base64-', 'base64-!!!', 'base64-e30', '{}', '{"access_token":1}', 'null'])(
    'treats %j as no session',
    async (value) => {
      expect(await read([{ name, value }])).toBeUndefined()
    },
  )
})
