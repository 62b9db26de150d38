/**
 * Mind itself, without its pages, on the local auth server and on a local Alphapy of each generation: what a person is let
 * into, shown and told there, with the credentials that server takes.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callControl, startTestServer, type TestServer } from '@/dev/auth-server/test-kit'
import { GUILDS } from '@/dev/seed/guilds'
import { PEOPLE } from '@/dev/seed/people'
import { getHistory } from '@/features/history/data'
import { getLogs } from '@/features/logs/data'
import { changeRuleList, getOnboarding } from '@/features/onboarding/data'
import { getOverview } from '@/features/overview/data'
import { getCategory, saveCategory } from '@/features/settings/data'
import type { Category } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import { getCustomCommands } from '@/lib/alphapy/endpoints/custom-commands'
import { getDiscordMeta } from '@/lib/alphapy/endpoints/discord-meta'
import { createReminder, getReminders } from '@/lib/alphapy/endpoints/reminders'
import { getAlphapy } from '@/lib/alphapy/server'
import type { Snowflake } from '@/lib/format/snowflake'
import type { Result } from '@/lib/problems/result'
import { Actor } from '@/lib/session/actor'
import { type GuildAccess, requireGuild } from '@/lib/session/gates'
import { getAuthParts } from '@/lib/supabase/auth-parts'
import { API_KEY } from './support/credentials'
import { configureMind, noLimits } from './support/mind-env'
import { type ServerProcess, startServer } from './support/server-process'

const guildId = GUILDS.harbour.id as Snowflake
let auth: TestServer
let alphapy: ServerProcess

beforeAll(async () => {
  auth = await startTestServer()
  alphapy = await startServer(['--auth-url', auth.url, '--api-key', API_KEY, '--seed', 'none'])
  const signIn = { url: auth.url, anonKey: auth.server.anonKey }
  configureMind({ auth: signIn, alphapy }, { ...noLimits, ALPHAPY_API_KEY: API_KEY })
}, 60_000)
afterAll(async () => {
  await alphapy?.stop()
  await auth?.close()
})

/** Somebody signed in, as the pages of Mind know them. */
async function signedIn(who: 'ada' | 'mira' | 'lena'): Promise<Actor> {
  const { userId } = PEOPLE[who]
  const session = (await auth.control('POST /sessions', { userId })) as unknown as { access_token: string }
  const accessToken = session.access_token
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const person = { userId, sessionId: String(claims.session_id), accessToken }
  const askDiscordId = (options: { anew: boolean }) => getAuthParts().discordIdentities.find(person, options)
  return new Actor({ ...person, email: undefined, expiresAt: 0, requestId: 'r', askDiscordId })
}

function data<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.data
}

const told = (result: Result<unknown>) =>
  result.ok ? 'ok' : [result.problem.code, result.problem.reason].join(' ').trim()

