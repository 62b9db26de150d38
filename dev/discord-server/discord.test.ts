import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callControl } from '../auth-server/test-kit'
import { DISCORD_CLIENT } from '../seed/discord-client'
import { GUILDS } from '../seed/guilds'
import { PEOPLE } from '../seed/people'
import { type DiscordServer, startDiscordServer } from './server'

let server: DiscordServer
let base: string
beforeAll(async () => {
  server = await startDiscordServer({ port: 0, controlPort: 0, seed: 'demo' })
  base = `http://127.0.0.1:${server.port}/api`
})
afterAll(() => server.close())
beforeEach(() => callControl(server.controlPort, 'POST /reset', { seed: 'demo' }))

const { ada, mira } = PEOPLE
const REDIRECT = 'http://127.0.0.1:54321/auth/v1/callback'
const ADMINISTRATOR = 1n << 3n

const ask = (changes: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: DISCORD_CLIENT.id,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'identify email guilds',
    state: 's"<1>',
    ...changes,
  })

async function codeFor(accountId: string, scope?: string): Promise<string> {
  const form = ask(scope === undefined ? {} : { scope })
  form.set('account', accountId)
  const response = await fetch(`${base}/oauth2/authorize`, { method: 'POST', body: form, redirect: 'manual' })
  const back = new URL(response.headers.get('location') ?? '')
  expect(back.searchParams.get('state')).toBe('s"<1>')
  return back.searchParams.get('code') ?? ''
}
async function exchange(fields: Record<string, string>) {
  const client = { client_id: DISCORD_CLIENT.id, client_secret: DISCORD_CLIENT.secret }
  const body = new URLSearchParams({ ...client, redirect_uri: REDIRECT, grant_type: 'authorization_code', ...fields })
  const response = await fetch(`${base}/oauth2/token`, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const tokenFor = async (accountId: string, scope?: string) =>
  String((await exchange({ code: await codeFor(accountId, scope) })).body.access_token)
const get = (path: string, token: string) => fetch(`${base}${path}`, { headers: { authorization: `Bearer ${token}` } })

describe('consent', () => {
  test('the page names the scopes and the people, and escapes what came in the address', async () => {
    const response = await fetch(`${base}/oauth2/authorize?${ask()}`)
    const page = await response.text()
    expect(page).toContain('<li>guilds</li>')
    expect(page).toContain('Continue as mira')
    expect(page).not.toContain('s"<1>')
  })

  test.each([
    ['another application', { client_id: '1' }],
    ['an address off loopback', { redirect_uri: 'https://evil.example.test/callback' }],
    ['no scope', { scope: '' }],
  ])('%s is refused without a redirect', async (_, changes) => {
    const response = await fetch(`${base}/oauth2/authorize?${ask(changes)}`, { redirect: 'manual' })
    expect(response.status).toBe(400)
  })

  test('a code works once, for the same address and the right secret', async () => {
    const code = await codeFor(ada.discordId)
    expect((await exchange({ code, client_secret: 'wrong' })).status).toBe(401)
    expect((await exchange({ code: await codeFor(ada.discordId), redirect_uri: 'http://127.0.0.1:1/' })).status).toBe(
      400,
    )
    expect((await exchange({ code })).body).toMatchObject({ token_type: 'Bearer', expires_in: 604_800 })
    expect((await exchange({ code })).body.error).toBe('invalid_grant')
  })

  test('a refresh token is exchanged once', async () => {
    const { body } = await exchange({ code: await codeFor(ada.discordId) })
    const fields = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) }
    expect((await exchange(fields)).status).toBe(200)
    expect((await exchange(fields)).status).toBe(400)
    expect((await get('/users/@me', String(body.access_token))).status).toBe(401)
  })
})

describe('the person and the guilds', () => {
  test('the address needs its scope, and so does the guild list', async () => {
    const token = await tokenFor(ada.discordId, 'identify')
    expect(await (await get('/users/@me', token)).json()).not.toHaveProperty('email')
    expect((await get('/users/@me/guilds', token)).status).toBe(401)
    const full = await (await get('/users/@me', await tokenFor(ada.discordId))).json()
    expect(full).toMatchObject({ id: ada.discordId, email: ada.email, verified: true, discriminator: '0' })
  })

  test('ids and permissions are strings, and only administrators have the bit', async () => {
    const list = async (id: string) =>
      (await (await get('/users/@me/guilds', await tokenFor(id))).json()) as { id: string; permissions: string }[]
    const administered = (guilds: { id: string; permissions: string }[]) =>
      guilds.filter((guild) => (BigInt(guild.permissions) & ADMINISTRATOR) !== 0n).map((guild) => guild.id)
    expect(administered(await list(ada.discordId))).toEqual(
      expect.arrayContaining([GUILDS.harbour.id, GUILDS.workshop.id]),
    )
    expect(administered(await list(mira.discordId))).toEqual([])
  })

  test('the list is paged by id', async () => {
    const token = await tokenFor(ada.discordId)
    const all = (await (await get('/users/@me/guilds', token)).json()) as { id: string }[]
    const first = (await (await get('/users/@me/guilds?limit=1', token)).json()) as { id: string }[]
    const rest = (await (await get(`/users/@me/guilds?after=${first[0]?.id}`, token)).json()) as { id: string }[]
    expect([...first, ...rest].map((guild) => guild.id)).toEqual(all.map((guild) => guild.id))
    expect((await get('/users/@me/guilds?limit=201', token)).status).toBe(400)
  })

  test('buckets are always told and, when switched on, refuse with the wait', async () => {
    await callControl(server.controlPort, 'POST /config', { limits: true })
    const token = await tokenFor(ada.discordId)
    const first = await get('/users/@me/guilds', token)
    expect([first.status, first.headers.get('x-ratelimit-remaining')]).toEqual([200, '0'])
    const second = await get('/users/@me/guilds', token)
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1'])
    expect(await second.json()).toMatchObject({ retry_after: expect.any(Number), global: false })
    await callControl(server.controlPort, 'POST /clock', { offsetMs: 2_000 })
    expect((await get('/users/@me/guilds', token)).status).toBe(200)
  })

  test('a fault meets one person, and a revoked token is refused', async () => {
    const [adas, miras] = [await tokenFor(ada.discordId), await tokenFor(mira.discordId)]
    const fault = { match: { path: 'guilds', subject: 'ada' }, do: { status: 503 } }
    await callControl(server.controlPort, 'POST /faults', fault)
    expect((await get('/users/@me/guilds', adas)).status).toBe(503)
    expect((await get('/users/@me/guilds', miras)).status).toBe(200)
    await callControl(server.controlPort, 'POST /revoke', { accountId: mira.discordId })
    expect((await get('/users/@me', miras)).status).toBe(401)
  })
})
