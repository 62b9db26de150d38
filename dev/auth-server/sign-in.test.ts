import { describe, expect, test } from 'vitest'
import { PEOPLE } from '../seed/people'
import { testServer } from './test-server'

const on = testServer()

const { ada, noor } = PEOPLE
const signIn = (person: { email: string; password: string }) =>
  on.api('/token?grant_type=password', { body: { email: person.email, password: person.password } })
const bearer = (token: unknown) => ({ headers: { authorization: `Bearer ${token}` } })

describe('password sign-in', () => {
  test('the client library gets a session and the user with all identities', async () => {
    const client = on.client()
    const { data, error } = await client.auth.signInWithPassword({ email: ada.email, password: ada.password })
    expect(error).toBeNull()
    expect(data.user?.id).toBe(ada.userId)
    expect(data.user?.identities?.map((identity) => [identity.provider, identity.id])).toEqual([
      ['email', ada.userId],
      ['discord', ada.discordId],
    ])
    expect(data.session?.expires_in).toBe(3600)
    expect((await client.auth.getUser()).data.user?.email).toBe(ada.email)
    expect((await client.auth.getUserIdentities()).data?.identities).toHaveLength(2)
  })

  test('the access token carries the claims of a real project', async () => {
    const { data } = await on.client().auth.signInWithPassword({ email: noor.email, password: noor.password })
    const { data: read } = await on.client().auth.getClaims(data.session?.access_token)
    expect(read?.header.alg).toBe('ES256')
    expect(read?.claims).toMatchObject({
      iss: `${on.url}/auth/v1`,
      sub: noor.userId,
      aud: 'authenticated',
      role: 'authenticated',
      email: noor.email,
      phone: '',
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: read?.claims.iat }],
      is_anonymous: false,
      app_metadata: { provider: 'email', providers: ['email'] },
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect((read?.claims.exp ?? 0) - (read?.claims.iat ?? 0)).toBe(3600)
  })

  test('an unknown address and a wrong password get the same answer', async () => {
    const unknown = await signIn({ email: 'nobody@example.test', password: ada.password })
    const wrong = await signIn({ email: ada.email, password: 'wrong-password' })
    expect(wrong.status).toBe(400)
    expect(wrong.body).toEqual({ code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' })
    expect(unknown.body).toEqual(wrong.body)
  })

  test('somebody banned or unconfirmed is told so, by the code of the real server', async () => {
    await on.control('POST /users', { email: 'out@example.test', password: 'password', banned: true })
    await on.control('POST /users', { email: 'new@example.test', password: 'password', confirmed: false })
    const banned = await signIn({ email: 'out@example.test', password: 'password' })
    const unconfirmed = await signIn({ email: 'new@example.test', password: 'password' })
    expect([banned.status, banned.body.error_code]).toEqual([400, 'user_banned'])
    expect([unconfirmed.status, unconfirmed.body.error_code]).toEqual([400, 'email_not_confirmed'])
  })

  test('a switched-off provider is refused and not offered', async () => {
    await on.control('POST /config', { providers: { email: false } })
    const refused = await signIn(ada)
    expect([refused.status, refused.body.error_code]).toEqual([422, 'email_provider_disabled'])
    const { body } = await on.api('/settings')
    expect(body.external).toMatchObject({ email: false, discord: true, github: false })
  })
})

describe('the user', () => {
  test('PUT /user changes metadata but neither app_metadata nor identities nor the role', async () => {
    const client = on.client()
    await client.auth.signInWithPassword({ email: noor.email, password: noor.password })
    const token = (await client.auth.getSession()).data.session?.access_token
    const refused = await on.api('/user', {
      method: 'PUT',
      body: { app_metadata: { provider: 'discord' } },
      ...bearer(token),
    })
    expect([refused.status, refused.body.error_code]).toEqual([403, 'not_admin'])
    const changed = await on.api('/user', {
      method: 'PUT',
      body: {
        data: { provider_id: ada.discordId, sub: ada.discordId },
        identities: [{ provider: 'discord', id: ada.discordId }],
        role: 'service_role',
        id: ada.userId,
      },
      ...bearer(token),
    })
    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({
      id: noor.userId,
      role: 'authenticated',
      user_metadata: { provider_id: ada.discordId },
      app_metadata: { provider: 'email', providers: ['email'] },
    })
    const { data } = await client.auth.getUser()
    expect(data.user?.identities?.map((identity) => identity.provider)).toEqual(['email'])
  })

  test('a new password works, the old one does not, and other devices are signed out', async () => {
    const here = on.client()
    const elsewhere = on.client()
    await here.auth.signInWithPassword({ email: ada.email, password: ada.password })
    await elsewhere.auth.signInWithPassword({ email: ada.email, password: ada.password })
    expect((await here.auth.updateUser({ password: ada.password })).error?.code).toBe('same_password')
    expect((await here.auth.updateUser({ password: 'abc' })).error?.code).toBe('weak_password')
    expect((await here.auth.updateUser({ password: 'another-one-2026' })).error).toBeNull()
    expect((await here.auth.getUser()).error).toBeNull()
    expect((await elsewhere.auth.getUser()).error?.name).toBe('AuthSessionMissingError')
    expect((await signIn(ada)).status).toBe(400)
    expect((await signIn({ email: ada.email, password: 'another-one-2026' })).status).toBe(200)
  })

  test('somebody banned is refused although their token is still valid', async () => {
    const session = await on.control('POST /sessions', { email: ada.email })
    await on.control('POST /users/ban', { id: ada.userId, banned: true })
    const banned = await on.api('/user', bearer(session.access_token))
    expect([banned.status, banned.body.error_code]).toEqual([403, 'user_banned'])
    await on.control('POST /users/ban', { id: ada.userId, banned: false })
    expect((await on.api('/user', bearer(session.access_token))).status).toBe(200)
  })

  test('no token, a broken one and one of a deleted user are refused, each with its code', async () => {
    const session = await on.control('POST /sessions', { email: ada.email })
    const none = await on.api('/user')
    const broken = await on.api('/user', bearer('a.b.c'))
    await on.control(`DELETE /users?id=${ada.userId}`)
    const gone = await on.api('/user', bearer(session.access_token))
    expect([none.status, none.body.error_code]).toEqual([401, 'no_authorization'])
    expect([broken.status, broken.body.error_code]).toEqual([403, 'bad_jwt'])
    expect([gone.status, gone.body.error_code]).toEqual([403, 'user_not_found'])
  })
})

describe('the gateway', () => {
  test('a call without a key, or with a wrong one, is refused', async () => {
    const wrong = await on.api('/settings', { headers: { apikey: 'sb_publishable_other' } })
    const none = await fetch(`${on.url}/auth/v1/health`)
    expect(wrong.status).toBe(401)
    expect(none.status).toBe(401)
    expect((await on.api('/health')).body.name).toBe('GoTrue')
  })

  test('the secret key is refused from a browser', async () => {
    const headers = { apikey: on.server.secretKey }
    expect((await on.api('/settings', { headers })).status).toBe(200)
    expect((await on.api('/settings', { headers: { ...headers, 'user-agent': 'Mozilla/5.0' } })).status).toBe(401)
  })

  test('errors take the shape of the API version that was asked for', async () => {
    const headers = { 'x-supabase-api-version': '2024-01-01' }
    const answer = await on.api('/token?grant_type=password', { body: { email: ada.email, password: 'no' }, headers })
    expect(answer.body).toEqual({ code: 'invalid_credentials', message: 'Invalid login credentials' })
    expect(answer.headers.get('x-supabase-api-version')).toBe('2024-01-01')
    expect(answer.headers.get('x-sb-error-code')).toBe('invalid_credentials')
  })
})
