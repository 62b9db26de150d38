/**
 * Who Mind says a person is on Discord, on the local auth server and the local Alphapy together: the routes that believe
 * the service key take any id, so the id must be one that its owner could not choose.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { callControl, startTestServer, type TestServer } from '@/dev/auth-server/test-kit'
import { GUILDS } from '@/dev/seed/guilds'
import { PEOPLE } from '@/dev/seed/people'
import { getDiscordMeta } from '@/lib/alphapy/endpoints/discord-meta'
import { getSettings } from '@/lib/alphapy/endpoints/settings'
import { MemoryCallWindow } from '@/lib/alphapy/transport/call-window'
import { AlphapyClient } from '@/lib/alphapy/transport/client'
import type { Snowflake } from '@/lib/format/snowflake'
import { Actor } from '@/lib/session/actor'
import { DiscordIdentities } from '@/lib/supabase/discord-identity'
import { API_KEY } from './support/credentials'
import { type ServerProcess, startServer } from './support/server-process'

const guildId = GUILDS.harbour.id as Snowflake
let auth: TestServer
let alphapy: ServerProcess
let nowMs = 1_000_000
let identities: DiscordIdentities
let client: AlphapyClient

beforeAll(async () => {
  auth = await startTestServer()
  const args = ['--auth-url', auth.url, '--api-key', API_KEY, '--seed', 'demo', '--generation', 'C']
  alphapy = await startServer([...args, '--defects', 'repaired'])
  await alphapy.ask('POST', '/limits', { enabled: false })
}, 60_000)
afterAll(async () => {
  await alphapy?.stop()
  await auth?.close()
})
beforeEach(async () => {
  await callControl(auth.server.controlPort, 'DELETE /faults')
  identities = new DiscordIdentities({
    authUrl: `${auth.url}/auth/v1`,
    apiKey: auth.server.anonKey,
    now: () => nowMs,
  })
  client = new AlphapyClient({
    baseUrl: `http://127.0.0.1:${alphapy.port}`,
    window: new MemoryCallWindow({ reads: 10_000, writes: 10_000, windowMs: 60_000 }),
    apiKey: API_KEY,
  })
  await forgetArrivals()
})

async function forgetArrivals(): Promise<void> {
  await callControl(auth.server.controlPort, 'DELETE /requests')
  await alphapy.ask('DELETE', '/requests')
}

interface Session {
  access_token: string
}

/** Somebody of the demo, signed in, as pages know them. */
async function signedIn(who: keyof typeof PEOPLE): Promise<{ actor: Actor; token: string; sessionId: string }> {
  const { userId } = PEOPLE[who]
  const session = (await auth.control('POST /sessions', { userId })) as unknown as Session
  const token = session.access_token
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const person = { userId, sessionId: String(claims.session_id), accessToken: token }
  const askDiscordId = (options: { anew: boolean }) => identities.find(person, options)
  const actor = new Actor({ ...person, email: undefined, expiresAt: 0, requestId: 'r', askDiscordId })
  return { actor, token, sessionId: person.sessionId }
}

const call = ({ userId, credentials }: Actor) => ({ guildId, actorId: userId, credentials, now: true })

/** Calls of Mind itself to the auth server; Alphapy asks it about tokens as well. */
async function askedOfAuth(): Promise<number> {
  const asked = async (server: Promise<Record<string, unknown>>, path: string) =>
    ((await server).requests as { path: string; credentials?: string[] }[]).filter((seen) => seen.path.includes(path))
  const all = await asked(callControl(auth.server.controlPort, 'GET /requests'), '/auth/v1/user')
  const byAlphapy = await asked(alphapy.ask('GET', '/requests'), '/api/')
  return all.length - byAlphapy.filter(({ credentials }) => credentials?.includes('authorization')).length
}

test('a service route is opened with the id of the identities, asked for once in five minutes', async () => {
  const { actor } = await signedIn('ada')
  expect(await getDiscordMeta(client, call(actor))).toMatchObject({ ok: true })
  expect(await getDiscordMeta(client, call(actor))).toMatchObject({ ok: true })
  expect(await askedOfAuth()).toBe(1)
  nowMs += 5 * 60_000
  expect(await getDiscordMeta(client, call(actor))).toMatchObject({ ok: true })
  expect(await askedOfAuth()).toBe(2)
})

test('a route that takes the token asks the auth server nothing', async () => {
  const { actor } = await signedIn('ada')
  expect(await getSettings(client, call(actor))).toMatchObject({ ok: true })
  expect(await askedOfAuth()).toBe(0)
})

test('editing what a person may edit about themself gains nothing', async () => {
  const { actor, token } = await signedIn('mira')
  const { discordId } = PEOPLE.ada
  const claim = { provider_id: discordId, sub: discordId, provider: 'discord', iss: 'https://discord.com/api' }
  const wanted = [{ provider: 'discord', id: discordId, identity_data: claim }]
  const edit = await auth.api('/user', {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}` },
    body: { data: { ...claim, identities: wanted, discord_id: discordId }, identities: wanted, id: PEOPLE.ada.userId },
  })
  expect(edit.status).toBe(200)
  expect(edit.body).toMatchObject({ user_metadata: claim })
  expect(await actor.credentials.askDiscordId?.({ anew: true })).toEqual({ kind: 'found', id: PEOPLE.mira.discordId })
  const met = await getDiscordMeta(client, call(actor))
  expect(met).toMatchObject({ ok: false, problem: { code: 'forbidden', status: 403 } })
})

test('somebody linked in Alphapy alone has no id to show, and editing makes none', async () => {
  const { actor, token } = await signedIn('lena')
  const data = { provider_id: PEOPLE.lena.discordId, sub: PEOPLE.lena.discordId, provider: 'discord' }
  await auth.api('/user', { method: 'PUT', headers: { authorization: `Bearer ${token}` }, body: { data } })
  const met = await getDiscordMeta(client, call(actor))
  expect(met).toMatchObject({ ok: false, problem: { code: 'not-linked', reason: 'discord-identity-missing' } })
})

test('an answer that could not be had is not taken for none, and not kept', async () => {
  const { actor } = await signedIn('ada')
  for (const fault of [
    { status: 503, body: '{}' },
    { status: 200, body: '<html>' },
    { drop: 'before' },
    { hang: true },
  ]) {
    await auth.control('POST /faults', { match: { path: '/user' }, times: 1, do: fault })
    const met = await getDiscordMeta(client, call(actor))
    expect(met).toMatchObject({ ok: false, problem: { code: 'unavailable', reason: 'sign-in-away' } })
  }
  expect(await getDiscordMeta(client, call(actor))).toMatchObject({ ok: true })
})

test('a token the backend cannot check is backed by the id, but only while the session lives', async () => {
  const { actor, sessionId } = await signedIn('ada')
  // The backend cannot reach its auth server; Mind can.
  await alphapy.ask('POST', '/faults', {
    match: { path: '/api/dashboard/settings', subject: PEOPLE.ada.userId },
    do: { status: 401, body: '{"detail":"Unauthorized"}' },
  })
  try {
    expect(await getSettings(client, call(actor))).toMatchObject({ ok: true })
    await auth.control(`DELETE /sessions?id=${sessionId}`)
    const fresh = new AlphapyClient({ baseUrl: `http://127.0.0.1:${alphapy.port}`, apiKey: API_KEY })
    const met = await getSettings(fresh, call(actor))
    expect(met).toMatchObject({ ok: false, problem: { code: 'unavailable', reason: 'credentials-refused' } })
  } finally {
    await alphapy.ask('DELETE', '/faults')
  }
})
