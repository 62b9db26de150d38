/** The safe save of settings on a running server: what is said is what is stored, and every write is on record. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getHistory } from '@/features/history/data'
import { type SaveInput, saveCategory } from '@/features/settings/data'
import type { Edit, SaveOutcome } from '@/features/settings/schema'
import type { Category } from '@/lib/alphapy/catalogue/catalogue'
import { getSettings } from '@/lib/alphapy/endpoints/settings'
import { MemoryCallWindow } from '@/lib/alphapy/transport/call-window'
import type { AlphapyClient } from '@/lib/alphapy/transport/client'
import { type VerifiedDiscordId, verifiedDiscordId } from '@/lib/alphapy/transport/credentials'
import { MemoryRecorder, type Recorded } from '@/lib/ledger/recorder'
import type { Result } from '@/lib/problems/result'
import { Actor } from '@/lib/session/actor'
import type { GuildAccess } from '@/lib/session/gates'
import { type ClientScene, GUILD_ID, startClientScene } from './support/client-scene'
import { ADMIN } from './support/credentials'

const discordId = verifiedDiscordId([{ provider: 'discord', id: ADMIN.discordId }]) as VerifiedDiscordId
const channel = '1123456789012345680'
const other = '1123456789012345681'

/** An administrator. `unproven`: the auth server knows no Discord account of theirs. */
const person = (userId: string, proof: 'proven' | 'unproven' = 'proven') =>
  new Actor({
    ...{ userId, email: undefined, sessionId: undefined, accessToken: 'admin-token', expiresAt: Date.now() + 60_000 },
    requestId: `visit-of-${userId}`,
    askDiscordId: async () => (proof === 'proven' ? { kind: 'found', id: discordId } : { kind: 'none' }),
  })
const ada = person('ada')
const edit = (key: string, base: Edit['base'], mine: Edit['mine']): Edit => ({ key, base, mine })

