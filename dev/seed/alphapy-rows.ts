/** Rows of the demo database, with times relative to now so that it always looks alive. */
import { activityRows } from './alphapy-activity'
import { communityRows } from './alphapy-community'
import { contentRows } from './alphapy-content'
import { GUILDS } from './guilds'
import { PEOPLE } from './people'

/** A cell: JSONB is given as its text, a time as ISO 8601. */
export type SeedCell = null | boolean | number | string | readonly string[]

/** Rows of one table; the keys are the column names. */
export interface SeedTable {
  table: string
  rows: ReadonlyArray<Readonly<Record<string, SeedCell>>>
}

/** Turns "so long ago" into a time. */
export type Ago = (minutes: number) => string

/** All rows of the demo as of `nowMs`. */
export function alphapyRows(nowMs: number): SeedTable[] {
  const ago: Ago = (minutes) => new Date(nowMs - minutes * 60_000).toISOString()
  return [
    linkRows(ago),
    settingRows(ago),
    historyRows(ago),
    ...contentRows(ago),
    ...communityRows(ago),
    ...activityRows(ago),
  ]
}

function linkRows(ago: Ago): SeedTable {
  const linked = Object.values(PEOPLE).filter((person) => person.discordId !== null)
  return {
    table: 'alphapy_discord_links',
    rows: linked.map((person) => ({
      innersync_user_id: person.userId,
      discord_user_id: person.discordId,
      linked_at: ago(60 * 24 * 90),
      link_source: 'link_command',
    })),
  }
}

const DAY = 60 * 24

/** Values as slash commands store them: typed JSON, ids as bare integers. */
const HARBOUR_SETTINGS: ReadonlyArray<readonly [string, string, string]> = [
  ['system', 'log_channel_id', '1187420337402810395'],
  ['system', 'rules_channel_id', '1187420337402810371'],
  ['system', 'log_level', '"normal"'],
  ['onboarding', 'mode', '"rules_with_questions"'],
  ['onboarding', 'completion_role_id', '1187420338195537923'],
  ['onboarding', 'join_role_id', '1187420338195537921'],
  ['embedwatcher', 'announcements_channel_id', '1187420337402810373'],
  ['embedwatcher', 'reminder_offset_minutes', '45'],
  ['reminders', 'enabled', 'true'],
  ['reminders', 'default_channel_id', '1187420337402810385'],
  ['reminders', 'digest_style', '"compact"'],
  ['ticketbot', 'category_id', '1187420337402810389'],
  ['ticketbot', 'staff_role_id', '1187420338195537933'],
  ['ticketbot', 'idle_days_threshold', '4'],
  ['gpt', 'model', '"grok-3"'],
  ['gpt', 'temperature', '0.6'],
  ['invites', 'announcement_channel_id', '1187420337402810375'],
  ['invites', 'with_inviter_template', '"{member} dropped anchor! {inviter} brought {count} so far."'],
  ['gdpr', 'enabled', 'true'],
  ['automod', 'enabled', 'true'],
  ['automod', 'log_channel_id', '1187420337402810397'],
  ['verification', 'verified_role_id', '1187420338195537925'],
  ['verification', 'max_payment_age_days', '30'],
  ['verification', 'reference_image_channel_id', '1187420337402810393'],
  ['verification', 'reference_image_message_id', '"1301276554830291015"'],
  ['growth', 'log_channel_id', '1187420337402810393'],
  ['engagement', 'badges_enabled', 'true'],
  ['engagement', 'og_cap', '120'],
  ['engagement', 'weekly_food_channel_ids', '"1187420337402810381"'],
  ['engagement', 'badge_role_foodfluencer', '1187420338195537929'],
  ['fyi', 'first_guild_join', 'true'],
  ['faq', 'enabled', 'true'],
]

const WORKSHOP_SETTINGS: ReadonlyArray<readonly [string, string, string]> = [
  ['system', 'log_channel_id', '1203958871753826443'],
  ['reminders', 'enabled', 'false'],
  ['onboarding', 'enabled', 'false'],
]

const FOREIGN_SETTINGS: ReadonlyArray<readonly [string, string, string]> = [
  ['system', 'log_channel_id', '1098237465635847169'],
]

function settingRows(ago: Ago): SeedTable {
  const rows = (guildId: string, author: string, settings: typeof HARBOUR_SETTINGS) =>
    settings.map(([scope, key, value], index) => ({
      guild_id: guildId,
      scope,
      key,
      value,
      updated_by: author,
      updated_at: ago(DAY * 2 + index * 300),
    }))
  return {
    table: 'bot_settings',
    rows: [
      ...rows(GUILDS.harbour.id, PEOPLE.ada.discordId, HARBOUR_SETTINGS),
      ...rows(GUILDS.workshop.id, PEOPLE.bram.discordId, WORKSHOP_SETTINGS),
      ...rows(GUILDS.foreign.id, GUILDS.foreign.ownerId, FOREIGN_SETTINGS),
    ],
  }
}

function historyRows(ago: Ago): SeedTable {
  const changes: ReadonlyArray<readonly [string, string, string | null, string, string, number]> = [
    ['system', 'log_channel_id', null, '1187420337402810395', 'channel', DAY * 41],
    ['system', 'rules_channel_id', null, '1187420337402810371', 'channel', DAY * 41 - 6],
    ['onboarding', 'mode', '"rules_only"', '"rules_with_questions"', 'string', DAY * 33],
    ['onboarding', 'completion_role_id', '1187420338195537921', '1187420338195537923', 'role', DAY * 30],
    ['automod', 'enabled', 'false', 'true', 'bool', DAY * 21],
    ['ticketbot', 'idle_days_threshold', '7', '4', 'int', DAY * 12],
    [
      'invites',
      'with_inviter_template',
      '"Welcome {member}!"',
      '"{member} dropped anchor! {inviter} brought {count} so far."',
      'str',
      DAY * 9,
    ],
    ['embedwatcher', 'reminder_offset_minutes', '60', '45', 'int', DAY * 6],
    ['gpt', 'temperature', '0.9', '0.6', 'float', DAY * 3],
    ['system', 'log_level', '"verbose"', '"normal"', 'string', DAY * 2],
    ['reminders', 'enabled', 'false', 'true', 'bool', 400],
  ]
  return {
    table: 'settings_history',
    rows: changes.map(([scope, key, before, after, type, minutes]) => ({
      guild_id: GUILDS.harbour.id,
      scope,
      key,
      old_value: before,
      new_value: after,
      value_type: type,
      changed_by: PEOPLE.ada.discordId,
      changed_at: ago(minutes),
      change_type: before === null ? 'created' : 'updated',
    })),
  }
}
