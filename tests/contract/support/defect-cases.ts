/** For each defect switch: what to do, and what is then seen with and without the defect. */
import type { DefectName } from '../../../dev/alphapy-server/defects'
import { ADMIN } from './credentials'
import { CHANNEL, GUILD, type Scene } from './scene'

/** What to do and look at, and what is then seen with the defect (`head`) and without it (`repaired`). */
export interface Case {
  see: (scene: Scene) => Promise<unknown>
  head: unknown
  repaired: unknown
}

const AT = `/api/dashboard/${GUILD}`
const SETTINGS = `/api/dashboard/settings/${GUILD}`
const RULE = {
  rule_type: 'spam',
  name: 'Spam',
  config: { spam_type: 'frequency' },
  action_type: 'delete',
  action_config: {},
  severity: 7,
}

async function store(scene: Scene, scope: string, key: string, json: string): Promise<void> {
  await scene.sql('insert into bot_settings (guild_id, scope, key, value) values ($1, $2, $3, $4::jsonb)', [
    GUILD,
    scope,
    key,
    json,
  ])
}

/** A stored setting and one change of it in the history. */
export async function storeChange(scene: Scene): Promise<void> {
  await store(scene, 'embedwatcher', 'reminder_offset_minutes', '45')
  await scene.sql(
    `insert into settings_history (guild_id, scope, key, old_value, new_value, value_type, change_type)
     values ($1, 'embedwatcher', 'reminder_offset_minutes', '60', '30', 'int', 'updated')`,
    [GUILD],
  )
}

