import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PEOPLE } from '../seed/people'
import { startTestServer, type TestServer } from './test-kit'

let on: TestServer
let token: string
let refreshToken: string
beforeAll(async () => {
  on = await startTestServer()
  token = String((await on.control('POST /sessions', { email: PEOPLE.ada.email })).access_token)
  refreshToken = String((await on.control('POST /sessions', { email: PEOPLE.bram.email })).refresh_token)
})
afterAll(() => on.close())

const ROUTES = [
  ...['POST /token?grant_type=password', 'POST /token?grant_type=refresh_token', 'POST /token?grant_type=pkce'],
  ...['POST /token', 'PUT /user', 'POST /signup', 'POST /otp', 'POST /magiclink', 'POST /recover', 'POST /resend'],
  ...['POST /verify', 'POST /factors', 'POST /factors/x/verify', 'POST /factors/x/challenge', 'DELETE /factors/x'],
  ...['DELETE /user/identities/x', 'POST /nothing'],
]
const FIELDS = [
  ...[
    'email',
    'phone',
    'password',
    'data',
    'app_metadata',
    'token',
    'token_hash',
    'type',
    'refresh_token',
    'auth_code',
  ],
  ...[
    'code_verifier',
    'code_challenge',
    'code_challenge_method',
    'create_user',
    'factor_type',
    'friendly_name',
    'code',
  ],
]
const value = fc.oneof(
  fc.constantFrom(PEOPLE.ada.email, '+31600000011', 'signup', 'sms', 'totp', 'S256', 'a'.repeat(50), '', null, true),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
)
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...FIELDS), value).map((fields) => JSON.stringify(fields)),
  fc.constantFrom('', '[]', 'null', '{', '"text"', '1e999', '{"email":{"__proto__":1}}'),
)

test('nonsense is refused with a code, never answered with 500', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ROUTES), body, fc.boolean(), async (route, text, signedIn) => {
      const [method, path] = route.split(' ')
      const response = await fetch(`${on.url}/auth/v1${path}`, {
        method: method ?? 'GET',
        headers: { apikey: on.server.anonKey, ...(signedIn ? { authorization: `Bearer ${token}` } : {}) },
        body: text,
      })
      expect(response.status).toBeLessThan(500)
      if (response.status >= 400) expect(await response.json()).toMatchObject({ error_code: expect.any(String) })
      else await response.arrayBuffer()
    }),
    { numRuns: 400 },
  )
})

test('odd addresses are refused too', async () => {
  for (const path of ['//', '//evil.example.test/auth/v1/user', '/auth/v1', '/auth/v1/%', '/auth/v1/verify?%', '*']) {
    expect(await rawStatus(`GET ${path} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 4/)
  }
})

test('whatever was sent, the session of somebody else is untouched', async () => {
  const answer = await on.api('/token?grant_type=refresh_token', { body: { refresh_token: refreshToken } })
  expect(answer.status).toBe(200)
})

/** The first line of the answer to a request line that `fetch` would not send. */
function rawStatus(requestLine: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(on.server.port, '127.0.0.1', () => {
      socket.write(`${requestLine}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`)
    })
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
    })
    socket.on('end', () => resolve(text.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
  })
}
