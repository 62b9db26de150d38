/** A guild's reminder as stored and as sent. */
import type { Queries } from '../db/database'
import type { Json } from '../wire/json-write'
import { isoBrussels } from '../wire/time'

/** A stored reminder. `time` is when it fires, `call_time` when the event is; both are Brussels wall time. */
export interface ReminderRow {
  id: number
  guild_id: bigint
  name: string
  channel_id: bigint
  time: string | null
  call_time: string | null
  days: string[] | null
  message: string | null
  created_by: bigint | null
  location: string | null
  event_time: string | null
  image_url: string | null
  completed: boolean
  last_sent_at: string | null
}

/** Ids as strings; two fields that have no column are always null. */
export function reminderJson(row: ReminderRow): Json {
  const eventTime = row.event_time === null ? null : isoBrussels(row.event_time)
  return {
    id: row.id,
    guild_id: row.guild_id.toString(),
    name: row.name,
    channel_id: row.channel_id.toString(),
    time: row.time,
    call_time: row.call_time,
    days: row.days,
    message: row.message,
    created_by: row.created_by?.toString() ?? null,
    location: row.location,
    event_time: eventTime,
    scheduled_time: eventTime,
    image_url: row.image_url,
    completed: row.completed,
    last_sent_at: row.last_sent_at === null ? null : isoBrussels(row.last_sent_at),
    created_at: null,
    updated_at: null,
  }
}

/** One reminder of a guild. */
export async function findReminder(queries: Queries, guildId: bigint, id: bigint): Promise<ReminderRow | undefined> {
  const rows = await queries.rows<ReminderRow>('select * from reminders where id = $1 and guild_id = $2', [id, guildId])
  return rows[0]
}