/** A case for every switch. */
export const CASES: Record<DefectName, Case> = {
  jsonbText: {
    see: async (scene) => {
      await store(scene, 'system', 'log_level', '"critical"')
      return JSON.parse((await scene.asAdmin('GET', SETTINGS)).text).system.log_level
    },
    head: '"critical"',
    repaired: 'critical',
  },
  questionOptions: {
    see: async (scene) => {
      const question = { question: 'Pick', question_type: 'select', step_order: 1 }
      const options = [{ label: 'A', value: 'a' }]
      const saved = await scene.asAdmin('POST', `${AT}/onboarding/questions`, { ...question, options })
      await scene.asAdmin('POST', `${AT}/onboarding/questions`, { ...question, step_order: 2 })
      await scene.sql(`update guild_onboarding_questions set options = '[]' where step_order = 2`)
      const listed = await scene.asAdmin('GET', `${AT}/onboarding/questions`)
      return [saved.status, listed.status]
    },
    head: [500, 500],
    repaired: [200, 200],
  },
  botMisreadsText: {
    see: async (scene) => {
      await store(scene, 'onboarding', 'mode', '"rules_only"')
      await store(scene, 'onboarding', 'enabled', 'false')
      const reloaded = await scene.asService('POST', `${AT}/settings/invalidate-cache`)
      const { settings } = await scene.server.ask('GET', `/bot/settings?guildId=${GUILD}`)
      return [reloaded.text, settings]
    },
    head: ['{"success":true,"loaded":2}', { 'onboarding.mode': '"rules_only"', 'onboarding.enabled': 'false' }],
    repaired: ['{"success":true,"loaded":2}', { 'onboarding.mode': 'rules_only', 'onboarding.enabled': false }],
  },
  badValuesStopBot: {
    see: async (scene) => {
      await store(scene, 'onboarding', 'completion_role_id', 'null')
      await scene.server.ask('POST', '/bot', { restart: true })
      const health = () =>
        scene.asAdmin('GET', '/api/health').then(
          (answer) => answer.status,
          () => 'refused',
        )
      const after = await health()
      await scene.sql('delete from bot_settings')
      await scene.server.ask('POST', '/bot', { restart: true })
      return [after, await health()]
    },
    head: ['refused', 200],
    repaired: [200, 200],
  },
  rollbackWithTokenFails: {
    see: async (scene) => {
      await storeChange(scene)
      return (await scene.asAdmin('POST', `${AT}/settings/rollback/1`)).status
    },
    head: 500,
    repaired: 200,
  },
  rollbackForgets: {
    see: async (scene) => {
      await storeChange(scene)
      await scene.asService('POST', `${AT}/settings/rollback/1`)
      const [newest] = JSON.parse((await scene.asAdmin('GET', `${AT}/settings/history`)).text)
      const { settings } = await scene.server.ask('GET', `/bot/settings?guildId=${GUILD}`)
      return [newest.old_value, newest.new_value, settings]
    },
    head: [60, 60, {}],
    repaired: [45, 60, { 'embedwatcher.reminder_offset_minutes': 60 }],
  },
  reorderCollides: {
    see: async (scene) => {
      for (const step_order of [1, 2, 3]) {
        const question = { question: `Q${step_order}`, question_type: 'text', step_order, enabled: step_order !== 3 }
        await scene.asAdmin('POST', `${AT}/onboarding/questions`, question)
      }
      const moved = await scene.asAdmin('POST', `${AT}/onboarding/reorder`, { questions: [2, 0, 1] })
      const rows = await scene.sql('select id, step_order from guild_onboarding_questions order by step_order')
      return [moved.status, rows]
    },
    head: [
      500,
      [
        { id: 1, step_order: 1 },
        { id: 2, step_order: 2 },
        { id: 3, step_order: 3 },
      ],
    ],
    repaired: [
      200,
      [
        { id: 2, step_order: 1 },
        { id: 1, step_order: 3 },
        { id: 3, step_order: 4 },
      ],
    ],
  },
  automodWriteLies: {
    see: async (scene) => {
      const created = await scene.asAdmin('POST', `${AT}/automod/rules`, RULE)
      const changed = await scene.asAdmin('PUT', `${AT}/automod/rules/1`, { name: 'Flood' })
      const listed = JSON.parse((await scene.asAdmin('GET', `${AT}/automod/rules`)).text)
      return [created.status, changed.status, listed.map((rule: { name: string }) => rule.name)]
    },
    head: [500, 500, ['Flood']],
    repaired: [200, 200, ['Flood']],
  },
  automodSeverityIgnored: {
    see: async (scene) => {
      await scene.asAdmin('POST', `${AT}/automod/rules`, RULE)
      return JSON.parse((await scene.asAdmin('GET', `${AT}/automod/rules`)).text)[0].severity
    },
    head: 1,
    repaired: 7,
  },
  automodDeleteBlocked: {
    see: async (scene) => {
      await scene.asAdmin('POST', `${AT}/automod/rules`, RULE)
      await scene.sql(
        `insert into automod_logs (guild_id, user_id, rule_id, action_taken) values ($1, 5, 1, 'delete')`,
        [GUILD],
      )
      return (await scene.asAdmin('DELETE', `${AT}/automod/rules/1`)).status
    },
    head: 500,
    repaired: 200,
  },
  automodSettingsPartial: {
    see: async (scene) => {
      const saved = await scene.asAdmin('POST', `${AT}/automod/settings`, { enabled: true, log_actions: false })
      return [saved.status, JSON.parse((await scene.asAdmin('GET', `${AT}/automod/settings`)).text)]
    },
    head: [500, { enabled: true, log_channel_id: null, log_actions: true, log_to_database: true }],
    repaired: [200, { enabled: true, log_channel_id: null, log_actions: false, log_to_database: true }],
  },
  verificationQueueEmpty: {
    see: async (scene) => {
      await scene.sql(
        `insert into verification_tickets (guild_id, user_id, channel_id, status, resolved_at)
         values ($1, 5, 6, 'manual_review', now())`,
        [GUILD],
      )
      return JSON.parse((await scene.asService('GET', `${AT}/verification/queue`)).text).length
    },
    head: 0,
    repaired: 1,
  },
  verificationResolveFails: {
    see: async (scene) => {
      await scene.sql(
        `insert into verification_tickets (guild_id, user_id, channel_id, status) values ($1, 5, 6, 'manual_review')`,
        [GUILD],
      )
      const resolve = () => scene.asService('POST', `${AT}/verification/1/resolve`, { outcome: 'approved' })
      const answers = [await resolve(), await resolve()]
      return answers.map((answer) => [answer.status, /different loop|awaiting|success/.exec(answer.text)?.[0]])
    },
    head: [
      [500, undefined],
      [400, 'different loop'],
    ],
    repaired: [
      [200, 'success'],
      [400, 'awaiting'],
    ],
  },
  commandUsageNull: {
    see: async (scene) => {
      await scene.sql(
        `insert into audit_logs (guild_id, user_id, command_name, command_type) values ($1, 5, 'health', 'slash')`,
        [GUILD],
      )
      return JSON.parse((await scene.asAdmin('GET', `/api/metrics?guild_id=${GUILD}`)).text).command_usage
    },
    head: null,
    repaired: {
      top_commands: [{ command_name: 'health', usage_count: 1 }],
      total_commands_24h: 1,
      period_days: 7,
    },
  },
  slashClearLeavesNoHistory: {
    see: async (scene) => {
      const setting = { guildId: GUILD, actorDiscordId: ADMIN.discordId, scope: 'gdpr', key: 'channel_id' }
      await scene.server.ask('POST', '/slash', { ...setting, value: CHANNEL })
      await scene.server.ask('POST', '/slash', { ...setting, value: null })
      const rows = await scene.sql('select change_type from settings_history order by id')
      return rows.map((row) => row.change_type)
    },
    head: ['created'],
    repaired: ['created', 'deleted'],
  },
  personalRemindersFail: {
    see: async (scene) => {
      const body = { name: 'Tea', time: '16:00', days: ['0'], message: 'Tea', channel_id: 5, user_id: ADMIN.userId }
      const saved = await scene.asAdmin('POST', '/api/reminders', body)
      return [saved.status, saved.headers['content-type'], saved.headers['x-request-id'] === undefined]
    },
    head: [500, 'text/plain; charset=utf-8', true],
    repaired: [200, 'application/json', false],
  },
}
