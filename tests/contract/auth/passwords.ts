/** Signing up and in with a password, and what is said to those who may not. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Current } from './target'

const nobody = () => `nobody-${randomUUID()}@example.com`

/** The guarantees. */
export function passwordGuarantees(current: Current): void {
  test('signing up gives a session at once where addresses need no confirmation', async (context) => {
    const target = current()
    target.needs(context, 'sign-up')
    const email = `Contract-${randomUUID()}@Example.com`
    const reply = await target.ask('/signup', {
      body: { email, password: `secret-of-${randomUUID()}`, data: { locale: 'nl' } },
    })
    target.sessionIn(reply)
    expect(reply.body).toMatchObject({
      token_type: 'bearer',
      expires_in: expect.any(Number),
      expires_at: expect.any(Number),
      user: {
        email: email.toLowerCase(),
        user_metadata: { locale: 'nl' },
        app_metadata: { provider: 'email', providers: ['email'] },
        identities: [{ provider: 'email' }],
      },
    })
  })

  test('an address that is taken, a password that is weak and an address that is none are refused', async (context) => {
    const target = current()
    target.needs(context, 'sign-up')
    const { email } = await target.person(context)
    const password = `secret-of-${randomUUID()}`
    await target.refused(422, 'user_already_exists', '/signup', { body: { email, password } })
    await target.refused(422, 'weak_password', '/signup', { body: { email: nobody(), password: 'short' } })
    await target.refused(400, 'validation_failed', '/signup', { body: { email: 'no address', password } })
  })

  test('a password gives a session, with the address written in any case', async (context) => {
    const target = current()
    const { email, password } = await target.person(context)
    const reply = await target.ask('/token?grant_type=password', { body: { email: email.toUpperCase(), password } })
    target.sessionIn(reply)
    expect(reply.body.user).toMatchObject({ email, is_anonymous: false })
    expect(reply.body.expires_at).toBeGreaterThan(Date.now() / 1000 + 60)
  })

  test('a wrong password and an unknown account get the very same answer', async (context) => {
    const target = current()
    const { email } = await target.person(context)
    const ask = (address: string) =>
      target.refused(400, 'invalid_credentials', '/token?grant_type=password', {
        body: { email: address, password: 'not the password' },
      })
    expect((await ask(email)).body).toEqual((await ask(nobody())).body)
  })

  test('what is no request is refused as such', async () => {
    const target = current()
    await target.refused(400, 'bad_json', '/token?grant_type=password', { text: '{' })
    await target.refused(400, 'validation_failed', '/token?grant_type=password', { body: {} })
    expect((await target.ask('/token?grant_type=nothing', { body: {} })).status).toBe(400)
    await target.refused(404, 'flow_state_not_found', '/token?grant_type=pkce', {
      body: { auth_code: randomUUID(), code_verifier: 'v'.repeat(43) },
    })
  })
}
