import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { PEOPLE } from '../seed/people'
import { testServer } from './test-server'

const on = testServer()

const { ada } = PEOPLE
const accessToken = async () => String((await on.control('POST /sessions', { email: ada.email })).access_token)
const verify = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${on.url}/auth/v1/.well-known/jwks.json`)), {
    issuer: `${on.url}/auth/v1`,
    audience: 'authenticated',
    algorithms: ['ES256'],
  })
const userStatus = async (token: string) =>
  (await on.api('/user', { headers: { authorization: `Bearer ${token}` } })).body.error_code ?? 'accepted'

describe('signing keys', () => {
  test('a token verifies with the published keys, which are public, ES256 and cacheable for ten minutes', async () => {
    expect((await verify(await accessToken())).payload.sub).toBe(ada.userId)
    const response = await fetch(`${on.url}/auth/v1/.well-known/jwks.json`)
    expect(response.headers.get('cache-control')).toBe('public, max-age=600')
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] }
    expect(keys).toEqual([expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' })])
    expect(keys[0]).not.toHaveProperty('d')
  })

  test('after a rotation new tokens carry the new key and old ones stay valid until it is revoked', async () => {
    const before = await accessToken()
    const { kid } = await on.control('POST /keys/rotate')
    const later = await accessToken()
    expect(decodeProtectedHeader(later).kid).toBe(kid)
    expect(decodeProtectedHeader(before).kid).not.toBe(kid)
    await verify(before)
    await verify(later)
    expect(await userStatus(before)).toBe('accepted')
    await on.control('POST /keys/revoke-old')
    await expect(verify(before)).rejects.toThrow()
    expect(await userStatus(before)).toBe('bad_jwt')
    expect(await userStatus(later)).toBe('accepted')
  })

  test('an expired token is refused by the clock of the server', async () => {
    const token = await accessToken()
    await on.control('POST /clock', { offsetMs: 3_540_000 })
    expect(await userStatus(token)).toBe('accepted')
    await on.control('POST /clock', { offsetMs: 3_602_000 })
    expect(await userStatus(token)).toBe('bad_jwt')
  })
})

describe('forged tokens', () => {
  test.each(['none', 'foreign'])('one signed with key "%s" is refused', async (key) => {
    const claims = { sub: ada.userId, aud: 'authenticated', exp: Math.floor(Date.now() / 1000) + 600 }
    const { token } = await on.control('POST /forge', { claims, key })
    await expect(verify(String(token))).rejects.toThrow()
    expect(await userStatus(String(token))).toBe('bad_jwt')
  })

  test('the current key signs any claims and headers, for tests of whoever verifies', async () => {
    const claims = { iss: 'http://127.0.0.1:1/auth/v1', sub: ada.userId, aud: 'authenticated', exp: 4_000_000_000 }
    const { token } = await on.control('POST /forge', { claims, key: 'current', header: { typ: 'at+jwt' } })
    expect(decodeProtectedHeader(String(token))).toMatchObject({ alg: 'ES256', typ: 'at+jwt' })
    await expect(verify(String(token))).rejects.toThrow(/iss/)
  })
})
