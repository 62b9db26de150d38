/** Who is let into a guild's shared live data, for how long, and when that ends, on the local Alphapy. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { GUILDS } from '@/dev/seed/guilds'
import { PEOPLE } from '@/dev/seed/people'
import type { Snowflake } from '@/lib/format/snowflake'
import { API_KEY } from './support/credentials'
import { configureMind, noLimits } from './support/mind-env'
import { type ServerProcess, startServer } from './support/server-process'
import { type StandInAuth, startAuthOfPeople, tokenOf } from './support/stand-in-auth'

// Whoever keeps `Date.now` from here on keeps this one.
let aheadMs = 0
const realNow = Date.now
vi.spyOn(Date, 'now').mockImplementation(() => realNow() + aheadMs)

const { Actor } = await import('@/lib/session/actor')
const gates = await import('@/lib/session/gates')
const { forgetDiscordsWord, requireGuild, requireGuildLive, requireGuildToSave, verdictsOf } = gates
const { getVerdicts } = await import('@/lib/session/verdicts')
const { getGuildLists } = await import('@/lib/discord/guild-lists')
const { getLogs } = await import('@/features/logs/data')
const { getOverview } = await import('@/features/overview/data')

const guildId = GUILDS.workshop.id as Snowflake
const minute = 60_000
let auth: StandInAuth
let alphapy: ServerProcess

beforeAll(async () => {
  auth = await startAuthOfPeople()
  alphapy = await startServer(['--auth-url', auth.url, '--api-key', API_KEY, '--seed', 'demo'])
  await alphapy.ask('POST', '/limits', { enabled: false })
  configureMind({ auth, alphapy }, noLimits)
}, 60_000)
afterAll(async () => {
  await alphapy?.stop()
  await auth?.stop()
})
beforeEach(async () => {
  // So far ahead that nothing of the test before counts.
  aheadMs += 24 * 60 * minute
  await alphapy.ask('DELETE', '/faults')
  await alphapy.ask('POST', '/guilds', GUILDS.workshop)
  await arrived()
})

type Name = keyof typeof PEOPLE

function signedIn(who: Name) {
  const { userId } = PEOPLE[who]
  const expiresAt = Date.now() + 60 * minute
  return new Actor({
    userId,
    accessToken: tokenOf(userId),
    email: undefined,
    sessionId: who,
    expiresAt,
    requestId: 'r',
  })
}

/** Routes asked since the last time, with the user they were asked as. */
async function arrived(): Promise<string[]> {
  const { requests } = await alphapy.ask('GET', '/requests')
  await alphapy.ask('DELETE', '/requests')
  return (requests as { path: string; subject: string | null }[]).map(({ path, subject }) => {
    const route = /settings|logs|metrics/.exec(path)?.[0] ?? path
    return `${route} ${Object.values(PEOPLE).find(({ userId }) => userId === subject)?.name ?? ''}`.trim()
  })
}

async function withAdmins(...names: Name[]): Promise<void> {
  const members = GUILDS.workshop.members.map((member) => ({
    ...member,
    administrator: names.some((name) => PEOPLE[name].discordId === member.id),
  }))
  await alphapy.ask('POST', '/guilds', { ...GUILDS.workshop, ownerId: '734912856603148291', members })
}

async function discordSays(who: Name, administers: boolean, ageMs = 0, id: string = guildId): Promise<void> {
  const guild = { id: id as Snowflake, name: 'Pixel Workshop', icon: undefined, owner: false, administers }
  const list = { guilds: [guild], readAt: Date.now() - ageMs, trouble: undefined }
  await getGuildLists().put(PEOPLE[who].userId, list)
}

const codeOf = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'ok' : result.problem?.code)

test('one answer of a guild route lets somebody see live data for a quarter of an hour, and not longer', async () => {
  const ada = signedIn('ada')
  expect(codeOf(await requireGuildLive(ada, guildId))).toBe('ok')
  expect(await arrived()).toEqual(['settings ada'])
  await withAdmins('bram')
  aheadMs += 9 * minute
  expect(codeOf(await requireGuildLive(ada, guildId))).toBe('ok')
  expect(await arrived()).toEqual([])
  expect(verdictsOf(ada.userId)).toMatchObject([{ guildId, source: 'alphapy' }])
  // From ten minutes on it is renewed where there is room, and the answer counts at once.
  aheadMs += 2 * minute
  expect(codeOf(await requireGuildLive(ada, guildId))).toBe('forbidden')
  expect(await arrived()).toEqual(['settings ada'])
  expect(verdictsOf(ada.userId)).toEqual([])
})

