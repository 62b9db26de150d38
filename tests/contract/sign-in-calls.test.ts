/** Mind's calls of the auth server, against the local one: what the journeys do not reach. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '@/dev/auth-server/test-kit'
import { PEOPLE } from '@/dev/seed/people'
import { AuthApi, halfDone } from '@/lib/supabase/auth-api'
import { WaysIn } from '@/lib/supabase/ways-in'

let test: TestServer
let api: AuthApi
const flow = { challenge: 'c'.repeat(43), redirectTo: 'http://127.0.0.1:3000/auth/callback?flow=f' }
const { ada } = PEOPLE

beforeAll(async () => {
  test = await startTestServer()
  api = new AuthApi({ authUrl: `${test.url}/auth/v1`, apiKey: test.server.anonKey })
})
afterAll(() => test.close())

describe('a call of the auth server', () => {
  it('brings a session, and the address of the provider for signing in and for linking', async () => {
    const session = await api.signInWithPassword(ada.email, ada.password)
    if (session.kind !== 'ok') throw new Error('no session')
    expect(session.data.user.id).toBe(ada.userId)
    for (const token of [undefined, session.data.access_token]) {
      const url = await api.providerUrl('discord', 'guilds', flow, token)
      if (url.kind !== 'ok') throw new Error('no address')
      expect(new URL(url.data).searchParams.get('scope')?.split(' ')).toContain('guilds')
    }
    expect(await api.providerUrl('discord', 'guilds', flow, 'not.a.token')).toMatchObject({ code: 'bad_jwt' })
  })

  it('tells a refusal by its code, with the wait, from a server that is away', async () => {
    expect(await api.signInWithPassword(ada.email, 'wrong')).toMatchObject({
      kind: 'refused',
      code: 'invalid_credentials',
    })
    await test.control('POST /config', { limits: { messageEverySeconds: 60 } })
    expect(await api.sendRecovery(ada.email, flow)).toMatchObject({ kind: 'ok' })
    expect(await api.sendRecovery(ada.email, flow)).toEqual({
      kind: 'refused',
      code: 'over_email_send_rate_limit',
      retryAfterMs: 60_000,
    })
    await test.control('POST /config', { limits: false })
    await test.control('POST /faults', { match: { path: '/token' }, times: 1, do: { status: 200, body: '<html>' } })
    expect(await api.signInWithPassword(ada.email, ada.password)).toEqual({ kind: 'away' })
    const nobody = new AuthApi({ authUrl: 'http://127.0.0.1:9/auth/v1', apiKey: 'key' })
    expect(await nobody.verify({ token_hash: 'x' }, 'email')).toEqual({ kind: 'away' })
  })

  it('is understood by its status where a proxy answers, and the first of two links is no outage', async () => {
    const answers = async (does: object) => {
      await test.control('POST /faults', { match: { path: '/verify' }, times: 1, do: does })
      return api.verify({ token_hash: 'x' }, 'email_change')
    }
    const tooMany = { kind: 'refused', code: 'over_request_rate_limit' }
    for (const body of ['slow down', '', '{"message":"API rate limit exceeded"}']) {
      expect(await answers({ status: 429, body })).toMatchObject(tooMany)
    }
    expect(await answers({ status: 502, body: '<html>' })).toEqual({ kind: 'away' })
    expect(await answers({ status: 403, body: '<html>' })).toMatchObject({ kind: 'refused', code: '' })
    const msg = 'Confirmation link accepted. Please proceed to confirm link sent to the other email'
    expect(await answers({ status: 200, body: JSON.stringify({ code: '200', msg }) })).toMatchObject({ code: halfDone })
    expect(await answers({ status: 200, body: '{}' })).toEqual({ kind: 'away' })
  })

  it('makes no account where the project takes none, and the settings say so', async () => {
    await test.control('POST /config', { disableSignup: true, providers: { phone: false } })
    const ways = new WaysIn({ authUrl: `${test.url}/auth/v1`, apiKey: test.server.anonKey })
    expect(await ways.read()).toEqual({ discord: true, email: true, phone: false, signUp: false, known: true })
    const unknown = await api.sendEmail('nobody@example.test', flow, false)
    expect(unknown).toMatchObject({ kind: 'refused', code: 'otp_disabled' })
    expect(await api.sendSms('+32470000000', true)).toMatchObject({ code: 'phone_provider_disabled' })
  })
})
