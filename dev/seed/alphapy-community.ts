/** Demo rows of moderation and play: AutoMod with its violations, and engagement. */
import type { Ago, SeedTable } from './alphapy-rows'
import { GUILDS } from './guilds'
import { PEOPLE } from './people'

const guild_id = GUILDS.harbour.id
const created_by = PEOPLE.ada.discordId
const DAY = 60 * 24
const EVENTS = '1187420337402810385'

/** The rows, in the order their keys need. */
export function communityRows(ago: Ago): SeedTable[] {
  return [...automodRows(ago), ...engagementRows(ago)]
}

function automodRows(ago: Ago): SeedTable[] {
  const rules: ReadonlyArray<readonly [string, string, string, string, string, number]> = [
    ['spam', 'Message flood', '{"spam_type":"frequency","max_messages":6,"time_window":30}', 'delete', '{}', 3],
    [
      'content',
      'Foreign invites',
      '{"content_type":"links","blacklist":["discord.gg"]}',
      'warn',
      '{"message":"Please ask the crew first."}',
      4,
    ],
    [
      'content',
      'Mention storm',
      '{"content_type":"mentions","max_mentions":5}',
      'mute',
      '{"mute_role_id":1187420338195537921}',
      2,
    ],
    ['spam', 'Shouting', '{"spam_type":"caps","min_length":20,"max_caps_ratio":0.8}', 'delete', '{}', 1],
  ]
  const violations: ReadonlyArray<readonly [number, string, string, number]> = [
    [1, 'delete', 'hi hi hi hi hi', 190],
    [2, 'warn', 'join us at discord.gg/…', 520],
    [1, 'delete', 'who is here who is here', DAY + 70],
    [3, 'mute', 'everyone look at this', DAY * 2 + 15],
    [2, 'warn', 'discord.gg/… free coffee', DAY * 4],
    [4, 'delete', 'WHY IS NOBODY ANSWERING ME', DAY * 6],
  ]
  return [
    {
      table: 'automod_actions',
      rows: rules.map(([, , , action_type, config, severity]) => ({
        guild_id,
        action_type,
        severity,
        config,
        created_by,
      })),
    },
    {
      table: 'automod_rules',
      rows: rules.map(([rule_type, name, config], index) => ({
        guild_id,
        rule_type,
        name,
        enabled: name !== 'Shouting',
        config,
        action_id: index + 1,
        created_by,
        created_at: ago(DAY * (30 - index)),
        updated_at: ago(DAY * (12 - index)),
      })),
    },
    {
      table: 'automod_logs',
      rows: violations.map(([rule_id, action_taken, message_content, minutes], index) => ({
        guild_id,
        user_id: `90271645382910${4_627 + index}`,
        message_id: `130482716453829${1_047 + index * 2}`,
        channel_id: '1187420337402810379',
        rule_id,
        action_taken,
        message_content,
        context: '{}',
        timestamp: ago(minutes),
      })),
    },
  ]
}

function engagementRows(ago: Ago): SeedTable[] {
  const people = ['902716453829104627', '902716453829104628', '902716453829104629', PEOPLE.mira.discordId]
  return [
    {
      table: 'engagement_challenges',
      rows: [
        {
          guild_id,
          channel_id: EVENTS,
          mode: 'leaderboard',
          title: 'Chattiest sailor',
          active: true,
          started_at: ago(DAY * 3),
          ends_at: ago(-DAY * 4),
        },
        {
          guild_id,
          channel_id: EVENTS,
          mode: 'random',
          title: 'Postcard raffle',
          active: false,
          started_at: ago(DAY * 20),
          ended_at: ago(DAY * 13),
          winner_id: PEOPLE.mira.discordId,
        },
      ],
    },
    {
      table: 'engagement_participants',
      rows: people.map((user_id, index) => ({ challenge_id: 1, user_id, message_count: 40 - index * 9 })),
    },
    {
      table: 'engagement_og_claims',
      rows: people.map((user_id, index) => ({ guild_id, user_id, claimed_at: ago(DAY * (80 - index)) })),
    },
    {
      table: 'engagement_og_setup',
      rows: [
        { guild_id, message_id: '1301276554830291017', channel_id: '1187420337402810375', updated_at: ago(DAY * 81) },
      ],
    },
    {
      table: 'engagement_badges',
      rows: people.map((user_id) => ({ guild_id, user_id, badge_key: 'og', assigned_at: ago(DAY * 70) })),
    },
    {
      table: 'engagement_streaks',
      rows: people.map((user_id, index) => ({
        guild_id,
        user_id,
        last_day: ago(0).slice(0, 10),
        current_days: 23 - index * 6,
      })),
    },
    {
      table: 'engagement_weekly_awards',
      rows: [{ guild_id, week_start: ago(DAY * 9).slice(0, 10), week_end: ago(DAY * 3).slice(0, 10) }],
    },
    {
      table: 'engagement_weekly_results',
      rows: [
        { week_id: 1, award_key: 'motivator', user_id: PEOPLE.mira.discordId, metric: 87 },
        { week_id: 1, award_key: 'foodfluencer', user_id: '902716453829104628', metric: 14 },
      ],
    },
  ]
}
