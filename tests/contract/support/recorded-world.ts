/** Rebuilds, step by step, the data that no recorded line created. */
import { ADMIN, MEMBER } from './credentials'
import type { Recorded } from './recording'
import type { ServerProcess } from './server-process'

/** The recorded guild, and one where only the member is an administrator. */
const GUILD = '1123456789012345678'
const OTHER_GUILD = '1123456789012345999'
const RECORDED_AT = Date.parse('2026-11-22T03:04:40Z')

type Generation = 'A' | 'B' | 'C'

async function sql(server: ServerProcess, query: string, params: readonly unknown[] = []): Promise<void> {
  await server.ask('POST', '/sql', { query, params })
}

/** Guilds, links, the bot without its settings service, and the time of the recording. */
export async function buildWorld(server: ServerProcess): Promise<void> {
  await server.ask('POST', '/clock', { offsetMs: RECORDED_AT - Date.now() })
  await server.ask('POST', '/bot', { settingsService: false, latencyMs: 45.2 })
  await server.ask('POST', '/guilds', {
    id: GUILD,
    name: 'Test Guild',
    memberCount: 122,
    ownerId: ADMIN.discordId,
    channels: [
      { id: '1123456789012345679', name: 'Community', type: 'category' },
      { id: '1123456789012345680', name: 'general', type: 'text', parentId: '1123456789012345679' },
      { id: '1123456789012345681', name: 'announcements', type: 'announcement', parentId: '1123456789012345679' },
      { id: '1123456789012345682', name: 'bot-logs', type: 'text' },
    ],
    roles: [
      { id: GUILD, name: '@everyone', color: 0, position: 0 },
      { id: '1123456789012345689', name: 'Member', color: 65280, position: 1 },
      { id: '1123456789012345690', name: 'Staff', color: 16711680, position: 5 },
    ],
    members: [
      { id: ADMIN.discordId, name: 'admin', administrator: true },
      { id: MEMBER.discordId, name: 'member', administrator: false },
    ],
  })
  await server.ask('POST', '/guilds', {
    id: OTHER_GUILD,
    name: 'Other Guild',
    memberCount: 121,
    ownerId: '999',
    members: [{ id: MEMBER.discordId, name: 'member', administrator: true }],
  })
  for (const { userId, discordId } of [ADMIN, MEMBER]) {
    await server.ask('POST', '/links', { innersyncUserId: userId, discordUserId: discordId })
  }
  await sql(server, 'drop table verification_tickets')
}

/** What an earlier, broken-off run had left behind when generation A was recorded. */
export async function leaveTraces(server: ServerProcess): Promise<void> {
  await insertCommandUse(server)
  await sql(server, "select setval('settings_history_id_seq', 6)")
  await sql(server, "select setval('guild_onboarding_questions_id_seq', 5)")
  await sql(server, "select setval('guild_rules_id_seq', 3)")
  const event = { type: 'SETTINGS_CHANGED', guildId: GUILD }
  await server.ask('POST', '/events', {
    ...event,
    at: '2026-11-22T03:03:19.135341+00:00',
    message: "Bulk settings update: 2 settings in scope 'gdpr'",
    details: { scope: 'gdpr', count: 2, updated_by: ADMIN.userId, action: 'bulk_update', source: 'api' },
  })
  await server.ask('POST', '/events', {
    ...event,
    at: '2026-11-22T03:03:20.905697+00:00',
    message: 'Setting rolled back: reminders.enabled',
    details: {
      scope: 'reminders',
      key: 'enabled',
      history_id: 3,
      updated_by: ADMIN.discordId,
      action: 'rollback',
      source: 'api',
    },
  })
}

/** Data that was written straight into the tables before some lines. */
export async function prepareFor(server: ServerProcess, generation: Generation, line: Recorded): Promise<void> {
  switch (`${line.group}/${line.name}`) {
    case 'plain/top commands with data':
      return insertCommandUse(server)
    case 'settings/as the bot stores them':
      return storeAsTheBot(server)
    case 'history/all':
      return insertHistory(server)
    case 'onboarding/list with stored options':
      return sql(server, `update guild_onboarding_questions set options = '[{"label": "A", "value": "a"}]'`)
    case 'automod/violations':
      if (generation === 'A') return
      return sql(
        server,
        `insert into automod_logs
           (guild_id, user_id, message_id, channel_id, rule_id, action_taken, message_content, ai_analysis, context,
            timestamp)
         values ($1, $2, 1439387968321228000, 1439387968321228001, 1, 'delete', 'hello', '{"a": 1}', '{}', $3)`,
        [GUILD, MEMBER.discordId, new Date(RECORDED_AT).toISOString().replace('Z', '123+00:00')],
      )
    case 'automod/delete':
      return sql(server, 'delete from automod_logs')
    case 'gdpr/gdpr':
      return sql(
        server,
        `insert into gdpr_acceptance (user_id, accepted, timestamp, guild_id)
         values (1, 1, now(), $1), (2, 0, now(), $1), (3, 1, now(), $2)`,
        [GUILD, OTHER_GUILD],
      )
  }
}

async function insertCommandUse(server: ServerProcess): Promise<void> {
  const names = ['add_reminder', 'add_reminder', 'add_reminder', 'learn_topic', 'ticket']
  for (const name of names) {
    await sql(
      server,
      `insert into audit_logs (guild_id, user_id, command_name, command_type, created_at)
       values ($1, $2, $3, 'slash', $4)`,
      [GUILD, ADMIN.discordId, name, new Date(RECORDED_AT).toISOString()],
    )
  }
}

async function storeAsTheBot(server: ServerProcess): Promise<void> {
  await sql(server, 'delete from bot_settings')
  const rows = [
    ['system', 'log_channel_id', '1439387968321228801'],
    ['system', 'log_level', '"critical"'],
    ['reminders', 'enabled', 'false'],
    ['reminders', 'unknown_key', '"kept"'],
    ['embedwatcher', 'reminder_offset_minutes', '45'],
    ['gpt', 'model', '"grok-3"'],
    ['gpt', 'temperature', '0.5'],
    ['onboarding', 'completion_role_id', 'null'],
    ['onboarding', 'enabled', 'false'],
    ['onboarding', 'mode', '"questions_only"'],
  ]
  for (const row of rows) {
    await sql(server, 'insert into bot_settings (guild_id, scope, key, value) values ($1, $2, $3, $4::jsonb)', [
      GUILD,
      ...row,
    ])
  }
}

async function insertHistory(server: ServerProcess): Promise<void> {
  const rows = [
    ['system', 'log_channel_id', null, '1439387968321228801', 'channel', ADMIN.discordId, '09:00', 'created'],
    ['onboarding', 'mode', '"rules_only"', '"questions_only"', 'string', ADMIN.discordId, '09:05', 'updated'],
    ['reminders', 'enabled', 'true', 'false', 'bool', ADMIN.discordId, '09:10', 'updated'],
    ['gpt', 'temperature', '0.7', '0.5', 'float', null, '09:15', 'updated'],
    [
      'system',
      'rules_channel_id',
      '1439387968321228802',
      '1439387968321228803',
      'channel',
      ADMIN.discordId,
      '09:20',
      'updated',
    ],
  ]
  for (const [scope, key, before, after, type, author, clock, change] of rows) {
    await sql(
      server,
      `insert into settings_history
         (guild_id, scope, key, old_value, new_value, value_type, changed_by, changed_at, change_type)
       values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, $9)`,
      [GUILD, scope, key, before, after, type, author, `2026-08-18T${clock}:00Z`, change],
    )
  }
}
