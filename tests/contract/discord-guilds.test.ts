/** A person's guilds out of the local Discord: what is read, what is kept, and what its troubles come to. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { callControl } from '@/dev/auth-server/test-kit'
import { type DiscordServer, startDiscordServer } from '@/dev/discord-server/server'
import { DISCORD_CLIENT } from '@/dev/seed/discord-client'
import { PEOPLE } from '@/dev/seed/people'
import { takeDiscordGuilds } from '@/features/guilds/data'
import { getGuildLists, MemoryGuildLists } from '@/lib/discord/guild-lists'
import { readDiscordGuilds } from '@/lib/discord/guilds'

const { ada } = PEOPLE
let discord: DiscordServer
let apiUrl: string

beforeAll(async () => {
  discord = await startDiscordServer({ port: 0, controlPort: 0, seed: 'demo' })
  apiUrl = `http://127.0.0.1:${discord.port}/api/v10`
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_URL', 'http://127.0.0.1:1')
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_ANON_KEY', 'sb_publishable_of_a_test')
  vi.stubEnv('ALPHAPY_BASE_URL', 'http://127.0.0.1:1')
  vi.stubEnv('MIND_DISCORD_API_URL', apiUrl)
  vi.stubEnv('MIND_LOG_LEVEL', 'silent')
})
afterAll(() => discord.close())
beforeEach(() => control('POST /reset', { seed: 'demo' }))

const control = (route: string, body?: unknown) => callControl(discord.controlPort, route, body)
const fail = (what: object, times = 1) => control('POST /faults', { match: { path: 'guilds' }, times, do: what })

/** A token as the auth server hands it on after a sign-in at Discord. */
async function tokenOf(accountId: string, scope = 'identify email guilds'): Promise<string> {
  const redirect_uri = 'http://127.0.0.1:3000/auth/v1/callback'
  const ask = { response_type: 'code', client_id: DISCORD_CLIENT.id, redirect_uri, scope, state: 's' }
  const consent = await fetch(`${apiUrl}/oauth2/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...ask, account: accountId }),
  })
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const { id: client_id, secret: client_secret } = DISCORD_CLIENT
  const exchanged = await fetch(`${apiUrl}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, client_id, client_secret }),
  })
  return ((await exchanged.json()) as { access_token: string }).access_token
}

