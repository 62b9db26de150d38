import { describe, expect, test } from 'vitest'
import { PEOPLE } from '../seed/people'
import { testServer } from './test-server'

const on = testServer()

const { ada } = PEOPLE
const SITE = 'http://127.0.0.1:3000/auth/confirm'

interface Letter {
  readonly code: string
  readonly link: string | null
  readonly channel: string
  readonly purpose: string
}

async function lettersTo(to: string): Promise<Letter[]> {
  const { messages } = await on.control(`GET /messages?to=${encodeURIComponent(to)}`)
  return messages as Letter[]
}
async function lastLetter(to: string): Promise<Letter> {
  const letter = (await lettersTo(to)).at(-1)
  if (!letter) throw new Error(`nothing was sent to ${to}`)
  return letter
}
/** Opens the link of an e-mail as a browser would and answers where it leads. */
async function open(link: string | null): Promise<URL> {
  const response = await fetch(link ?? '', { redirect: 'manual' })
  expect(response.status).toBe(303)
  return new URL(response.headers.get('location') ?? '')
}
const timePasses = (seconds: number) => on.control('POST /clock', { offsetMs: seconds * 1000 })

describe('codes and links by e-mail', () => {
  test('the six-digit code signs in, once', async () => {
    const client = on.client()
    expect((await client.auth.signInWithOtp({ email: ada.email })).error).toBeNull()
    const { code } = await lastLetter(ada.email)
    expect(code).toMatch(/^\d{6}$/)
    const { data, error } = await client.auth.verifyOtp({ email: ada.email, token: code, type: 'email' })
    expect(error).toBeNull()
    expect(data.user?.id).toBe(ada.userId)
    const again = await client.auth.verifyOtp({ email: ada.email, token: code, type: 'email' })
    expect([again.error?.status, again.error?.code]).toEqual([403, 'otp_expired'])
  })

  test('the link leads to the asked-for page with a code that the same client can exchange, once', async () => {
    const client = on.client()
    await client.auth.signInWithOtp({ email: ada.email, options: { emailRedirectTo: SITE } })
    const landed = await open((await lastLetter(ada.email)).link)
    expect(landed.origin + landed.pathname).toBe(SITE)
    const code = landed.searchParams.get('code') ?? ''
    const stranger = await on.api('/token?grant_type=pkce', {
      body: { auth_code: code, code_verifier: 'x'.repeat(50) },
    })
    expect([stranger.status, stranger.body.error_code]).toEqual([400, 'bad_code_verifier'])
    const { data, error } = await client.auth.exchangeCodeForSession(code)
    expect(error).toBeNull()
    expect(data.user?.email).toBe(ada.email)
    expect((await client.auth.getClaims()).data?.claims.amr).toEqual([
      { method: 'magiclink', timestamp: expect.any(Number) },
    ])
  })

  test('a used or expired link leads to the page with the reason', async () => {
    const client = on.client()
    await client.auth.signInWithOtp({ email: ada.email, options: { emailRedirectTo: SITE } })
    const { link } = await lastLetter(ada.email)
    await timePasses(3_601)
    const landed = await open(link)
    expect(Object.fromEntries(landed.searchParams)).toEqual({
      error: 'access_denied',
      error_code: 'otp_expired',
      error_description: 'Email link is invalid or has expired',
    })
  })

  test('a newer code replaces the older one', async () => {
    const client = on.client()
    await client.auth.signInWithOtp({ email: ada.email })
    const first = await lastLetter(ada.email)
    await client.auth.signInWithOtp({ email: ada.email })
    const { error } = await client.auth.verifyOtp({ email: ada.email, token: first.code, type: 'email' })
    const { code } = await lastLetter(ada.email)
    expect(error?.code === 'otp_expired' || code === first.code).toBe(true)
  })

  test('a redirect off the site falls back to the site', async () => {
    const client = on.client()
    for (const target of [
      'https://evil.example.test/x',
      'http://127.0.0.1.evil.test/',
      '//evil.test',
      'javascript:alert(1)',
    ]) {
      await client.auth.signInWithOtp({ email: ada.email, options: { emailRedirectTo: target } })
      expect((await open((await lastLetter(ada.email)).link)).origin).toBe('http://127.0.0.1:3000')
    }
  })

  test('a stranger gets an account, or nothing when told not to make one', async () => {
    const client = on.client()
    const refused = await client.auth.signInWithOtp({ email: 'kim@example.test', options: { shouldCreateUser: false } })
    expect([refused.error?.status, refused.error?.code]).toEqual([422, 'otp_disabled'])
    await client.auth.signInWithOtp({ email: 'kim@example.test' })
    const { code, purpose } = await lastLetter('kim@example.test')
    expect(purpose).toBe('signup')
    const { data } = await client.auth.verifyOtp({ email: 'kim@example.test', token: code, type: 'email' })
    expect(data.user?.email_confirmed_at).toBeTruthy()
  })

  test('too soon is told with the wait, when limits are on', async () => {
    await on.control('POST /config', { limits: true })
    const client = on.client()
    await client.auth.signInWithOtp({ email: ada.email })
    await timePasses(20)
    const { error } = await client.auth.signInWithOtp({ email: ada.email })
    expect([error?.status, error?.code]).toEqual([429, 'over_email_send_rate_limit'])
    expect(error?.message).toMatch(/^For security purposes, you can only request this after (3\d|40) seconds\.$/)
    await timePasses(61)
    expect((await client.auth.signInWithOtp({ email: ada.email })).error).toBeNull()
  })
})

