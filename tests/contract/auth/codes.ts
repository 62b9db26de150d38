/** Codes and links by e-mail and phone, and resetting a password. */
import { randomInt, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Current } from './target'

const otherCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** The guarantees. */
export function codeGuarantees(current: Current): void {
  for (const type of ['email', 'magiclink']) {
    test(`a code by e-mail, of the type ${type}, signs in once; a wrong, a used and an unknown one get the same answer`, async (context) => {
      const target = current()
      target.needs(context, 'mailbox')
      if (type === 'email') target.needs(context, 'type-email')
      const { email } = await target.newPerson(context)
      expect((await target.ask('/otp', { body: { email, create_user: false } })).status).toBe(200)
      const { code } = await target.message(context, email)
      const verify = (address: string, token: string) => ({ body: { type, email: address, token } })
      const wrong = await target.refused(403, 'otp_expired', '/verify', verify(email, otherCode(code)))
      const reply = await target.ask('/verify', verify(email, code))
      target.sessionIn(reply)
      expect(reply.body.user).toMatchObject({ email })
      const used = await target.refused(403, 'otp_expired', '/verify', verify(email, code))
      const unknown = await target.refused(403, 'otp_expired', '/verify', verify('nobody@example.com', code))
      expect([used.body, unknown.body]).toEqual([wrong.body, wrong.body])
    })
  }

  test('the link in the message leads back with a session once, and with a refusal afterwards', async (context) => {
    const target = current()
    target.needs(context, 'mailbox')
    const { email } = await target.newPerson(context)
    await target.ask('/otp', { body: { email } })
    const link = new URL((await target.message(context, email)).link)
    const follow = async () => {
      const reply = await target.ask(`/verify${link.search}`)
      expect([302, 303]).toContain(reply.status)
      return new URLSearchParams(new URL(reply.headers.get('location') ?? '').hash.slice(1))
    }
    const first = await follow()
    expect([first.get('type'), first.get('error_code')]).toEqual(['magiclink', null])
    expect((await target.ask('/user', { token: first.get('access_token') ?? '' })).body).toMatchObject({ email })
    const second = await follow()
    expect([second.get('error_code'), second.get('access_token')]).toEqual(['otp_expired', null])
  })

  test('a code for somebody who does not exist is refused when nobody is to be made', async () => {
    const target = current()
    await target.refused(422, 'otp_disabled', '/otp', {
      body: { email: `nobody-${randomUUID()}@example.com`, create_user: false },
    })
  })

  test('a reset gets the same answer whether the account exists, and its code lets a new password be set', async (context) => {
    const target = current()
    const unknown = await target.ask('/recover', { body: { email: `nobody-${randomUUID()}@example.com` } })
    expect([unknown.status, unknown.body]).toEqual([200, {}])
    target.needs(context, 'mailbox')
    const { email, password } = await target.newPerson(context)
    const known = await target.ask('/recover', { body: { email } })
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    const { code } = await target.message(context, email)
    const { accessToken } = target.sessionIn(
      await target.ask('/verify', { body: { type: 'recovery', email, token: code } }),
    )
    const put = (wanted: string) => ({ method: 'PUT', token: accessToken, body: { password: wanted } })
    await target.refused(422, 'same_password', '/user', put(password))
    await target.refused(422, 'weak_password', '/user', put('short'))
    const fresh = `fresh-${randomUUID()}`
    expect((await target.ask('/user', put(fresh))).status).toBe(200)
    await target.signIn({ email, password: fresh })
    await target.refused(400, 'invalid_credentials', '/token?grant_type=password', { body: { email, password } })
  })

  test('a code by phone signs in', async (context) => {
    const target = current()
    target.needs(context, 'phone', 'mailbox')
    const phone = `1555${String(randomInt(10 ** 7)).padStart(7, '0')}`
    expect((await target.ask('/otp', { body: { phone } })).status).toBe(200)
    const { code } = await target.message(context, phone)
    await target.refused(403, 'otp_expired', '/verify', { body: { type: 'sms', phone, token: otherCode(code) } })
    const reply = await target.ask('/verify', { body: { type: 'sms', phone, token: code } })
    target.sessionIn(reply)
    expect(reply.body.user).toMatchObject({ phone })
  })

  test('Discord is asked with a state of its own, and an unknown provider is refused', async (context) => {
    const target = current()
    await target.refused(400, 'validation_failed', '/authorize?provider=nowhere')
    target.needs(context, 'discord')
    const challenge = 'c'.repeat(43)
    const query = `provider=discord&code_challenge=${challenge}&code_challenge_method=s256`
    const states = new Set<string | null>()
    for (let round = 0; round < 2; round++) {
      const reply = await target.ask(`/authorize?${query}`)
      expect([302, 303]).toContain(reply.status)
      const to = new URL(reply.headers.get('location') ?? '')
      expect(to.pathname).toMatch(/\/oauth2\/authorize$/)
      expect(to.searchParams.get('response_type')).toBe('code')
      expect(to.toString()).not.toContain(challenge)
      states.add(to.searchParams.get('state'))
    }
    expect(states.size).toBe(2)
  })
}