describe.each(['A', 'B', 'C'] as const)('on generation %s', (generation) => {
  let ada: Actor
  let access: GuildAccess

  beforeAll(async () => {
    await alphapy.ask('POST', '/reset', { seed: 'demo' })
    await alphapy.ask('POST', '/config', { generation, defects: 'head' })
    await alphapy.ask('POST', '/limits', { enabled: false })
    await callControl(auth.server.controlPort, 'DELETE /faults')
    // Another server, and so another client: nothing is remembered of the one before.
    Reflect.deleteProperty(globalThis, '__mindAlphapy')
    ada = await signedIn('ada')
    access = data(await requireGuild(ada, guildId))
  })

  test('an administrator is let in and a member is not', async () => {
    expect(told(await requireGuild(await signedIn('mira'), guildId))).toBe('forbidden')
  })

  test('every page has something true to show', async () => {
    const overview = data(await getOverview(access))
    expect(overview.guild?.name).toBe(GUILDS.harbour.name)
    expect(getCategory(access, 'reminders').guildId).toBe(guildId)
    expect(data(await getHistory(access, { limit: 25 })).guildId).toBe(guildId)
    expect(data(await getLogs(access)).guildId).toBe(guildId)
    const onboarding = await getOnboarding(access)
    expect(data(onboarding.rules).items.length).toBeGreaterThan(0)
  })

  test('a server without its database has no figures of it to show, rather than none of everything', async () => {
    const read = async (database: boolean) => {
      await alphapy.ask('POST', '/config', { database })
      Reflect.deleteProperty(globalThis, '__mindAlphapy')
      return data(await getOverview(access))
    }
    expect(await read(false)).toMatchObject({ tickets: null, reminders: null, commands: null, overrides: null })
    const { tickets, reminders, overrides } = await read(true)
    expect([tickets?.total, reminders?.total, overrides]).toEqual([10, 6, 30])
    await alphapy.ask('POST', '/sql', {
      query: `insert into bot_settings (guild_id, scope, key, value) values ($1::bigint, 'fyi', 'first_of_a_kind', 'true')`,
      params: [guildId],
    })
    // A flag that the bot keeps for itself is no change of anybody's.
    expect((await read(true)).overrides).toBe(overrides)
  })

  test.each<[category: Category, key: string, mine: SettingValue, older: string]>([
    ['embedwatcher', 'reminder_offset_minutes', 25, 'saved'],
    // The older servers put text into their database that is no JSON: they fail, and nothing is stored.
    ['reminders', 'allow_everyone_mentions', true, 'not-applied'],
    ['invites', 'no_inviter_template', 'Welcome, {member}', 'not-applied'],
    // A category of a later time.
    ['growth', 'enabled', false, 'invalid'],
  ])('a save to %s.%s says what came of it', async (category, key, mine, older) => {
    const base = getCategory(data(await requireGuild(ada, guildId)), category).stored[key] ?? null
    const saved = await saveCategory(ada, { guildId, category, edits: [{ key, base, mine }] })
    const came = saved.ok ? saved.data.kind : saved.problem.code
    expect(came).toBe(generation === 'C' ? 'saved' : older)
    const now = getCategory(data(await requireGuild(ada, guildId)), category).stored[key] ?? null
    expect(now).toBe(came === 'saved' ? mine : base)
  })

  test('a rule is added and read back', async () => {
    const mine = { title: 'Be kind', description: 'To all', thumbnailUrl: null, imageUrl: null }
    const added = data(await changeRuleList(ada, guildId, { kind: 'add', mine }))
    expect(added).toMatchObject({ kind: 'saved' })
  })

  test('a token the server cannot check is backed by the pair that this server takes, if it takes one', async () => {
    const refuseOnce = { match: { path: 'settings/', subject: PEOPLE.ada.userId }, times: 1 }
    await alphapy.ask('POST', '/faults', { ...refuseOnce, do: { status: 401, body: '{"detail":"Unauthorized"}' } })
    Reflect.deleteProperty(globalThis, '__mindAlphapy')
    await alphapy.ask('DELETE', '/requests')
    expect(told(await requireGuild(ada, guildId))).toBe(generation === 'B' ? 'unavailable credentials-refused' : 'ok')
    const { requests } = await alphapy.ask('GET', '/requests')
    const shown = (requests as { credentials: string[] }[]).map(({ credentials }) => credentials.join('+'))
    const [token, discord, user] = ['authorization', 'x-api-key+x-discord-user-id', 'x-api-key+x-user-id']
    expect(shown).toEqual(generation === 'C' ? [token, discord] : [token, discord, user])
    await alphapy.ask('DELETE', '/faults')
  })

  test('what only the service pair opens is opened where there is such a route, and else said to be missing', async () => {
    const call = { guildId, actorId: ada.userId, credentials: ada.credentials, now: true }
    const newest = generation === 'C'
    const wanted = newest ? 'ok' : 'not-found server-too-old'
    expect(told(await getDiscordMeta(getAlphapy(), call))).toBe(wanted)
    expect(told(await getCustomCommands(getAlphapy(), call))).toBe(wanted)
    const channel = GUILDS.harbour.channels.find(({ type }) => type === 'text')?.id as Snowflake
    const reminder = { message: 'Tea', channel_id: channel, time: '16:00', days: [0] }
    const created = await createReminder(getAlphapy(), { ...call, reminder })
    expect(told(created)).toBe(wanted)
    if (newest) {
      const reminders = data(await getReminders(getAlphapy(), call)).value
      const one = reminders.find(({ id }) => id === data(created).reminderId)
      expect(one).toMatchObject({ created_by: PEOPLE.ada.discordId, message: 'Tea' })
    }
    const lena = await signedIn('lena')
    expect(
      told(await getDiscordMeta(getAlphapy(), { ...call, actorId: lena.userId, credentials: lena.credentials })),
    ).toBe('not-linked discord-identity-missing')
  })
})