describe('a forgotten password', () => {
  test('the recovery link signs in so that a new password can be set', async () => {
    const client = on.client()
    expect((await client.auth.resetPasswordForEmail(ada.email, { redirectTo: SITE })).error).toBeNull()
    const landed = await open((await lastLetter(ada.email)).link)
    const { data } = await client.auth.exchangeCodeForSession(landed.searchParams.get('code') ?? '')
    expect(data.user?.id).toBe(ada.userId)
    expect((await client.auth.updateUser({ password: 'quite-new-2026' })).error).toBeNull()
    const again = await on.client().auth.signInWithPassword({ email: ada.email, password: 'quite-new-2026' })
    expect(again.error).toBeNull()
  })

  test('the token hash of the link works without the link', async () => {
    await on.client().auth.resetPasswordForEmail(ada.email)
    const token_hash = new URL((await lastLetter(ada.email)).link ?? '').searchParams.get('token') ?? ''
    const { data, error } = await on.client().auth.verifyOtp({ token_hash, type: 'recovery' })
    expect(error).toBeNull()
    expect(data.session?.user.id).toBe(ada.userId)
  })

  test('an unknown address gets the same answer and no e-mail', async () => {
    const known = await on.api('/recover', { body: { email: ada.email } })
    const unknown = await on.api('/recover', { body: { email: 'nobody@example.test' } })
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
    expect(await lettersTo('nobody@example.test')).toEqual([])
  })
})

describe('sign-up', () => {
  const email = 'lou@example.test'

  test('confirms by link, and not before', async () => {
    const client = on.client()
    const { data } = await client.auth.signUp({ email, password: 'my-password', options: { emailRedirectTo: SITE } })
    expect([data.session, data.user?.identities?.length]).toEqual([null, 1])
    expect((await client.auth.signInWithPassword({ email, password: 'my-password' })).error?.code).toBe(
      'email_not_confirmed',
    )
    const landed = await open((await lastLetter(email)).link)
    expect((await client.auth.exchangeCodeForSession(landed.searchParams.get('code') ?? '')).error).toBeNull()
    expect((await on.client().auth.signInWithPassword({ email, password: 'my-password' })).error).toBeNull()
  })

  test('with a taken address looks like success, without identities and without an e-mail', async () => {
    const { data, error } = await on.client().auth.signUp({ email: ada.email, password: 'my-password' })
    expect(error).toBeNull()
    expect(data.user?.identities).toEqual([])
    expect(data.user?.id).not.toBe(ada.userId)
    expect(await lettersTo(ada.email)).toEqual([])
  })

  test('a weak password and a closed project are refused', async () => {
    expect((await on.client().auth.signUp({ email, password: 'abc' })).error?.code).toBe('weak_password')
    await on.control('POST /config', { disableSignup: true })
    expect((await on.client().auth.signUp({ email, password: 'my-password' })).error?.code).toBe('signup_disabled')
  })

  test('the confirmation can be asked for again', async () => {
    await on.client().auth.signUp({ email, password: 'my-password' })
    await on.client().auth.resend({ type: 'signup', email })
    expect(await lettersTo(email)).toHaveLength(2)
    const { code } = await lastLetter(email)
    expect((await on.client().auth.verifyOtp({ email, token: code, type: 'signup' })).error).toBeNull()
  })
})

describe('codes by phone', () => {
  const phone = '+31600000017'

  test('the code signs in and makes the account, within a minute', async () => {
    const client = on.client()
    expect((await client.auth.signInWithOtp({ phone })).error).toBeNull()
    const { code, channel } = await lastLetter(phone)
    expect(channel).toBe('sms')
    await timePasses(61)
    expect((await client.auth.verifyOtp({ phone, token: code, type: 'sms' })).error?.code).toBe('otp_expired')
    await client.auth.signInWithOtp({ phone })
    const { data } = await client.auth.verifyOtp({ phone, token: (await lastLetter(phone)).code, type: 'sms' })
    expect(data.user?.phone).toBe('31600000017')
    expect(data.user?.identities?.map((identity) => identity.provider)).toEqual(['phone'])
  })

  test('somebody signed in adds a number by a code', async () => {
    const client = on.client()
    await client.auth.signInWithPassword({ email: ada.email, password: ada.password })
    expect((await client.auth.updateUser({ phone })).error).toBeNull()
    const { code } = await lastLetter(phone)
    const { data, error } = await client.auth.verifyOtp({ phone, token: code, type: 'phone_change' })
    expect(error).toBeNull()
    expect(data.user?.identities?.map((identity) => identity.provider)).toEqual(['email', 'discord', 'phone'])
  })
})

test('the inbox page shows what was sent, and nothing in it is markup of the sender', async () => {
  await on.client().auth.signInWithOtp({ email: ada.email })
  await on.client().auth.signInWithOtp({ email: '<script>1</script>@example.test' })
  const response = await fetch(`${on.url}/inbox`)
  const page = await response.text()
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page).toContain((await lastLetter(ada.email)).code)
  expect(page).toContain('&#60;script&#62;')
  expect(page).not.toContain('<script')
})

test('a fault meets one person also at the link and at the exchange of its code', async () => {
  const client = on.client()
  await client.auth.signInWithOtp({ email: ada.email, options: { emailRedirectTo: SITE } })
  const { link } = await lastLetter(ada.email)
  await on.control('POST /faults', { match: { path: '/verify', subject: ada.email }, times: 1, do: { status: 503 } })
  expect((await fetch(link ?? '', { redirect: 'manual' })).status).toBe(503)
  const code = (await open(link)).searchParams.get('code') ?? ''
  await on.control('POST /faults', { match: { path: 'pkce', subject: ada.userId }, times: 1, do: { status: 429 } })
  expect((await on.api('/token?grant_type=pkce', { body: { auth_code: code, code_verifier: 'x' } })).status).toBe(429)
  expect((await client.auth.exchangeCodeForSession(code)).error).toBeNull()
})
