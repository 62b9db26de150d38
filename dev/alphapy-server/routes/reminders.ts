/** Reminders of a guild: list, create, delete, live sessions. */

import { type Call, type Route, route } from '../route'
import { bool, integer, list, nullable, text, textOrInteger } from '../wire/fields'
import type { PyJson } from '../wire/json-read'
import type { Json } from '../wire/json-write'
import { HttpError, orFail } from '../wire/reply'
import { momentText } from '../wire/time'
import {
  clockMinutes,
  eventMinutes,
  guildChannel,
  offsetMinutes,
  requireImageRight,
  requireRoom,
  scheduledEpoch,
  storedClocks,
} from './reminder-input'
import { findReminder, type ReminderRow, reminderJson } from './reminder-rows'
import { updateReminder } from './reminder-update'
import { removalRoute } from './removal'

const PATTERN = '/api/dashboard/{guild_id}/reminders'
const EVERY_DAY = ['0', '1', '2', '3', '4', '5', '6']

/** All need the service key and an administrator's Discord id. */
export const reminderRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: PATTERN,
    since: 'C',
    access: 'service',
    handle: (call) => orFail('Failed to fetch reminders', () => listReminders(call)),
  }),
  route({
    method: 'POST',
    pattern: PATTERN,
    since: 'C',
    access: 'service',
    body: [
      { name: 'message', check: text },
      { name: 'channel_id', check: nullable(textOrInteger), fallback: null },
      { name: 'name', check: nullable(text), fallback: 'Reminder' },
      { name: 'scheduled_time', check: nullable(text), fallback: null },
      { name: 'time', check: nullable(text), fallback: null },
      { name: 'days', check: nullable(list(textOrInteger)), fallback: null },
    ],
    handle: (call) => orFail('Failed to create reminder', () => createReminder(call)),
  }),
  route({
    method: 'POST',
    pattern: `${PATTERN}/live-sessions`,
    since: 'C',
    access: 'service',
    body: [
      { name: 'time', check: text },
      { name: 'channel_id', check: nullable(textOrInteger), fallback: null },
      { name: 'days', check: nullable(list(integer)), fallback: null },
      { name: 'image_url', check: nullable(text), fallback: null },
    ],
    handle: (call) => orFail('Failed to create live session', () => createLiveSession(call)),
  }),
  route({
    method: 'PUT',
    pattern: `${PATTERN}/{reminder_id}`,
    since: 'C',
    access: 'service',
    body: [
      { name: 'message', check: nullable(text), fallback: null },
      { name: 'name', check: nullable(text), fallback: null },
      { name: 'channel_id', check: nullable(textOrInteger), fallback: null },
      { name: 'days', check: nullable(list(textOrInteger)), fallback: null },
      { name: 'completed', check: nullable(bool), fallback: null },
      { name: 'scheduled_time', check: nullable(text), fallback: null },
      { name: 'time', check: nullable(text), fallback: null },
      { name: 'call_time', check: nullable(text), fallback: null },
      { name: 'session_time', check: nullable(text), fallback: null },
      { name: 'image_url', check: nullable(text), fallback: null },
    ],
    handle: (call) => orFail('Failed to update reminder', () => updateReminder(call)),
  }),
  removalRoute({
    pattern: PATTERN,
    since: 'C',
    access: 'service',
    table: 'reminders',
    noun: 'reminder',
    answer: { success: true, deleted: true },
  }),
]

/** By event time (recurring ones count as now), then clock, then id. */
async function listReminders({ world, guildId }: Call): Promise<Json> {
  const rows = await world.db.rows<ReminderRow>(
    'select * from reminders where guild_id = $1 order by coalesce(event_time, $2), time, id',
    [guildId, world.now()],
  )
  return { reminders: rows.map(reminderJson) }
}

async function createReminder({ world, guildId, body, actor }: Call): Promise<Json> {
  const channelId = guildChannel(world, guildId, body.get('channel_id'))
  const offset = await offsetMinutes(world, guildId)
  const scheduled = body.optionalText('scheduled_time')
  const clock = body.optionalText('time')
  const days = dayTexts(body.optionalList('days'))
  if (!scheduled && !clock) throw new HttpError(400, 'scheduled_time (one-off) or time (recurring) is required')
  if (!scheduled && days.length === 0) throw new HttpError(400, 'days is required for recurring reminders')
  const epoch = scheduled ? scheduledEpoch(scheduled) : null
  const clocks = storedClocks(epoch === null ? clockMinutes(clock ?? '') : eventMinutes(epoch), offset)
  const author = actor.discordId ?? 0n
  await requireRoom(world, guildId, author)
  const [created] = await world.db.rows<{ id: number }>(
    `insert into reminders (guild_id, name, channel_id, time, call_time, days, message, created_by, event_time)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      guildId,
      body.optionalText('name') || 'Reminder',
      channelId,
      clocks.time,
      clocks.callTime,
      epoch === null ? days : null,
      body.text('message'),
      author,
      epoch === null ? null : momentText(epoch).replace(/\.\d+/, ''),
    ],
  )
  const id = created?.id ?? 0
  const row = await findReminder(world.db, guildId, BigInt(id))
  return { success: true, reminderId: id, reminder: row ? reminderJson(row) : null }
}

async function createLiveSession({ world, guildId, body, actor }: Call): Promise<Json> {
  const channelId = guildChannel(world, guildId, body.get('channel_id'))
  const clocks = storedClocks(clockMinutes(body.text('time')), await offsetMinutes(world, guildId))
  const chosen = dayTexts(body.optionalList('days')).filter((day) => EVERY_DAY.includes(day))
  const image = body.optionalText('image_url') || null
  const author = actor.discordId ?? 0n
  if (image !== null) await requireImageRight(world, guildId, author, 'Live session presets')
  await requireRoom(world, guildId, author)
  const [created] = await world.db.rows<{ id: number }>(
    `insert into reminders (guild_id, name, channel_id, time, call_time, days, message, created_by, image_url)
     values ($1, 'Live session', $2, $3, $4, $5, 'Live session starting now!', $6, $7) returning id`,
    [guildId, channelId, clocks.time, clocks.callTime, chosen.length > 0 ? chosen : EVERY_DAY, author, image],
  )
  return { success: true, reminderId: created?.id ?? 0 }
}

/** Weekdays as stored: texts, unchecked. */
function dayTexts(days: PyJson[] | null): string[] {
  return (days ?? []).map((day) => String(day))
}
