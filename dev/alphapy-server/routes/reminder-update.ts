/** Changing a reminder: only the fields that are sent, with their effects on each other. */
import type { Bindable } from '../db/database'
import type { Call } from '../route'
import type { Json } from '../wire/json-write'
import { HttpError } from '../wire/reply'
import { brusselsEpoch, brusselsWall, clockText, epochOf, momentText } from '../wire/time'
import {
  clockMinutes,
  eventMinutes,
  guildChannel,
  offsetMinutes,
  requireImageRight,
  scheduledEpoch,
  storedClocks,
} from './reminder-input'
import { findReminder, type ReminderRow, reminderJson } from './reminder-rows'

type Changes = Map<string, Bindable>

/** Applies the change and answers the whole reminder. */
export async function updateReminder(call: Call): Promise<Json> {
  const { world, guildId, args } = call
  const row = await findReminder(world.db, guildId, args.int('reminder_id'))
  if (nothingSent(call)) throw new HttpError(400, 'No fields to update')
  if (!row) throw new HttpError(404, 'Reminder not found')
  const changes = await plannedChanges(call, row)
  const columns = [...changes.keys()].map((column, index) => `${column} = $${index + 2}`)
  await world.db.run(`update reminders set ${columns.join(', ')} where id = $1`, [row.id, ...changes.values()])
  const updated = await findReminder(world.db, guildId, BigInt(row.id))
  return { success: true, reminder: updated ? reminderJson(updated) : null }
}

const FIELDS = [
  'message',
  'name',
  'channel_id',
  'days',
  'completed',
  'scheduled_time',
  'time',
  'call_time',
  'session_time',
  'image_url',
]

function nothingSent({ body }: Call): boolean {
  return FIELDS.every((field) => (body.get(field) ?? null) === null)
}

async function plannedChanges(call: Call, row: ReminderRow): Promise<Changes> {
  const { world, guildId, body, actor } = call
  const changes: Changes = new Map()
  for (const field of ['message', 'name']) {
    const value = body.optionalText(field)
    if (value !== null) changes.set(field, value)
  }
  const channel = body.get('channel_id') ?? null
  if (channel !== null) changes.set('channel_id', guildChannel(world, guildId, channel))
  const offset = await offsetMinutes(world, guildId)
  planTimes(call, row, offset, changes)
  planDays(call, row, changes)
  planCompletion(call, row, changes)
  const image = body.optionalText('image_url')
  if (image !== null && image !== (row.image_url ?? '')) {
    if (image !== '') await requireImageRight(world, guildId, actor.discordId ?? 0n, 'Reminders')
    changes.set('image_url', image || null)
  }
  if (changes.size === 0) changes.set('name', row.name)
  return changes
}

/** A new moment makes a one-off; a new clock moves a one-off within its Brussels day. */
function planTimes({ body }: Call, row: ReminderRow, offset: number, changes: Changes): void {
  const scheduled = body.optionalText('scheduled_time')
  if (scheduled === '') {
    changes.set('event_time', null)
    changes.set('days', null)
  } else if (scheduled !== null) {
    const epoch = scheduledEpoch(scheduled)
    setClocks(changes, eventMinutes(epoch), offset)
    changes.set('event_time', instant(epoch))
    changes.set('days', null)
  }
  const clock = body.optionalText('call_time') ?? body.optionalText('session_time') ?? body.optionalText('time')
  if (clock === null) return
  const minutes = clockMinutes(clock)
  setClocks(changes, minutes, offset)
  if (row.event_time !== null && scheduled === null) {
    const { date } = brusselsWall(epochOf(row.event_time))
    changes.set('event_time', instant(brusselsEpoch(`${date}T${clockText(minutes)}:00`)))
  }
}

function planDays({ body }: Call, row: ReminderRow, changes: Changes): void {
  const days = body.optionalList('days')
  if (days === null) return
  const oneOff = changes.has('event_time') ? changes.get('event_time') !== null : row.event_time !== null
  if (days.length === 0 && !oneOff) throw new HttpError(400, 'At least one day is required')
  changes.set(
    'days',
    days.map((day) => String(day)),
  )
}

function planCompletion({ body }: Call, row: ReminderRow, changes: Changes): void {
  const completed = body.get('completed')
  if (typeof completed !== 'boolean') return
  if (completed && row.event_time === null && !changes.get('event_time')) {
    throw new HttpError(400, 'completed is only supported for one-off reminders')
  }
  changes.set('completed', completed)
}

function setClocks(changes: Changes, minutes: number, offset: number): void {
  const clocks = storedClocks(minutes, offset)
  changes.set('time', clocks.time)
  changes.set('call_time', clocks.callTime)
}

function instant(epochMs: number): string {
  return momentText(epochMs).replace(/\.\d+/, '')
}