test('a backend that is away lets a verdict stand to its end and no further', async () => {
  const ada = signedIn('ada')
  await requireGuildLive(ada, guildId)
  await alphapy.ask('POST', '/faults', {
    match: { path: 'settings' },
    do: { status: 500, body: 'Internal Server Error' },
  })
  aheadMs += 14 * minute
  expect(codeOf(await requireGuildLive(ada, guildId))).toBe('ok')
  aheadMs += 2 * minute
  expect(codeOf(await requireGuildLive(ada, guildId))).toBe('unavailable')
})

test('a refusal by any route ends what was granted before: verdict and kept settings alike', async () => {
  const ada = signedIn('ada')
  const access = await requireGuildLive(ada, guildId)
  if (!access.ok) throw new Error('not let in')
  expect(codeOf(await requireGuild(ada, guildId))).toBe('ok')
  await withAdmins('bram')
  // Neither has been asked again yet.
  expect(codeOf(await requireGuild(ada, guildId))).toBe('ok')
  expect(codeOf(await getLogs(access.data, { now: true }))).toBe('forbidden')
  expect(getVerdicts().current(ada.userId, guildId)).toBeUndefined()
  expect(codeOf(await requireGuild(ada, guildId))).toBe('forbidden')
  expect(codeOf(await requireGuildLive(ada, guildId))).toBe('forbidden')
})

test('a refusal ends nothing of other people and other guilds', async () => {
  const [ada, bram] = [signedIn('ada'), signedIn('bram')]
  const harbour = GUILDS.harbour.id as Snowflake
  for (const id of [guildId, harbour]) await requireGuildLive(ada, id)
  await requireGuildLive(bram, guildId)
  getVerdicts().end(ada.userId, guildId)
  expect(getVerdicts().current(ada.userId, harbour)).toBeDefined()
  expect(getVerdicts().current(bram.userId, guildId)).toBeDefined()
})

test('a refusal that was under way first outweighs a yes that arrives after it', async () => {
  const ada = signedIn('ada')
  await alphapy.ask('POST', '/faults', { match: { path: 'settings' }, times: 1, do: { delayMs: 400 } })
  const slow = requireGuildLive(ada, guildId)
  await vi.waitFor(async () => expect((await alphapy.ask('GET', '/requests')).requests).toHaveLength(1))
  getVerdicts().end(ada.userId, guildId)
  await slow
  expect(getVerdicts().current(ada.userId, guildId)).toBeUndefined()
})

test('the list of Discord lets in who administers a guild that has the bot, without a call about the guild', async () => {
  const ada = signedIn('ada')
  await discordSays('ada', true)
  expect(codeOf(await requireGuildLive(ada, guildId))).toBe('ok')
  expect(await arrived()).toEqual(['metrics ada'])
  expect(verdictsOf(ada.userId)).toMatchObject([{ guildId, source: 'discord' }])
})

test('the list of Discord is worth nothing when old, for a plain member, without the bot, and after a refusal', async () => {
  const mira = signedIn('mira')
  await discordSays('mira', false)
  expect(codeOf(await requireGuildLive(mira, guildId))).toBe('forbidden')
  // Alphapy refused a moment ago, after this list was read: that outweighs it.
  await discordSays('mira', true, 1_000)
  expect(codeOf(await requireGuildLive(mira, guildId))).toBe('forbidden')
  aheadMs += 30 * minute
  await discordSays('mira', true, 16 * minute)
  expect(codeOf(await requireGuildLive(mira, guildId))).toBe('forbidden')
  const elsewhere = '1099511627776543217' as Snowflake
  await discordSays('mira', true, 0, elsewhere)
  expect(codeOf(await requireGuildLive(mira, elsewhere))).toBe('forbidden')
})

