/** What the client says after a write is what is stored, on a server as measured and on a repaired one. */
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type AutomodRuleInput,
  changeAutomodRule,
  createAutomodRule,
  getAutomodRules,
  judgeAutomodChange,
  judgeAutomodCreation,
  removeAutomodRule,
} from '@/lib/alphapy/endpoints/automod-rules'
import { getAutomodSettings, judgeAutomodSettings, saveAutomodSettings } from '@/lib/alphapy/endpoints/automod-settings'
import {
  createCustomCommand,
  getCustomCommands,
  judgeCustomCommand,
  removeCustomCommand,
} from '@/lib/alphapy/endpoints/custom-commands'
import { getHistory, rollBack } from '@/lib/alphapy/endpoints/history'
import { reorder, reorderList } from '@/lib/alphapy/endpoints/onboarding-order'
import { getQuestions, removeQuestion, saveQuestion } from '@/lib/alphapy/endpoints/onboarding-questions'
import { getOnboardingRules, saveOnboardingRule } from '@/lib/alphapy/endpoints/onboarding-rules'
import {
  changeReminder,
  createLiveSession,
  createReminder,
  getReminders,
  judgeLiveSession,
  judgeReminderChange,
  judgeReminderCreation,
  type ReminderChanges,
  removeReminder,
} from '@/lib/alphapy/endpoints/reminders'
import { judgeRemoval } from '@/lib/alphapy/endpoints/removal'
import {
  getSettings,
  invalidateSettingsCache,
  saveSettingsCategory,
  type WireSettings,
} from '@/lib/alphapy/endpoints/settings'
import { type Judgement, verifyWrite } from '@/lib/alphapy/transport/verify-write'
import type { Snowflake } from '@/lib/format/snowflake'
import type { Result } from '@/lib/problems/result'
import { type ClientScene, GUILD_ID, people, startClientScene } from './support/client-scene'

const by = { guildId: GUILD_ID, actorId: 'ada', credentials: people.admin }
const now = { ...by, now: true }
const channel = '1123456789012345680' as Snowflake
const appliedIf = (isThere: boolean): Judgement => (isThere ? 'applied' : 'not-applied')

let scene: ClientScene
beforeAll(async () => {
  scene = await startClientScene()
}, 60_000)
afterAll(() => scene?.stop())

