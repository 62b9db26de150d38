/** The parts of metrics that come from the database, for one guild or (null) for all. */
import { readJson } from '../wire/json-read'
import type { Json } from '../wire/json-write'
import { durationText, isoBrussels } from '../wire/time'
import type { World } from '../world'

const DAY_MS = 86_400_000
const IN_GUILD = '($1::int8 is null or guild_id = $1)'

/** What reminders show when they cannot be read. */
export const emptyReminders: Json = {
  total: 0,
  recurring: 0,
  one_off: 0,
  next_event_time: null,
  per_channel: {},
  upcoming: [],
}

/** What tickets show when they cannot be read. */
export const emptyTickets: Json = {
  total: 0,
  per_status: {},
  open_count: 0,
  last_ticket_created_at: null,
  average_close_seconds: null,
  average_close_human: null,
  open_items: [],
  open_ticket_ids: [],
}

/** Counts of reminders and the next three one-offs. */
export async function remindersBlock(world: World, guildId: bigint | null): Promise<Json> {
  const [counts] = await world.db.rows<{ total: bigint; recurring: bigint }>(
    `select count(*) as total, count(*) filter (where cardinality(days) > 0) as recurring
     from reminders where ${IN_GUILD}`,
    [guildId],
  )
  const channels = await world.db.rows<{ channel_id: bigint; count: bigint }>(
    `select channel_id, count(*) from reminders where ${IN_GUILD} group by channel_id order by count(*) desc, channel_id`,
    [guildId],
  )
  const upcoming = await world.db.rows<{ id: number; name: string; channel_id: bigint; event_time: string }>(
    `select id, name, channel_id, event_time from reminders
     where ${IN_GUILD} and event_time > $2 and coalesce(cardinality(days), 0) = 0 order by event_time, id limit 3`,
    [guildId, world.now()],
  )
  const total = counts?.total ?? 0n
  const recurring = counts?.recurring ?? 0n
  const next = upcoming[0]
  return {
    total,
    recurring,
    one_off: total - recurring,
    next_event_time: next ? isoBrussels(next.event_time) : null,
    per_channel: new Map(channels.map((row) => [row.channel_id.toString(), row.count])),
    upcoming: upcoming.map((row) => ({
      id: row.id,
      name: row.name,
      channel_id: row.channel_id,
      scheduled_time: isoBrussels(row.event_time),
      is_recurring: false,
    })),
  }
}

interface TicketRow {
  id: number
  username: string | null
  status: string | null
  channel_id: bigint | null
  created_at: string | null
}

/** Counts of tickets and the oldest ten that are not closed (archived and unknown ones included). */
export async function ticketsBlock(world: World, guildId: bigint | null): Promise<Json> {
  const statuses = await world.db.rows<{ status: string; count: bigint }>(
    `select coalesce(status, 'unknown') as status, count(*) from support_tickets where ${IN_GUILD}
     group by 1 order by 1`,
    [guildId],
  )
  const [summary] = await world.db.rows<{ last: string | null; average: number | null }>(
    `select max(created_at) as last,
       avg(extract(epoch from updated_at - created_at)) filter (where status = 'closed')::float8 as average
     from support_tickets where ${IN_GUILD}`,
    [guildId],
  )
  const open = await world.db.rows<TicketRow>(
    `select id, username, status, channel_id, created_at from support_tickets
     where ${IN_GUILD} and status is distinct from 'closed' order by created_at, id limit 10`,
    [guildId],
  )
  const perStatus = new Map(statuses.map((row) => [row.status, row.count]))
  const average = typeof summary?.average === 'number' ? Math.floor(summary.average) : null
  return {
    total: statuses.reduce((sum, row) => sum + row.count, 0n),
    per_status: perStatus,
    open_count: perStatus.get('open') ?? 0,
    last_ticket_created_at: summary?.last ? isoBrussels(summary.last) : null,
    average_close_seconds: average,
    average_close_human: average === null ? null : durationText(average),
    open_items: open.map((row) => ({
      id: row.id,
      username: row.username,
      status: row.status,
      channel_id: row.channel_id,
      created_at: row.created_at === null ? null : isoBrussels(row.created_at),
    })),
    open_ticket_ids: open.map((row) => row.id),
  }
}

/** Every stored setting, of all scopes. */
export async function overridesBlock(world: World, guildId: bigint | null): Promise<Json> {
  const rows = await world.db.rows<{ scope: string; key: string; value: string }>(
    `select scope, key, value::text as value from bot_settings where ${IN_GUILD} order by scope, key`,
    [guildId],
  )
  return rows.map(({ scope, key, value }) => {
    const plain = world.defects.jsonbText ? value : readJson(value)
    return { scope, key, value: typeof plain === 'string' ? plain : value }
  })
}

/** The most used commands of a week, and how many commands ran in a day. */
export async function commandUsageBlock(world: World, guildId: bigint | null): Promise<Json> {
  const top = await world.db.rows<{ command_name: string; usage_count: bigint }>(
    `select command_name, count(*) as usage_count from audit_logs where ${IN_GUILD} and created_at >= $2
     group by command_name order by usage_count desc, command_name limit 10`,
    [guildId, world.ago(7 * DAY_MS)],
  )
  const [day] = await world.db.rows<{ count: bigint }>(
    `select count(*) from audit_logs where ${IN_GUILD} and created_at >= $2`,
    [guildId, world.ago(DAY_MS)],
  )
  return {
    top_commands: top.map((row) => ({ command_name: row.command_name, usage_count: row.usage_count })),
    total_commands_24h: day?.count ?? 0,
    period_days: 7,
  }
}
