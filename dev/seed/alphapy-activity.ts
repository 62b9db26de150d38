/** Demo rows that arise by themselves: tickets, command use, verifications, consent, health checks. */
import type { Ago, SeedTable } from './alphapy-rows'
import { GUILDS } from './guilds'
import { PEOPLE } from './people'

const guild_id = GUILDS.harbour.id
const DAY = 60 * 24

/** The rows. */
export function activityRows(ago: Ago): SeedTable[] {
  return [ticketRows(ago), auditRows(ago), verificationRows(ago), gdprRows(ago), healthRows(ago)]
}

function ticketRows(ago: Ago): SeedTable {
  const tickets: ReadonlyArray<readonly [string, string, string, number, number]> = [
    ['lena', 'Cannot see the book club channels', 'open', 95, 95],
    ['tomas', 'Refund for the market stall', 'claimed', 610, 320],
    ['yuki', 'Verification picture was rejected', 'waiting_for_user', DAY + 200, DAY],
    ['otis', 'Guest host needs a role', 'escalated', DAY * 3, DAY * 2],
    ['sara', 'Double reminder on Thursday', 'open', DAY * 5, DAY * 5],
    ['finn', 'How do I join the quiz?', 'closed', DAY * 2, DAY * 2 - 43],
    ['noah', 'Wrong birthday', 'closed', DAY * 4, DAY * 4 - 310],
    ['iris', 'Lost my roles', 'closed', DAY * 8, DAY * 8 - 95],
    ['mats', 'Old event photos', 'archived', DAY * 40, DAY * 25],
    ['jana', 'Appeal', 'closed', DAY * 16, DAY * 15],
  ]
  return {
    table: 'support_tickets',
    rows: tickets.map(([username, description, status, created, updated], index) => ({
      guild_id,
      user_id: `90271645382910${4_700 + index}`,
      username,
      description,
      status,
      created_at: ago(created),
      updated_at: ago(updated),
      channel_id: `118742034${9_102_810_371 + index * 2}`,
      claimed_by: status === 'claimed' ? PEOPLE.ada.discordId : null,
    })),
  }
}

/** Uses of a command in the last day and in the six days before. */
const COMMAND_USE: ReadonlyArray<readonly [string, number, number]> = [
  ['add_reminder', 9, 47],
  ['ticket', 6, 31],
  ['learn_topic', 5, 26],
  ['invite leaderboard', 4, 18],
  ['gptstatus', 2, 9],
  ['growthcheckin', 2, 14],
  ['badges', 1, 11],
  ['faq', 1, 8],
  ['config start', 0, 2],
]

function auditRows(ago: Ago): SeedTable {
  const rows = COMMAND_USE.flatMap(([command_name, today, before], column) => {
    const use = (minutes: number, index: number) => ({
      guild_id,
      user_id: `90271645382910${4_600 + ((index * 7 + column) % 60)}`,
      command_name,
      command_type: 'slash',
      success: index % 13 !== 12,
      created_at: ago(minutes),
    })
    return [
      ...Array.from({ length: today }, (_, index) => use(20 + ((index * 149 + column * 37) % (DAY - 60)), index)),
      ...Array.from({ length: before }, (_, index) => use(DAY + 60 + ((index * 431 + column * 97) % (DAY * 5)), index)),
    ]
  })
  const foreign = {
    guild_id: GUILDS.foreign.id,
    user_id: GUILDS.foreign.ownerId,
    command_type: 'slash',
    created_at: ago(30),
  }
  const workshop = {
    guild_id: GUILDS.workshop.id,
    user_id: PEOPLE.bram.discordId,
    command_type: 'slash',
    created_at: ago(200),
  }
  return {
    table: 'audit_logs',
    rows: [
      ...rows,
      { ...foreign, command_name: 'secret_playlist', success: true },
      { ...workshop, command_name: 'add_reminder', success: true },
      { ...workshop, command_name: 'health', success: true },
    ],
  }
}

function verificationRows(ago: Ago): SeedTable {
  const shared = { guild_id, channel_id: '1187420351402810411', ai_can_verify: false }
  return {
    table: 'verification_tickets',
    rows: [
      {
        ...shared,
        user_id: '902716453829104651',
        status: 'manual_review',
        ai_needs_manual_review: true,
        ai_reason: 'The name on the receipt is not readable.',
        created_at: ago(260),
        resolved_at: ago(258),
        payment_date: ago(DAY * 3).slice(0, 10),
      },
      {
        ...shared,
        user_id: '902716453829104652',
        channel_id: '1187420351402810413',
        status: 'manual_review',
        ai_needs_manual_review: true,
        ai_reason: 'The payment date lies outside the allowed period.',
        created_at: ago(DAY + 90),
        resolved_at: ago(DAY + 88),
        payment_date: ago(DAY * 52).slice(0, 10),
      },
      {
        ...shared,
        user_id: '902716453829104653',
        channel_id: '1187420351402810415',
        status: 'verified',
        ai_can_verify: true,
        ai_needs_manual_review: false,
        ai_reason: null,
        created_at: ago(DAY * 4),
        resolved_at: ago(DAY * 4 - 2),
        payment_date: ago(DAY * 6).slice(0, 10),
      },
    ],
  }
}

function gdprRows(ago: Ago): SeedTable {
  return {
    table: 'gdpr_acceptance',
    rows: Array.from({ length: 58 }, (_, index) => ({
      user_id: `90271645382910${4_600 + index}`,
      accepted: index % 19 === 18 ? 0 : 1,
      timestamp: ago(DAY * (index + 1)).slice(0, 19),
      guild_id,
    })),
  }
}

function healthRows(ago: Ago): SeedTable {
  return {
    table: 'health_check_history',
    rows: Array.from({ length: 48 }, (_, index) => ({
      service: 'alphapy-service',
      version: '3.14.0',
      uptime_seconds: 187_000 - index * 1_800,
      db_status: index === 17 ? 'error:TimeoutError' : 'ok',
      guild_count: 3,
      active_commands_24h: 30 + ((index * 7) % 11),
      gpt_status: index > 16 && index < 20 ? 'degraded' : 'operational',
      database_pool_size: 10,
      checked_at: ago(index * 30 + 12),
    })),
  }
}