test('what is no guild’s id opens nothing and is asked of nobody', async () => {
  const ada = signedIn('ada')
  for (const id of [
    '',
    'guild',
    `${guildId}/../${GUILDS.harbour.id}`,
    `${guildId}?x=1`,
    ` ${guildId}`,
    '12',
    '１'.repeat(18),
  ]) {
    for (const answer of [
      await requireGuild(ada, id),
      await requireGuildLive(ada, id),
      await requireGuildToSave(ada, id),
      gates.requireGuildAnew(ada, id),
    ]) {
      expect([id, codeOf(answer)]).toEqual([id, 'not-found'])
    }
  }
  expect(await arrived()).toEqual([])
})

test('configuration is asked of the backend, whatever Discord says', async () => {
  const mira = signedIn('mira')
  await discordSays('mira', true)
  expect(codeOf(await requireGuildLive(mira, guildId))).toBe('ok')
  expect(codeOf(await requireGuild(mira, guildId))).toBe('forbidden')
  expect(codeOf(await requireGuildLive(mira, guildId))).toBe('forbidden')
})

test('those who look at a log are used in turn, so that nobody’s verdict runs out and nothing else is asked', async () => {
  const people = (['ada', 'bram', 'lena'] as const).map((who) => signedIn(who))
  const look = async (actor: InstanceType<typeof Actor>) => {
    const access = await requireGuildLive(actor, guildId)
    return access.ok ? getLogs(access.data, { live: true }) : access
  }
  for (const actor of people) await look(actor)
  await arrived()
  for (let round = 0; round < 60; round++) {
    aheadMs += minute / 2
    // Ada always comes first: without turns it would always be her who asks.
    for (const actor of people) expect(codeOf(await look(actor))).toBe('ok')
  }
  const asked = await arrived()
  expect(asked.filter((call) => !call.startsWith('logs'))).toEqual([])
  expect(asked).toHaveLength(60)
  for (const who of ['ada', 'bram', 'lena']) {
    expect(asked.filter((call) => call === `logs ${who}`)).toHaveLength(20)
  }
})

test('somebody who is refused in their turn loses the view, and nobody else does', async () => {
  const [ada, bram] = [signedIn('ada'), signedIn('bram')]
  for (const actor of [bram, ada]) {
    await requireGuildLive(actor, guildId)
    aheadMs += 1_000
  }
  await withAdmins('ada')
  const access = await requireGuildLive(ada, guildId)
  if (!access.ok) throw new Error('not let in')
  aheadMs += minute / 2
  expect(codeOf(await getLogs(access.data, { live: true }))).toBe('ok')
  expect((await arrived()).filter((call) => call.startsWith('logs'))).toEqual(['logs bram', 'logs ada'])
  expect(codeOf(await requireGuildLive(bram, guildId))).toBe('forbidden')
})

test('what leaves the overview names no other guild of the bot, and nobody who asked there', async () => {
  const secrets = ['Innermost Circle', '1300000000000000777', 'Night Shift Radio', GUILDS.foreign.id, GUILDS.harbour.id]
  const members = [{ id: PEOPLE.mira.discordId, name: 'mira', administrator: true }]
  const other = { id: '1300000000000000777', name: 'Innermost Circle', memberCount: 7_654_321, ownerId: '1', members }
  await alphapy.ask('POST', '/guilds', other)
  const access = await requireGuildLive(signedIn('ada'), guildId)
  if (!access.ok) throw new Error('not let in')
  const overview = await getOverview(access.data)
  if (!overview.ok) throw new Error(overview.problem.code)
  expect(overview.data.guild).toEqual({ name: 'Pixel Workshop', memberCount: 86 })
  const text = JSON.stringify(overview.data)
  for (const secret of [...secrets, '7654321', PEOPLE.mira.discordId]) expect(text).not.toContain(secret)
})

