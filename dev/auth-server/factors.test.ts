import type { SupabaseClient } from '@supabase/supabase-js'
import { beforeEach, describe, expect, test } from 'vitest'
import { PEOPLE } from '../seed/people'
import { qrSvg } from './qr'
import { testServer } from './test-server'
import { isTotpCode, totpCode } from './totp'

const on = testServer()

const { ada } = PEOPLE

async function signedIn(): Promise<SupabaseClient> {
  const client = on.client()
  await client.auth.signInWithPassword({ email: ada.email, password: ada.password })
  return client
}
async function enrol(client: SupabaseClient, friendlyName = 'phone') {
  const { data, error } = await client.auth.mfa.enroll({ factorType: 'totp', friendlyName, issuer: 'Mind' })
  if (error) throw error
  return { factorId: data.id, totp: data.totp }
}
const show = (client: SupabaseClient, factorId: string, code: string) =>
  client.auth.mfa.challengeAndVerify({ factorId, code })
const level = async (client: SupabaseClient) => (await client.auth.mfa.getAuthenticatorAssuranceLevel()).data

describe.each([1, 2])('a second factor, with refresh tokens of generation %i', (refreshTokenVersion) => {
  beforeEach(() => on.control('POST /config', { refreshTokenVersion }))

  test('is enrolled with QR and typed secret, and raises the session', async () => {
    const client = await signedIn()
    const { factorId, totp } = await enrol(client)
    expect(totp.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,<svg /)
    expect(totp.uri).toBe(
      `otpauth://totp/Mind:ada%40example.test?algorithm=SHA1&digits=6&issuer=Mind&period=30&secret=${totp.secret}`,
    )
    expect((await level(client))?.nextLevel).toBe('aal1')
    expect((await show(client, factorId, totpCode(totp.secret, Date.now()))).error).toBeNull()
    expect(await level(client)).toMatchObject({ currentLevel: 'aal2', nextLevel: 'aal2' })
    expect((await client.auth.mfa.listFactors()).data?.totp).toHaveLength(1)
    expect((await client.auth.refreshSession()).error).toBeNull()
    expect((await level(client))?.currentLevel).toBe('aal2')
  })

  test('is asked for at the next sign-in, and a wrong code does not pass', async () => {
    const first = await signedIn()
    const { factorId, totp } = await enrol(first)
    await show(first, factorId, totpCode(totp.secret, Date.now()))
    const next = await signedIn()
    expect(await level(next)).toMatchObject({ currentLevel: 'aal1', nextLevel: 'aal2' })
    const wrong = String((Number(totpCode(totp.secret, Date.now())) + 1) % 1_000_000).padStart(6, '0')
    const refused = await show(next, factorId, isTotpCode(totp.secret, wrong, Date.now()) ? '' : wrong)
    expect(refused.error).not.toBeNull()
    expect((await next.auth.updateUser({ password: 'another-one-2026' })).error?.code).toBe('insufficient_aal')
    expect((await next.auth.mfa.unenroll({ factorId })).error?.code).toBe('insufficient_aal')
    expect((await show(next, factorId, totpCode(totp.secret, Date.now()))).error).toBeNull()
    expect((await next.auth.mfa.unenroll({ factorId })).error).toBeNull()
  })
})

test('showing the factor ends sessions of the user that have not', async () => {
  const [here, elsewhere] = [await signedIn(), await signedIn()]
  const { factorId, totp } = await enrol(here)
  await show(here, factorId, totpCode(totp.secret, Date.now()))
  expect((await here.auth.getUser()).error).toBeNull()
  expect((await elsewhere.auth.getUser()).error?.name).toBe('AuthSessionMissingError')
})

test('a challenge lives five minutes', async () => {
  const client = await signedIn()
  const { factorId, totp } = await enrol(client)
  const { data } = await client.auth.mfa.challenge({ factorId })
  await on.control('POST /clock', { offsetMs: 301_000 })
  const code = totpCode(totp.secret, Date.now() + 301_000)
  const { error } = await client.auth.mfa.verify({ factorId, challengeId: data?.id ?? '', code })
  expect(error?.code).toBe('mfa_challenge_expired')
})

test('names are unique, and a project without second factors refuses', async () => {
  const client = await signedIn()
  await enrol(client, 'phone')
  await expect(enrol(client, 'phone')).rejects.toMatchObject({ code: 'mfa_factor_name_conflict' })
  await on.control('POST /config', { totp: false })
  await expect(enrol(client, 'tablet')).rejects.toMatchObject({ code: 'mfa_totp_enroll_not_enabled' })
})

test('the codes are those of RFC 6238', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  expect([59, 1_111_111_109, 2_000_000_000].map((second) => totpCode(secret, second * 1000))).toEqual([
    '287082',
    '081804',
    '279037',
  ])
  expect(isTotpCode(secret, '287082', 59_000 + 30_000)).toBe(true)
  expect(isTotpCode(secret, '287082', 59_000 + 61_000)).toBe(false)
})

test('a QR code is square, and refuses what does not fit', () => {
  const cells = (text: string) => /viewBox="-4 -4 (\d+) \1"/.exec(qrSvg(text))?.[1]
  expect([cells('a'), cells('a'.repeat(150)), cells('a'.repeat(400))]).toEqual(['29', '57', '85'])
  expect(() => qrSvg('a'.repeat(500))).toThrow('too long')
})
