import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PEOPLE } from '../seed/people'
import { encodeRefreshToken, parseRefreshToken } from './refresh-token-v2'
import { startTestServer, type TestServer } from './test-kit'

let on: TestServer
beforeAll(async () => {
  on = await startTestServer()
})
afterAll(() => on.close())

const { ada } = PEOPLE
const refresh = (token: unknown) => on.api('/token?grant_type=refresh_token', { body: { refresh_token: token } })
const signIn = async () => String((await on.control('POST /sessions', { email: ada.email })).refresh_token)
const next = async (token: string) => String((await refresh(token)).body.refresh_token)
const timePasses = (seconds: number) => on.control('POST /clock', { offsetMs: seconds * 1000 })
const sessionsOfAda = async () => (await on.control(`GET /sessions?userId=${ada.userId}`)).sessions

describe.each([1, 2])('refresh tokens of generation %i', (refreshTokenVersion) => {
  beforeEach(async () => {
    await on.control('POST /reset', { seed: 'demo' })
    await on.control('POST /config', { refreshTokenVersion })
  })

  test('each use gives the next token and a new access token of the same session', async () => {
    const first = await on.control('POST /sessions', { email: ada.email })
    await timePasses(5)
    const second = await refresh(first.refresh_token)
    expect(second.status).toBe(200)
    expect(second.body.refresh_token).not.toBe(first.refresh_token)
    expect(second.body.access_token).not.toBe(first.access_token)
    expect(second.body.user).toMatchObject({ id: ada.userId })
    expect(await sessionsOfAda()).toHaveLength(1)
  })

  test('five equal refreshes at once make one generation', async () => {
    const token = await signIn()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => refresh(token)))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(answers.map((answer) => answer.body.refresh_token)).size).toBe(1)
  })

  test('the parent of the active token gets the active one, however late', async () => {
    const token = await signIn()
    const active = await next(token)
    await timePasses(3 * 24 * 3600)
    expect(await next(token)).toBe(active)
  })

  test('an older token works inside the reuse interval', async () => {
    const old = await signIn()
    const active = await next(await next(old))
    await timePasses(5)
    const reused = await refresh(old)
    expect(reused.status).toBe(200)
    if (refreshTokenVersion === 2) {
      expect(reused.body.refresh_token).toBe(active)
      expect(reused.headers.get('sb-auth-refresh-token-reuse-cause')).toBe('concurrent-refresh')
    } else {
      await timePasses(3600)
      expect(await next(old)).toBe(reused.body.refresh_token)
    }
  })

  test('an older token outside the interval is refused and ends the whole family', async () => {
    const old = await signIn()
    const active = await next(await next(old))
    await timePasses(11)
    const reused = await refresh(old)
    expect([reused.status, reused.body.error_code]).toEqual([400, 'refresh_token_already_used'])
    await timePasses(60)
    const heir = await refresh(active)
    expect(heir.status).toBe(400)
    expect(heir.body.error_code).toBe(
      refreshTokenVersion === 1 ? 'refresh_token_already_used' : 'refresh_token_not_found',
    )
  })

  test('with rotation off only the old token is refused', async () => {
    await on.control('POST /config', { rotation: false })
    const old = await signIn()
    const active = await next(await next(old))
    await timePasses(11)
    expect((await refresh(old)).body.error_code).toBe('refresh_token_already_used')
    expect((await refresh(active)).status).toBe(200)
  })

  test('an unknown token, one of an ended session and one of a banned user are told apart', async () => {
    const unknown = await refresh('aaaabbbbcccc')
    const token = await signIn()
    const [session] = Object.values((await sessionsOfAda()) ?? {})
    await on.control(`DELETE /sessions?id=${(session as { id: string }).id}`)
    const ended = await refresh(token)
    const out = await on.control('POST /users', { email: 'out@example.test' })
    const outSession = await on.control('POST /sessions', { userId: out.id })
    await on.control('POST /users/ban', { id: out.id, banned: true })
    const banned = await refresh(outSession.refresh_token)
    expect(unknown.body.error_code).toBe('refresh_token_not_found')
    expect(ended.body.error_code).toBe('refresh_token_not_found')
    expect([banned.status, banned.body.error_code]).toEqual([400, 'user_banned'])
  })

  test('a token that is none is refused without looking it up', async () => {
    for (const token of ['', 'short', 'UPPERCASE123', `${await signIn()}x`, 'a'.repeat(60), null]) {
      const answer = await refresh(token)
      expect([answer.status, answer.body.error_code]).toEqual([400, 'validation_failed'])
    }
  })

  test('a session beyond its time-box or pause is expired at the next refresh', async () => {
    await on.control('POST /config', { sessionTimeboxSeconds: 600 })
    const boxed = await signIn()
    await timePasses(601)
    expect((await refresh(boxed)).body.error_code).toBe('session_expired')
    await on.control('POST /config', { sessionTimeboxSeconds: 0, sessionInactivitySeconds: 60 })
    const idle = await signIn()
    await timePasses(601 + 61)
    expect((await refresh(idle)).body.error_code).toBe('session_expired')
  })

  test('the client library refreshes with it', async () => {
    const client = on.client()
    await client.auth.signInWithPassword({ email: ada.email, password: ada.password })
    const before = (await client.auth.getSession()).data.session?.refresh_token
    const { data, error } = await client.auth.refreshSession()
    expect(error).toBeNull()
    expect(data.session?.refresh_token).not.toBe(before)
  })
})