test('with the database of the bot away nothing is counted, and what nobody waits for or is no setting never is', async () => {
  const access = await requireGuildLive(signedIn('ada'), guildId)
  if (!access.ok) throw new Error('not let in')
  const look = async (up: boolean) => {
    const body = {
      bot: { online: true, latency_ms: 1, uptime_seconds: 1, commands_loaded: 1, guilds: [] },
      reminders: { total: 0 },
      tickets: {
        total: 2,
        open_items: [
          { id: 1, status: 'archived' },
          { id: 2, status: 'open' },
        ],
      },
      settings_overrides: [
        { scope: 'gpt', key: 'model' },
        { scope: 'gpt', key: 'a_flag_of_its_own' },
      ],
      infrastructure: { database_up: up },
    }
    const fault = { status: 200, contentType: 'application/json', body: JSON.stringify(body) }
    await alphapy.ask('POST', '/faults', { match: { path: 'metrics' }, times: 1, do: fault })
    aheadMs += minute
    const overview = await getOverview(access.data)
    if (!overview.ok) throw new Error(overview.problem.code)
    return overview.data
  }
  const { tickets, reminders, overrides } = await look(true)
  expect([reminders?.total, tickets?.waiting.map(({ id }) => id), overrides]).toEqual([0, [2], 1])
  expect(await look(false)).toMatchObject({ reminders: null, tickets: null, overrides: null })
})

test('when a Discord account is taken away, its list and what was decided by it go, and what Alphapy said stays', async () => {
  const [ada, bram] = [signedIn('ada'), signedIn('bram')]
  await requireGuildLive(ada, guildId)
  await withAdmins('ada', 'bram')
  await discordSays('bram', true)
  expect(codeOf(await requireGuildLive(bram, guildId))).toBe('ok')
  expect(verdictsOf(bram.userId)).toMatchObject([{ source: 'discord' }])
  for (const { userId } of [ada, bram]) await forgetDiscordsWord(userId)
  expect(verdictsOf(bram.userId)).toEqual([])
  expect(await getGuildLists().get(bram.userId)).toMatchObject({ guilds: [], readAt: undefined })
  expect(verdictsOf(ada.userId)).toMatchObject([{ guildId, source: 'alphapy' }])
})

test('a save by somebody with a verdict costs no question before it; without one it costs one, and is refused on its answer', async () => {
  const [ada, mira] = [signedIn('ada'), signedIn('mira')]
  expect(codeOf(await requireGuildToSave(ada, guildId))).toBe('ok')
  expect(await arrived()).toEqual(['settings ada'])
  aheadMs += 14 * minute
  expect(codeOf(await requireGuildToSave(ada, guildId))).toBe('ok')
  expect(await arrived()).toEqual([])
  expect(codeOf(await requireGuildToSave(mira, guildId))).toBe('forbidden')
  expect(await arrived()).toEqual(['settings mira'])
  expect(codeOf(await requireGuildToSave(mira, 'guild'))).toBe('not-found')
  expect(await arrived()).toEqual([])
})

test('who was refused is refused again without a call for ten seconds, and let in by trying again after they have the right', async () => {
  const mira = signedIn('mira')
  expect(codeOf(await requireGuild(mira, guildId))).toBe('forbidden')
  expect(await arrived()).toEqual(['settings mira'])
  await withAdmins('ada', 'mira')
  aheadMs += 9_900
  for (const ask of [requireGuild, requireGuildLive, requireGuildToSave]) {
    expect(codeOf(await ask(mira, guildId))).toBe('forbidden')
  }
  // Another guild and another person are another matter.
  expect(codeOf(await requireGuild(mira, GUILDS.harbour.id))).toBe('forbidden')
  expect(codeOf(await requireGuild(signedIn('ada'), guildId))).toBe('ok')
  expect(await arrived()).toEqual(['settings mira', 'settings ada'])
  aheadMs += 100
  expect(codeOf(await requireGuild(mira, guildId))).toBe('ok')
  expect(await arrived()).toEqual(['settings mira'])
})

test('a yes from another route ends a refusal that is older', async () => {
  const bram = signedIn('bram')
  await withAdmins('ada')
  await getVerdicts().grant(bram.userId, guildId, { source: 'discord', askedAt: Date.now() })
  const access = await requireGuildLive(bram, guildId)
  if (!access.ok) throw new Error('not let in')
  expect(codeOf(await requireGuild(bram, guildId))).toBe('forbidden')
  await withAdmins('ada', 'bram')
  aheadMs += 1_000
  expect(codeOf(await getLogs(access.data, { now: true }))).toBe('ok')
  expect(codeOf(await requireGuild(bram, guildId))).toBe('ok')
})