describe.each(['head', 'repaired'] as const)('on a server %s', (defects) => {
  let scene: ClientScene
  let recorder: MemoryRecorder
  /** Runs once, after the write has been answered and before anything else is asked. */
  let between: (() => Promise<unknown>) | undefined
  let client: AlphapyClient

  const watched: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init).catch((error: unknown) => error as Error)
    const then = between
    if (init?.method === 'POST' && then) {
      between = undefined
      await then()
    }
    if (answer instanceof Error) throw answer
    return answer
  }

  beforeAll(async () => {
    scene = await startClientScene('--generation', 'C', '--defects', defects)
  }, 60_000)
  afterAll(() => scene?.stop())
  beforeEach(async () => {
    between = undefined
    recorder = new MemoryRecorder()
    client = scene.client({ fetchFn: watched, timeouts: { readMs: 2_000, writeMs: 700 } })
    await scene.server.ask('DELETE', '/faults')
    await scene.server.ask('POST', '/bot', { settingsService: true, online: true })
    await scene.server.ask('POST', '/sql', { query: 'truncate bot_settings, settings_history restart identity' })
    await scene.arrived()
  })

  async function store(category: string, values: Record<string, string>): Promise<void> {
    for (const [key, json] of Object.entries(values)) {
      const query = `insert into bot_settings (guild_id, scope, key, value) values ($1::bigint, $2, $3, $4::jsonb)
                     on conflict (guild_id, scope, key) do update set value = excluded.value`
      await scene.server.ask('POST', '/sql', { query, params: [GUILD_ID, category, key, json] })
    }
  }

  async function stored(category: string): Promise<Record<string, string>> {
    const query = 'select key, value::text as value from bot_settings where guild_id = $1::bigint and scope = $2'
    const { rows } = await scene.server.ask('POST', '/sql', { query, params: [GUILD_ID, category] })
    return Object.fromEntries((rows as { key: string; value: string }[]).map(({ key, value }) => [key, value]))
  }

  const slash = (scope: string, key: string, value: unknown) =>
    scene.server.ask('POST', '/slash', { guildId: GUILD_ID, actorDiscordId: ADMIN.discordId, scope, key, value })
  const breakWrites = (action: unknown) =>
    scene.server.ask('POST', '/faults', {
      match: { method: 'POST', path: `settings/${GUILD_ID}` },
      times: 1,
      do: action,
    })

  const attempt = (category: Category, edits: Edit[], more: Partial<SaveInput> = {}, actor = ada) =>
    saveCategory(
      actor,
      { guildId: GUILD_ID, category, edits, ...more },
      { alphapy: client, recorder, report: () => undefined },
    )
  const came = (result: Result<SaveOutcome>): SaveOutcome => {
    if (!result.ok) throw new Error(JSON.stringify(result.problem))
    return result.data
  }
  const save = async (...args: Parameters<typeof attempt>) => came(await attempt(...args))
  /** The one write on record. */
  const recorded = (): Recorded => {
    const [record, ...more] = recorder.records
    if (!record || more.length > 0) throw new Error(`${recorder.records.length} writes are on record`)
    return record
  }
  const writes = async () => (await scene.arrived()).filter(({ method }) => method === 'POST').map(({ path }) => path)

  describe('what nobody knows', () => {
    test('survives a save byte for byte, and what stands elsewhere is not touched', async () => {
      const unknown = {
        a_number: '1.0',
        a_large_number: '123456789012345678901234567890',
        a_word: '"1.0"',
        a_quoted_word: '"\\"x\\""',
        a_switch: 'true',
        a_word_like_a_switch: '"true"',
        a_tree: '{"b": [1.0, 12345678901234567890, {"c": "\\"1e3\\""}], "n": null, "": 0.10}',
        pinned_channel_id: `"${channel}"`,
      }
      await store('gpt', unknown)
      await store('gpt', { enabled: 'true' })
      await store('reminders', { enabled: 'false', whatever: '1.0' })
      const before = await stored('gpt')
      expect(await save('gpt', [edit('temperature', null, 0.5)])).toMatchObject({ kind: 'saved', written: true })
      const after = await stored('gpt')
      expect(after).toEqual({ ...before, temperature: '0.5', a_tree: after.a_tree })
      // The server itself writes 0.10 as 0.1 wherever it came through its own JSON.
      expect(after.a_tree).toBe(before.a_tree?.replace('0.10', '0.1'))
      expect(await stored('reminders')).toEqual({ enabled: 'false', whatever: '1.0' })
    })
  })

  test('a save that was let in has its places: it goes through although the window is full by them', async () => {
    client = scene.client({ window: new MemoryCallWindow({ reads: 3, writes: 2, windowMs: 60_000 }) })
    expect(await save('reminders', [edit('enabled', null, false)])).toMatchObject({ kind: 'saved', written: true })
  })

  test('a list of channels is stored in the form the bot reads', async () => {
    const edits = [edit('weekly_food_channel_ids', null, `${channel},${other}`)]
    expect(await save('engagement', edits)).toMatchObject({ kind: 'saved', written: true })
    expect(await stored('engagement')).toEqual({ weekly_food_channel_ids: `",${channel},${other},"` })
  })

  describe('two who change at the same time', () => {
    test.each([
      [
        'another setting set with a command',
        () => slash('reminders', 'enabled', false),
        { enabled: 'false' },
        [null, false],
      ],
      ['another setting cleared with a command', () => slash('reminders', 'enabled', null), {}, [true, null]],
    ])('%s is kept, and told', async (name, change, kept, [from, to]) => {
      if (name.includes('cleared')) await store('reminders', { enabled: 'true' })
      const seen: Record<string, boolean> = name.includes('cleared') ? { enabled: true } : {}
      await change()
      const outcome = await save('reminders', [edit('default_channel_id', null, channel)], { seen })
      expect(outcome).toMatchObject({ kind: 'saved', written: true, others: [{ key: 'enabled', from, to }] })
      expect(await stored('reminders')).toEqual({ ...kept, default_channel_id: `"${channel}"` })
    })

    test('the same setting asks, writes nothing and puts nothing on record', async () => {
      await slash('reminders', 'default_channel_id', other)
      const before = Date.now()
      const outcome = await save('reminders', [
        edit('default_channel_id', null, channel),
        edit('allow_everyone_mentions', null, true),
      ])
      expect(outcome).toMatchObject({
        kind: 'conflict',
        conflicts: [{ key: 'default_channel_id', base: null, theirs: other, mine: channel }],
      })
      if (outcome.kind === 'conflict') expect(outcome.readAt).toBeGreaterThanOrEqual(before)
      expect(await writes()).toEqual([])
      expect(recorder.records).toEqual([])
    })

    test('a conflict tells who saved what is stored, oneself included, as far as it is on record', async () => {
      await save('reminders', [edit('enabled', null, false)])
      const [mine, here] = [edit('enabled', null, true), { key: 'enabled', theirs: false }]
      expect(await save('reminders', [mine])).toMatchObject({
        conflicts: [{ ...here, by: { self: true, discordId: ADMIN.discordId } }],
      })
      expect(await save('reminders', [mine], {}, person('bram'))).toMatchObject({
        conflicts: [{ ...here, by: { self: false, discordId: ADMIN.discordId } }],
      })
      await slash('reminders', 'enabled', null)
      await slash('reminders', 'enabled', true)
      const [conflict] = ((await save('reminders', [edit('enabled', null, false)])) as { conflicts?: object[] })
        .conflicts ?? [{ by: 'none' }]
      expect(conflict).not.toHaveProperty('by')
      expect(conflict).not.toHaveProperty('to')
    })

    test('what the same person sent before and heard no end of is gone on from, and asks nothing', async () => {
      await slash('reminders', 'default_channel_id', other)
      const again = { ...edit('default_channel_id', null, channel), sent: [other] }
      expect(await save('reminders', [again])).toMatchObject({ kind: 'saved', written: true })
      expect(await stored('reminders')).toEqual({ default_channel_id: `"${channel}"` })
    })

    test('a deletion against an edit asks, on both sides', async () => {
      await slash('reminders', 'enabled', true)
      await slash('reminders', 'enabled', null)
      expect(await save('reminders', [edit('enabled', true, false)])).toMatchObject({
        conflicts: [{ base: true, theirs: null, mine: false }],
      })
      await slash('reminders', 'enabled', false)
      expect(await save('reminders', [edit('enabled', true, null)])).toMatchObject({
        conflicts: [{ base: true, theirs: false, mine: null }],
      })
    })

    test('the same edit is no conflict and costs no write', async () => {
      await slash('reminders', 'enabled', false)
      expect(await save('reminders', [edit('enabled', null, false)])).toMatchObject({ kind: 'saved', written: false })
      expect(await writes()).toEqual([])
      expect(recorder.records).toEqual([])
    })

    test('three who save in the same moment all keep their work', async () => {
      await store('engagement', { og_cap: '60', whatever: '1.0' })
      const edits = [
        edit('badges_enabled', null, true),
        edit('streaks_enabled', null, true),
        edit('challenge_winner_role_id', null, '1123456789012345690'),
      ]
      const outcomes = await Promise.all(edits.map((one, index) => save('engagement', [one], {}, person(`p${index}`))))
      expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved'])
      expect(await stored('engagement')).toEqual({
        ...{ og_cap: '60', whatever: '1.0', badges_enabled: 'true', streaks_enabled: 'true' },
        challenge_winner_role_id: '"1123456789012345690"',
      })
    })

    test('another setting changed between the write and the read-back is told, and mine is saved', async () => {
      between = () => slash('reminders', 'allow_everyone_mentions', true)
      expect(await save('reminders', [edit('enabled', null, false)])).toMatchObject({
        kind: 'saved',
        others: [{ key: 'allow_everyone_mentions', from: null, to: true }],
      })
    })

    test('mine replaced between the write and the read-back is told as replaced, and not as failed', async () => {
      between = () => slash('reminders', 'default_channel_id', other)
      const both = [edit('default_channel_id', null, channel), edit('enabled', null, false)]
      expect(await save('reminders', both)).toMatchObject({
        kind: 'in-part',
        missing: [{ key: 'default_channel_id', mine: channel, holds: other, replaced: true }],
      })
      expect(recorded().conclusion).toMatchObject({ outcome: 'in-part', holdsOther: ['default_channel_id'] })
    })

    test('a category emptied between the write and the read-back is told as put back by somebody else', async () => {
      between = () => scene.server.ask('POST', '/sql', { query: 'truncate bot_settings' })
      expect(await save('reminders', [edit('enabled', null, false)])).toMatchObject({
        kind: 'not-applied',
        why: 'replaced',
      })
    })
  })

  describe('a write that goes wrong', () => {
    const mine = [edit('enabled', null, false)]
    const intent = {
      ...{ userId: 'ada', requestId: 'visit-of-ada', guildId: GUILD_ID, category: 'reminders', reason: 'too loud' },
      changes: [{ key: 'enabled', before: null, after: false }],
      discordId: ADMIN.discordId,
    }
    const reason = 'too loud'

    test.each<[string, unknown, Partial<SaveOutcome>, Record<string, string>, string]>([
      ['answered', undefined, { kind: 'saved', written: true }, { enabled: 'false' }, 'saved'],
      ['stored, its answer lost', { drop: 'after' }, { kind: 'saved', written: true }, { enabled: 'false' }, 'saved'],
      ['failing before it is stored', { status: 500 }, { kind: 'not-applied', why: 'failed' }, {}, 'not-applied'],
      ['cut off before it is run', { drop: 'before' }, { kind: 'not-applied', why: 'no-answer' }, {}, 'not-applied'],
      ['never answered', { hang: true }, { kind: 'not-applied', why: 'no-answer' }, {}, 'not-applied'],
      [
        'stored only after the time to wait was over',
        { delayMs: 1_200 },
        { kind: 'saved' },
        { enabled: 'false' },
        'saved',
      ],
    ])('%s: said and recorded as it is', async (_, fault, said, inDatabase, outcome) => {
      if (fault) await breakWrites(fault)
      expect(await save('reminders', mine, { reason })).toMatchObject(said)
      expect(await stored('reminders')).toEqual(inDatabase)
      const record = recorded()
      expect(record.intent).toMatchObject(intent)
      expect(record.conclusion).toMatchObject({ intentId: record.intent.id, outcome })
    })

    test('refused by the limiter: to be sent again, with a time, and on record as refused', async () => {
      await breakWrites({ status: 429, body: '{"detail":"Rate limit exceeded. Max 10 requests per minute per IP."}' })
      expect(await attempt('reminders', mine, { reason })).toMatchObject({
        ok: false,
        problem: { code: 'busy', retryAfterMs: expect.any(Number) },
      })
      expect(await stored('reminders')).toEqual({})
      expect(recorded().conclusion).toMatchObject({ outcome: 'refused', problem: 'busy' })
    })

    test('said yes to, and then not readable: accepted, which is not saved', async () => {
      const unreadable = { match: { method: 'GET', path: `settings/${GUILD_ID}` }, do: { status: 500 } }
      between = () => scene.server.ask('POST', '/faults', unreadable)
      expect(await save('reminders', mine, { reason })).toEqual({ kind: 'accepted' })
      expect(recorded().conclusion).toMatchObject({ outcome: 'accepted' })
    })

    test('neither answered nor readable: nobody claims anything', async () => {
      const unreadable = { match: { method: 'GET', path: `settings/${GUILD_ID}` }, do: { status: 500 } }
      between = () => scene.server.ask('POST', '/faults', unreadable)
      await breakWrites({ drop: 'after' })
      expect(await attempt('reminders', mine, { reason })).toMatchObject({ problem: { code: 'unknown-outcome' } })
      expect(recorded().conclusion).toMatchObject({ outcome: 'unknown', problem: 'unknown-outcome' })
    })

    test('a recorder that fails or hangs blocks no save, and is reported', async () => {
      const reported: unknown[] = []
      const broken = {
        intended: () => Promise.reject(new Error('full')),
        concluded: () => new Promise<void>(() => undefined),
      }
      const report = ({ err }: Record<string, unknown>) => void reported.push(err)
      const input = { guildId: GUILD_ID, category: 'reminders' as const, edits: mine }
      const saved = await saveCategory(ada, input, { alphapy: client, recorder: broken, report })
      expect(came(saved)).toMatchObject({ kind: 'saved' })
      expect(reported).toEqual([new Error('full'), new Error('The recorder took too long')])
    })

    test('undoing a change of the history is the same write, and on record with the value before and after', async () => {
      await slash('reminders', 'default_channel_id', other)
      await slash('reminders', 'default_channel_id', channel)
      const { credentials } = ada
      const read = await getSettings(client, { guildId: GUILD_ID, actorId: 'ada', credentials })
      if (!read.ok) throw new Error(read.problem.code)
      const holder = globalThis as { __mindAlphapy?: AlphapyClient }
      holder.__mindAlphapy = client
      const access = { actor: ada, guildId: GUILD_ID, settings: read.data } as GuildAccess
      const history = await getHistory(access, { limit: 25 })
      const unproven = await getHistory({ ...access, actor: person('bram', 'unproven') }, { limit: 25 })
      delete holder.__mindAlphapy
      const own = (view: typeof history) => view.ok && view.data.changes.map(({ isOwn }) => isOwn)
      expect([own(history), own(unproven)]).toEqual([
        [true, true],
        [false, false],
      ])
      if (!history.ok) throw new Error(history.problem.code)
      const way = history.data.changes[0]?.way
      if (way?.kind !== 'offer') throw new Error('nothing to undo')
      const undo = [edit('default_channel_id', way.base, way.to)]
      expect(await save('reminders', undo)).toMatchObject({ kind: 'saved', written: true })
      expect(recorded().intent.changes).toEqual([{ key: 'default_channel_id', before: channel, after: other }])
      expect(recorded().conclusion?.outcome).toBe('saved')
    })
  })

  describe('what the bot could not read', () => {
    test('goes back to its default with a save, is told, and on record', async () => {
      await store('ticketbot', { staff_role_id: '"nobody"', enabled: 'true' })
      const seen = { enabled: true, staff_role_id: channel }
      const outcome = await save('ticketbot', [edit('enabled', true, false)], { seen })
      // Told once: as what was cleared, and not as somebody's change besides.
      expect(outcome).toMatchObject({ kind: 'saved', cleared: ['staff_role_id'], others: [] })
      expect(await stored('ticketbot')).toEqual({ enabled: 'false' })
      expect(recorded().intent.changes).toContainEqual({ key: 'staff_role_id', before: 'nobody', after: null })
    })

    test('goes back by a save of nothing else too, and the bot reads it anew', async () => {
      await store('ticketbot', { staff_role_id: '"nobody"', enabled: 'true' })
      expect(await save('ticketbot', [])).toMatchObject({
        ...{ kind: 'saved', written: true, cleared: ['staff_role_id'], effect: { kind: 'in-use' } },
      })
      expect(await stored('ticketbot')).toEqual({ enabled: 'true' })
    })

    test('given a value by this very save is a change of it and no clearing, on record with what stood there', async () => {
      await store('ticketbot', { staff_role_id: '"nobody"' })
      const outcome = await save('ticketbot', [edit('staff_role_id', null, channel)])
      expect(outcome).toMatchObject({ kind: 'saved', cleared: [] })
      expect(recorded().intent.changes).toEqual([{ key: 'staff_role_id', before: 'nobody', after: channel }])
    })

    test('is not told as cleared when it holds something all the same', async () => {
      await store('ticketbot', { staff_role_id: '"nobody"', category_id: '"nowhere"', enabled: 'true' })
      between = async () => {
        await store('ticketbot', { staff_role_id: '"nobody again"' })
        await slash('ticketbot', 'category_id', other)
      }
      const outcome = await save('ticketbot', [edit('enabled', true, false)])
      expect(outcome).toMatchObject({ kind: 'saved', cleared: [] })
    })
  })

  describe('the running bot', () => {
    const botHolds = async (name: string) =>
      ((await scene.server.ask('GET', `/bot/settings?guildId=${GUILD_ID}`)).settings as Record<string, unknown>)[name]
    const reloads = async () => (await writes()).filter((path) => path.endsWith('/invalidate-cache'))

    test('works with a saved change at once when Mind may ask it to read anew', async () => {
      const before = Date.now()
      const outcome = await save('reminders', [edit('enabled', null, false)])
      expect(outcome).toMatchObject({ effect: { kind: 'in-use' } })
      if (outcome.kind !== 'saved' || outcome.effect?.kind !== 'in-use') throw new Error('not in use')
      expect(outcome.effect.at).toBeGreaterThanOrEqual(before)
      expect(await botHolds('reminders.enabled')).toBe(false)
      expect(recorded().conclusion?.effect).toBe('in-use')
    })

    test('is not asked when reading anew would make it misread something stored, and which is told', async () => {
      await slash('invites', 'with_inviter_template', 'Hi {member}')
      const outcome = await save('reminders', [edit('enabled', null, false)])
      expect(outcome).toMatchObject({
        kind: 'saved',
        effect: { kind: 'held-back', misread: [{ category: 'invites', key: 'with_inviter_template' }] },
      })
      expect(await reloads()).toEqual([])
      expect(await botHolds('invites.with_inviter_template')).toBe('Hi {member}')
    })

    test('is asked again once the misread value is gone', async () => {
      await store('onboarding', { mode: '"rules_only"' })
      const reset = await save('onboarding', [edit('mode', 'rules_only', null)])
      expect(reset).toMatchObject({ kind: 'saved', effect: { kind: 'in-use' } })
    })

    test('waits for its next reload when Mind has no right to ask', async () => {
      const waiting = { kind: 'waiting', because: 'cannot-ask' }
      const mine = [edit('enabled', null, false)]
      expect(await save('reminders', mine, {}, person('bram', 'unproven'))).toMatchObject({ effect: waiting })
      client = scene.client({ apiKey: undefined })
      expect(await save('reminders', [edit('enabled', false, null)])).toMatchObject({ effect: waiting })
      expect(await reloads()).toEqual([])
    })

    test.each([
      ['refuses', { status: 503, body: '{"detail":"Bot settings service unavailable"}' }],
      ['fails', { status: 500 }],
      ['cuts the connection', { drop: 'after' }],
    ])('never turns a saved change into a failed one when it %s', async (_, fault) => {
      await scene.server.ask('POST', '/faults', { match: { path: 'invalidate-cache' }, do: fault })
      expect(await save('reminders', [edit('enabled', null, false)])).toMatchObject({
        kind: 'saved',
        effect: { kind: 'waiting', because: 'not-heard' },
      })
    })

    test('is left alone for what it takes one value of for all its servers, and never said to work with it', async () => {
      expect(await save('gpt', [edit('temperature', null, 0.5)])).toMatchObject({ effect: { kind: 'none' } })
      expect(await reloads()).toEqual([])
      // Saved with others, it is no part of what the bot works with.
      expect(await save('gpt', [edit('temperature', 0.5, 0.6), edit('enabled', null, false)])).toMatchObject({
        ...{ effect: { kind: 'in-use' }, idle: ['temperature'] },
      })
    })
  })
})