describe('the guilds of a person', () => {
  test('come with name, icon, ownership and the Administrator bit, ids as text', async () => {
    const icon = 'a_0123456789abcdef0123456789abcdef'
    const guild = (id: string, rest: object) => ({ id, name: `Guild ${id}`, ...rest })
    const guilds = [
      guild('9007199254740993001', { icon, permissions: String(1n << 3n) }),
      guild('9007199254740993002', { owner: true, permissions: '0' }),
      guild('9007199254740993003', { icon: '../../evil', permissions: String((1n << 50n) - 1n - 8n) }),
    ]
    await control('POST /guilds', { accountId: ada.discordId, guilds })
    const read = await readDiscordGuilds({ apiUrl, token: await tokenOf(ada.discordId) })
    expect(read).toEqual({
      ok: true,
      data: [
        { id: guilds[0]?.id, name: guilds[0]?.name, icon, owner: false, administers: true },
        { id: guilds[1]?.id, name: guilds[1]?.name, icon: undefined, owner: true, administers: true },
        { id: guilds[2]?.id, name: guilds[2]?.name, icon: undefined, owner: false, administers: false },
      ],
    })
  })

  test('are read whole when there are two hundred', async () => {
    const guilds = Array.from({ length: 200 }, (_, index) => ({ id: `90071992547409${10_000 + index}`, name: 'n' }))
    await control('POST /guilds', { accountId: ada.discordId, guilds })
    const read = await readDiscordGuilds({ apiUrl, token: await tokenOf(ada.discordId) })
    expect(read.ok && read.data.length).toBe(200)
  })

  test('wait out a short limit and report a long one with its length', async () => {
    await control('POST /config', { limits: true })
    const token = await tokenOf(ada.discordId)
    const pauses: number[] = []
    const pause = async (ms: number) => {
      pauses.push(ms)
      await control('POST /clock', { offsetMs: pauses.length * 1_000 })
    }
    for (let i = 0; i < 2; i++) expect((await readDiscordGuilds({ apiUrl, token, pause })).ok).toBe(true)
    expect(pauses).toHaveLength(1)
    expect(pauses[0]).toBeLessThanOrEqual(1_000)
    await fail({ status: 429, body: '{"message":"You are being rate limited.","retry_after":64.5,"global":false}' })
    expect(await readDiscordGuilds({ apiUrl, token, pause })).toMatchObject({
      ok: false,
      problem: { code: 'busy', reason: 'discord-away', status: 429, retryAfterMs: 64_500 },
    })
    expect(pauses).toHaveLength(1)
  })

  test('survive a hiccup, and an outage comes to a problem in bounded time', async () => {
    const token = await tokenOf(ada.discordId)
    const read = () => readDiscordGuilds({ apiUrl, token, pause: async () => undefined })
    await fail({ status: 502, body: '<html>' }, 2)
    expect((await read()).ok).toBe(true)
    const cases: [what: object, code: string][] = [
      [{ status: 503, body: '' }, 'unavailable'],
      [{ drop: 'before' }, 'unavailable'],
      [{ status: 200, body: '<html>hello' }, 'bad-reply'],
      [{ status: 200, body: '{"guilds":[]}' }, 'bad-reply'],
      [{ status: 200, body: '[{"id":7,"name":null}]' }, 'bad-reply'],
      [{ status: 200, body: `["${'x'.repeat(5_000_000)}"]` }, 'bad-reply'],
    ]
    for (const [what, code] of cases) {
      const { id } = await fail(what, 10)
      expect(await read()).toMatchObject({ ok: false, problem: { code, reason: 'discord-away' } })
      await control(`DELETE /faults?id=${id}`)
    }
  })

  test('end in time when Discord does not answer at all', async () => {
    const token = await tokenOf(ada.discordId)
    await fail({ hang: true })
    const since = performance.now()
    expect(await readDiscordGuilds({ apiUrl, token })).toMatchObject({ ok: false, problem: { code: 'timeout' } })
    expect(performance.now() - since).toBeLessThan(4_000)
  })

  test('are refused without the scope, and with a token that was taken back', async () => {
    const refused = { ok: false, problem: { code: 'unavailable', reason: 'discord-refused', status: 401 } }
    const narrow = await tokenOf(ada.discordId, 'identify')
    expect(await readDiscordGuilds({ apiUrl, token: narrow })).toMatchObject(refused)
    const token = await tokenOf(ada.discordId)
    await control('POST /revoke', { accountId: ada.discordId })
    expect(await readDiscordGuilds({ apiUrl, token })).toMatchObject(refused)
    await fail({ status: 403, body: '{"code":50001}' })
    expect(await readDiscordGuilds({ apiUrl, token })).toMatchObject({
      problem: { reason: 'discord-refused', status: 403 },
    })
  })
})

describe('the kept list', () => {
  test('holds no token and stays through an outage, with the reason beside it', async () => {
    const since = Date.now()
    const providerToken = await tokenOf(ada.discordId)
    const take = () => takeDiscordGuilds({ userId: ada.userId, providerToken })
    await take()
    const kept = await getGuildLists().get(ada.userId)
    expect(kept?.guilds.map(({ name }) => name).sort()).toEqual(['Harbour Café', 'Pixel Workshop', 'Reading Room'])
    expect(kept?.readAt).toBeGreaterThanOrEqual(since)
    await fail({ status: 503, body: '' }, 10)
    await take()
    const after = await getGuildLists().get(ada.userId)
    expect(after).toMatchObject({ guilds: kept?.guilds, readAt: kept?.readAt })
    expect(after?.trouble?.problem).toMatchObject({ code: 'unavailable', reason: 'discord-away' })
    expect(JSON.stringify([kept, after])).not.toContain(providerToken)
    await control('DELETE /faults')
    await take()
    expect((await getGuildLists().get(ada.userId))?.trouble).toBeUndefined()
  })

  test('takes no more room than it may, whoever signs in', async () => {
    const store = new MemoryGuildLists({ max: 1_000 })
    const guilds = Array.from({ length: 200 }, (_, index) => {
      return { id: String(index), name: 'n', icon: undefined, owner: false, administers: false }
    }) as unknown as Parameters<MemoryGuildLists['put']>[1]['guilds']
    for (let person = 0; person < 50; person++) await store.put(`p${person}`, { guilds, readAt: 1, trouble: undefined })
    const kept = await Promise.all(Array.from({ length: 50 }, (_, person) => store.get(`p${person}`)))
    expect(kept.filter(Boolean)).toHaveLength(4)
    expect(kept[49]).toBeDefined()
  })
})
