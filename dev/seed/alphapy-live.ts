/** What the demo bot holds in memory: events, language-model calls, loaded commands. */
import type { Ago } from './alphapy-rows'
import { GUILDS } from './guilds'
import { PEOPLE } from './people'

const guild_id = GUILDS.harbour.id

/** An event for the operational log; `guildId` null concerns all guilds, `$id` marks an id sent as a bare integer. */
export interface SeedEvent {
  at: string
  type: string
  guildId: string | null
  message: string
  details: Readonly<Record<string, string | number | { readonly $id: string }>>
}

/** Operational events of the last hours. */
export function seedEvents(ago: Ago): SeedEvent[] {
  const user_id = { $id: '902716453829104627' }
  return [
    { at: ago(3_100), type: 'BOT_READY', guildId: null, message: 'Bot ready', details: {} },
    {
      at: ago(3_099),
      type: 'GUILD_SYNC',
      guildId: guild_id,
      message: 'Commands synced',
      details: { command_count: 74, sync_type: 'first_ready' },
    },
    { at: ago(1_900), type: 'BOT_DISCONNECT', guildId: null, message: 'Gateway connection lost', details: {} },
    {
      at: ago(1_899),
      type: 'BOT_RECONNECT',
      guildId: null,
      message: 'Reconnect phase complete: commands synced',
      details: { synced: 3, skipped: 0 },
    },
    {
      at: ago(640),
      type: 'ONBOARDING_ERROR',
      guildId: guild_id,
      message: 'Role assignment failed during onboarding',
      details: {
        user_id,
        error_type: 'role_assignment_failed',
        role_id: { $id: '1187420338195537923' },
        error: 'Missing Permissions',
      },
    },
    {
      at: ago(520),
      type: 'SETTINGS_CHANGED',
      guildId: guild_id,
      message: 'Auto-mod violation: Foreign invites',
      details: {
        user_id,
        rule_id: 2,
        rule_type: 'content',
        action_type: 'warn',
        channel_id: { $id: '1187420337402810379' },
        message_id: { $id: '1304827164538291049' },
      },
    },
    {
      at: ago(400),
      type: 'SETTINGS_CHANGED',
      guildId: guild_id,
      message: 'Setting changed: reminders.enabled',
      details: {
        scope: 'reminders',
        key: 'enabled',
        value: 'True',
        updated_by: { $id: PEOPLE.ada.discordId },
        action: 'set',
        source: 'command',
      },
    },
    {
      at: ago(130),
      type: 'COG_ERROR',
      guildId: guild_id,
      message: 'Command failed: learn_topic',
      details: {
        command: 'learn_topic',
        user_id,
        error_type: 'TimeoutError',
        error: 'The model did not answer in time',
      },
    },
    {
      at: ago(60),
      type: 'SETTINGS_CHANGED',
      guildId: GUILDS.foreign.id,
      message: 'Setting changed: system.log_level',
      details: {
        scope: 'system',
        key: 'log_level',
        value: 'critical',
        updated_by: { $id: GUILDS.foreign.ownerId },
        action: 'set',
        source: 'command',
      },
    },
  ]
}

/** Language-model calls, oldest first: minutes ago, tokens, milliseconds, and the error type of a failed one. */
export const LLM_CALLS: ReadonlyArray<readonly [number, number | null, number | null, string | null]> = [
  ...Array.from({ length: 40 }, (_, index): readonly [number, number, number, null] => [
    2_900 - index * 71,
    420 + ((index * 131) % 900),
    780 + ((index * 173) % 1_900),
    null,
  ]),
  [130, null, null, 'TimeoutError'],
  [44, 611, 1_204, null],
  [12, 388, 946, null],
]

/** Slash commands the bot has loaded: name and description. */
export const BOT_COMMANDS: ReadonlyArray<readonly [string, string]> = [
  ['add_reminder', 'Plan a reminder'],
  ['ticket', 'Ask the crew for help'],
  ['learn_topic', 'Learn about a topic'],
  ['growthcheckin', 'Reflect on your week'],
  ['badges', 'Show your badges'],
  ['faq list', 'Frequently asked questions'],
  ['config start', 'First-time set-up'],
  ['health', 'Show the health of the bot'],
]