describe.each(['head', 'repaired'] as const)('on a server %s', (defects) => {
  let client: ReturnType<ClientScene['client']>
  beforeAll(() => scene.become({ defects }))
  beforeEach(async () => {
    client = scene.client()
    await scene.server.ask('DELETE', '/faults')
    await scene.server.ask('POST', '/sql', {
      query: `truncate bot_settings, settings_history, guild_onboarding_questions, guild_rules, automod_rules,
              automod_actions, automod_logs, automod_stats, reminders, custom_commands restart identity`,
    })
  })

  const breakWrites = (action: unknown) =>
    scene.server.ask('POST', '/faults', { match: { method: 'POST' }, times: 1, do: action })
  const breakReads = () => scene.server.ask('POST', '/faults', { match: { method: 'GET' }, do: { status: 500 } })
  const said = async (outcome: ReturnType<typeof verifyWrite>) => {
    const result = await outcome
    return result.ok ? result.data.kind : result.problem.code
  }
  const data = <T>(result: Result<{ value: T }>): T => {
    if (!result.ok) throw new Error(JSON.stringify(result.problem))
    return result.data.value
  }

  describe('a save of settings', () => {
    const save = () =>
      verifyWrite({
        write: () => saveSettingsCategory(client, { ...by, category: 'reminders', settings: { enabled: false } }),
        readBack: () => getSettings(client, now),
        judge: (value: WireSettings): Judgement => (value.reminders?.enabled === false ? 'applied' : 'not-applied'),
        pause: async () => undefined,
      })

    test('that went well is applied', async () => {
      expect(await said(save())).toBe('applied')
    })
    test('whose answer was lost is applied all the same', async () => {
      await breakWrites({ drop: 'after' })
      expect(await said(save())).toBe('applied')
    })
    test('that was lost on its way is not applied, after a second look', async () => {
      await breakWrites({ drop: 'before' })
      await scene.arrived()
      expect(await said(save())).toBe('not-applied')
      expect((await scene.arrived()).map(({ method }) => method)).toEqual(['POST', 'GET', 'GET'])
    })
    test('that failed before it ran is not applied', async () => {
      await breakWrites({ status: 500, body: { detail: 'Failed to update settings' } })
      expect(await said(save())).toBe('not-applied')
    })
    test('that cannot be read back is accepted, or unknown when it failed too', async () => {
      await breakReads()
      expect(await said(save())).toBe('accepted')
      await breakWrites({ status: 500 })
      expect(await said(save())).toBe('unknown-outcome')
    })
    test('that is refused is a refusal, and nothing is read', async () => {
      await scene.arrived()
      const refused = verifyWrite({
        write: () => saveSettingsCategory(client, { ...by, category: 'fyi', settings: {} }),
        readBack: () => getSettings(client, now),
        judge: () => 'applied',
      })
      expect(await refused).toMatchObject({
        problem: { code: 'invalid', fieldErrors: { category: { values: { message: 'Invalid category: fyi' } } } },
      })
      expect(await scene.arrived()).toHaveLength(1)
    })
  })

  test('an AutoMod rule is created once, changed and removed, and a role to mute with is a bare integer', async () => {
    const role = '1123456789012345689'
    const rule: AutomodRuleInput = {
      rule_type: 'spam',
      name: 'Flood',
      enabled: true,
      config: { spam_type: 'frequency', max_messages: 5 },
      action_type: 'mute',
      action_config: { mute_role_id: role },
      severity: 7,
    }
    const create = (wanted: AutomodRuleInput) =>
      verifyWrite({
        write: () => createAutomodRule(client, { ...by, rule: wanted }),
        readBack: () => getAutomodRules(client, now),
        judge: judgeAutomodCreation(wanted, []),
      })
    await breakWrites({ status: 500, body: { detail: 'Failed to create auto-mod rule' } })
    expect(await said(create(rule))).toBe('not-applied')
    expect(await said(create(rule))).toBe(defects === 'head' ? 'in-part' : 'applied')
    const [stored] = data(await getAutomodRules(client, now))
    if (!stored) throw new Error('There is a rule')
    expect(stored.action_config).toEqual({ mute_role_id: role })
    const { rows } = await scene.server.ask('POST', '/sql', {
      query: `select jsonb_typeof(config -> 'mute_role_id') as kind from automod_actions`,
    })
    expect(rows).toEqual([{ kind: 'number' }])

    const changes = { name: 'Faster', severity: 7, enabled: false }
    const change = verifyWrite({
      write: () => changeAutomodRule(client, { ...by, ruleId: stored.id, changes }),
      readBack: () => getAutomodRules(client, now),
      judge: judgeAutomodChange(stored, changes),
    })
    expect(await said(change)).toBe('applied')
    await scene.server.ask('POST', '/sql', {
      query: `insert into automod_logs (guild_id, user_id, rule_id, action_taken) values ($1, 5, $2, 'mute')`,
      params: [GUILD_ID, stored.id],
    })
    const removal = verifyWrite({
      write: () => removeAutomodRule(client, { ...by, ruleId: stored.id }),
      readBack: () => getAutomodRules(client, now),
      judge: judgeRemoval(stored.id),
    })
    expect(await said(removal)).toBe(defects === 'head' ? 'not-applied' : 'applied')
  })

  test('AutoMod settings are saved with a channel and without one', async () => {
    const wanted = { enabled: true, log_channel_id: channel, log_actions: false, log_to_database: true }
    const before = data(await getAutomodSettings(client, now))
    for (const settings of [wanted, { ...wanted, log_channel_id: null }]) {
      const outcome = verifyWrite({
        write: () => saveAutomodSettings(client, { ...by, settings }),
        readBack: () => getAutomodSettings(client, now),
        judge: judgeAutomodSettings(settings, before),
      })
      expect(await said(outcome)).toBe('applied')
    }
    const judge = judgeAutomodSettings({ ...wanted, enabled: false }, before)
    expect([judge(before), judge({ ...before, log_channel_id: channel })]).toEqual(['not-applied', 'in-part'])
  })

  test('questions and rules are saved and put in order, around a disabled one nobody sees', async () => {
    const question = { question: 'Why?', question_type: 'text' as const, required: true, enabled: true }
    for (const step_order of [1, 2, 3, 4]) {
      const wanted = { ...question, question: `Q${step_order}`, step_order, enabled: step_order !== 2, options: [] }
      const saved = verifyWrite({
        write: () => saveQuestion(client, { ...by, question: wanted }),
        readBack: () => getQuestions(client, now),
        judge: (listed) => appliedIf(listed.some(({ question }) => question === wanted.question) === wanted.enabled),
      })
      expect(await said(saved)).toBe('applied')
    }
    const order = [4, 1, 3]
    const away = reorderList(order.map((id, index) => ({ id, position: 5 + index })))
    expect(away).toEqual([0, 0, 0, 0, 4, 1, 3])
    const move = (ids: readonly number[]) =>
      verifyWrite({
        write: () => reorder(client, { ...by, what: 'questions', ids }),
        readBack: () => getQuestions(client, now),
        judge: (listed) => appliedIf(listed.map(({ id }) => id).join() === order.join()),
      })
    expect(await said(move(away))).toBe('applied')
    // Position 2 is held by the disabled one: coming home fails on a server as measured, and the order stays right.
    expect(await said(move(order))).toBe('applied')
    const removal = verifyWrite({
      write: () => removeQuestion(client, { ...by, questionId: 4 }),
      readBack: () => getQuestions(client, now),
      judge: judgeRemoval(4),
    })
    expect(await said(removal)).toBe('applied')

    const rule = { title: 'Be kind', description: 'To all', enabled: true, rule_order: 1, image_url: '' }
    const saved = verifyWrite({
      write: () => saveOnboardingRule(client, { ...by, rule }),
      readBack: () => getOnboardingRules(client, now),
      judge: (listed) => appliedIf(listed.some(({ title }) => title === rule.title)),
    })
    expect(await said(saved)).toBe('applied')
  })

  test('a question with options is read as text and as objects', async () => {
    const options = [{ label: 'A', value: 'a' }]
    const followup = { a: { question: 'Since when?', type: 'email' }, b: 'Why?' }
    const asked = { id: 1, question: 'Pick', question_type: 'select', required: true, enabled: true, step_order: 1 }
    for (const body of [
      [{ ...asked, options, followup }],
      [{ ...asked, options: JSON.stringify(options), followup: JSON.stringify(followup) }],
    ]) {
      await scene.server.ask('POST', '/faults', {
        match: { path: 'questions' },
        times: 1,
        do: { status: 200, body: JSON.stringify(body), contentType: 'application/json' },
      })
      expect(data(await getQuestions(client, now))).toEqual([{ ...asked, options, followup }])
    }
    const wanted = { ...asked, question_type: 'select' as const, options, followup: {} }
    const saved = verifyWrite({
      write: () => saveQuestion(client, { ...by, question: wanted }),
      readBack: () => getQuestions(client, now),
      judge: (listed) =>
        appliedIf(
          listed.some(({ question, options: held }) => question === 'Pick' && isDeepStrictEqual(held, options)),
        ),
    })
    expect(await said(saved)).toBe(defects === 'head' ? 'not-applied' : 'applied')
  })

  test('a change by slash command is seen in the history, and rolled back', async () => {
    const slash = (value: unknown) =>
      scene.server.ask('POST', '/slash', {
        guildId: GUILD_ID,
        actorDiscordId: '305678901234567890',
        scope: 'embedwatcher',
        key: 'reminder_offset_minutes',
        value,
      })
    await slash(45)
    await slash(30)
    const [entry] = data(await getHistory(client, { ...now, limit: 10 }))
    expect(entry).toMatchObject({ changed_by: '305678901234567890', change_type: 'updated' })
    const rolledBack = verifyWrite({
      write: () => rollBack(client, { ...by, entryId: entry?.id ?? 0 }),
      readBack: () => getSettings(client, now),
      judge: (value: WireSettings) =>
        value.embedwatcher?.reminder_offset_minutes === 45 ? 'applied' : ('not-applied' as const),
    })
    expect(await said(rolledBack)).toBe('applied')
    // The recorded server ran without the bot's settings service.
    expect(await invalidateSettingsCache(client, by)).toMatchObject({
      problem: { reason: 'bot-away', safeToRepeat: true },
    })
    await scene.server.ask('POST', '/bot', { settingsService: true })
    expect(await invalidateSettingsCache(client, by)).toMatchObject({ ok: true })
    await scene.server.ask('POST', '/bot', { settingsService: false })
  })

  test('reminders and custom commands are created, changed and removed', async () => {
    const reminder = { message: 'Tea', channel_id: channel, time: '16:00', days: [0, 2] }
    const created = verifyWrite({
      write: () => createReminder(client, { ...by, reminder }),
      readBack: () => getReminders(client, now),
      judge: judgeReminderCreation(reminder, []),
    })
    expect(await said(created)).toBe('applied')
    const [stored] = data(await getReminders(client, now))
    const id = stored?.id ?? 0
    if (!stored) throw new Error('There is a reminder')
    const change = (changes: ReminderChanges, wanted = changes) =>
      verifyWrite({
        write: () => changeReminder(client, { ...by, reminderId: id, changes }),
        readBack: () => getReminders(client, now),
        judge: judgeReminderChange(stored, wanted),
        pause: async () => undefined,
      })
    expect(await said(change({ call_time: '17:30', days: ['1'], name: 'High tea' }))).toBe('applied')
    expect(await said(change({ name: 'High tea' }, { name: 'Supper', call_time: '17:30' }))).toBe('in-part')
    expect(await said(change({ scheduled_time: '2030-07-01T16:00' }))).toBe('applied')
    expect(await said(change({ scheduled_time: '2030-07-01T16:00:00Z' }))).toBe('applied')
    await scene.server.ask('POST', '/faults', { match: { method: 'PUT' }, times: 1, do: { status: 500 } })
    expect(await said(change({ image_url: 'https://example.org/a.png' }))).toBe('not-applied')
    const session = { time: '20:00', channel_id: channel }
    const opened = verifyWrite({
      write: () => createLiveSession(client, { ...by, session }),
      readBack: () => getReminders(client, now),
      judge: judgeLiveSession(session, [stored]),
    })
    expect(await said(opened)).toBe('applied')
    expect(await removeReminder(client, { ...by, reminderId: id })).toMatchObject({ ok: true })
    expect(await removeReminder(client, { ...by, reminderId: id })).toMatchObject({ problem: { code: 'not-found' } })

    const command = {
      name: 'Hello there',
      trigger_type: 'exact' as const,
      trigger_value: ' hi ',
      response: 'Hi {user}',
    }
    const { name, ...wanted } = command
    const added = verifyWrite({
      write: () => createCustomCommand(client, { ...by, command }),
      readBack: () => getCustomCommands(client, now),
      judge: judgeCustomCommand(name, wanted),
    })
    expect(await said(added)).toBe('applied')
    expect(await createCustomCommand(client, { ...by, command })).toMatchObject({
      problem: { code: 'invalid', fieldErrors: { name: { key: 'refusedByBot' } } },
    })
    expect(await removeCustomCommand(client, { ...by, name: 'hello there' })).toMatchObject({ ok: true })
  })
})
