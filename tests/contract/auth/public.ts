/** What anybody may ask: how the project is set up, whether it is well, which keys it signs with. */
import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { type Current, claimsOf } from './target'

/** The guarantees. */
export function publicGuarantees(current: Current): void {
  test('the health check names the server and its version', async () => {
    const { status, body } = await current().ask('/health')
    expect(status).toBe(200)
    expect(body).toMatchObject({ name: 'GoTrue', version: expect.stringMatching(/\S/) })
  })

  test('the settings tell which ways in there are', async () => {
    const { status, body } = await current().ask('/settings')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      external: { email: expect.any(Boolean), phone: expect.any(Boolean), discord: expect.any(Boolean) },
      disable_signup: expect.any(Boolean),
      mailer_autoconfirm: expect.any(Boolean),
      phone_autoconfirm: expect.any(Boolean),
    })
  })

  test('nobody without the project’s key is answered', async () => {
    for (const headers of [{ apikey: '' }, { apikey: 'sb_publishable_of-another-project' }]) {
      const { status, body } = await current().ask('/settings', { headers })
      expect(status).toBe(401)
      expect(body.external).toBeUndefined()
    }
  })

  test('the published keys hold nothing private, and a token is proven by them', async (context) => {
    const target = current()
    const { status, body } = await target.ask('/.well-known/jwks.json')
    expect(status).toBe(200)
    const keys = body.keys as Record<string, unknown>[]
    for (const key of keys) {
      for (const part of ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi']) expect(key).not.toHaveProperty(part)
    }
    target.needs(context, 'published-keys')
    const { accessToken } = await target.signIn(await target.person(context))
    const { payload } = await jwtVerify(accessToken, createLocalJWKSet({ keys: keys as never }), {
      issuer: target.traits.url,
      audience: 'authenticated',
    })
    expect(payload.sub).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a token names its owner, its session, its audience and its end', async (context) => {
    const target = current()
    const { accessToken } = await target.signIn(await target.person(context))
    const nowS = Date.now() / 1000
    const claims = claimsOf(accessToken)
    expect(claims).toMatchObject({
      sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
      aud: 'authenticated',
      role: 'authenticated',
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(Number(claims.exp)).toBeGreaterThan(nowS + 60)
    expect(Number(claims.iat)).toBeLessThan(nowS + 5)
    target.needs(context, 'issuer')
    expect(claims.iss).toBe(target.traits.url)
  })
}