describe('per-address limits', () => {
  beforeEach(() => on.control('POST /reset', { seed: 'demo' }))

  test('off by default; on, the 31st call in a row is refused and time fills the bucket again', async () => {
    await on.control('POST /config', { limits: true })
    const unknown = 'aaaabbbbcccc'
    for (let call = 1; call <= 30; call += 1) expect((await refresh(unknown)).status).toBe(400)
    const refused = await refresh(unknown)
    expect([refused.status, refused.body.error_code]).toEqual([429, 'over_request_rate_limit'])
    await timePasses(2)
    expect((await refresh(unknown)).status).toBe(400)
  })

  test('the forwarded address counts only with the secret key, and only when switched on', async () => {
    await on.control('POST /config', { limits: { burst: 1 }, forwardedFor: true })
    const call = (address: string, apikey: string) =>
      on.api('/token?grant_type=refresh_token', {
        body: { refresh_token: 'aaaabbbbcccc' },
        headers: { apikey, 'sb-forwarded-for': address },
      })
    expect((await call('192.0.2.1', on.server.secretKey)).status).toBe(400)
    expect((await call('192.0.2.1', on.server.secretKey)).status).toBe(429)
    expect((await call('192.0.2.2', on.server.secretKey)).status).toBe(400)
    expect((await call('192.0.2.3', on.server.anonKey)).status).toBe(400)
    expect((await call('192.0.2.4', on.server.anonKey)).status).toBe(429)
  })
})

test('a second-generation token that the session did not sign is unknown', async () => {
  await on.control('POST /reset', { seed: 'demo' })
  await on.control('POST /config', { refreshTokenVersion: 2 })
  const genuine = parseRefreshToken(await signIn())
  const forged = encodeRefreshToken(genuine?.sessionId ?? '', 0, Buffer.alloc(32))
  expect((await refresh(forged)).body.error_code).toBe('refresh_token_not_found')
  expect(await sessionsOfAda()).toHaveLength(1)
})

test('a second-generation token reads back what was written, and no damaged or foreign one is taken', () => {
  const key = Buffer.alloc(32, 7)
  fc.assert(
    fc.property(fc.uuid(), fc.nat(), fc.nat(37), (sessionId, counter, at) => {
      const token = encodeRefreshToken(sessionId, counter, key)
      const parsed = parseRefreshToken(token)
      expect(parsed).toMatchObject({ sessionId, counter })
      expect(parsed?.isSignedBy(key)).toBe(true)
      expect(parsed?.isSignedBy(Buffer.alloc(32, 8))).toBe(false)
      const damaged = Buffer.from(token, 'base64url')
      damaged[at] = (damaged[at] ?? 0) ^ 1
      expect(parseRefreshToken(damaged.toString('base64url'))).toBeNull()
    }),
  )
})
