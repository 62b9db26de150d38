/**
 * Reminders of a guild, with the service pair. All clocks are Brussels wall time. A reminder is written by the time of its
 * event, `call_time`; its `time` is when the bot first speaks, and writing that back would move it with every save.
 */
import * as z from 'zod'
import type { Snowflake } from '@/lib/format/snowflake'
import type { AlphapyClient } from '../transport/client'
import type { Judgement } from '../transport/verify-write'
import { wireDone, wireId, wireMoment } from './fields'
import { type GuildCall, type GuildRead, readBy, writeBy } from './guild-call'

const reminderSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  channel_id: wireId,
  /** `HH:MM:SS`, when the bot first speaks. */
  time: z.string().nullish(),
  /** `HH:MM:SS`, the time of the event: this is the one to show and to edit. */
  call_time: z.string().nullish(),
  /** `0` = Monday … `6` = Sunday; older rows hold names of days. None for a single event. */
  days: z.array(z.union([z.string(), z.number()]).transform(String)).nullish(),
  message: z.string().nullish(),
  created_by: wireId.nullish(),
  location: z.string().nullish(),
  event_time: wireMoment.nullish(),
  image_url: z.string().nullish(),
  completed: z.boolean().default(false),
  last_sent_at: wireMoment.nullish(),
})

/** One reminder. */
export type GuildReminder = z.infer<typeof reminderSchema>

const listSchema = z.object({ reminders: z.array(reminderSchema) }).transform(({ reminders }) => reminders)
const createdSchema = z.object({ reminderId: z.number().int() })
const changedSchema = z.object({ reminder: reminderSchema })

/** When: once (ISO; without an offset it is Brussels time), or at `HH:MM` on weekdays, 0 = Monday. */
export type ReminderTimes = { scheduled_time: string } | { time: string; days: readonly number[] }

/** What can be changed; what is left out stays. An empty `scheduled_time` or `image_url` clears it. */
export interface ReminderChanges {
  message?: string
  name?: string
  channel_id?: Snowflake
  days?: readonly string[]
  completed?: boolean
  scheduled_time?: string
  call_time?: string
  image_url?: string
}

/** All reminders of a guild, by time. */
export function getReminders(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'reminders'),
    path: `/api/dashboard/${call.guildId}/reminders`,
    route: '/api/dashboard/:guildId/reminders',
    schema: listSchema,
    access: 'service',
  })
}

/** Creates a reminder. */
export function createReminder(
  client: AlphapyClient,
  call: GuildCall & { reminder: { message: string; channel_id: Snowflake; name?: string } & ReminderTimes },
) {
  return client.write({
    ...writeBy(call, 'reminders'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/reminders`,
    route: '/api/dashboard/:guildId/reminders',
    schema: createdSchema,
    access: 'service',
    body: call.reminder,
  })
}

/** Changes a reminder. */
export function changeReminder(
  client: AlphapyClient,
  call: GuildCall & { reminderId: number; changes: ReminderChanges },
) {
  return client.write({
    ...writeBy(call, 'reminders'),
    method: 'PUT',
    path: `/api/dashboard/${call.guildId}/reminders/${call.reminderId}`,
    route: '/api/dashboard/:guildId/reminders/:reminderId',
    schema: changedSchema,
    access: 'service',
    body: call.changes,
  })
}

/** Removes a reminder. */
export function removeReminder(client: AlphapyClient, call: GuildCall & { reminderId: number }) {
  return client.write({
    ...writeBy(call, 'reminders'),
    method: 'DELETE',
    path: `/api/dashboard/${call.guildId}/reminders/${call.reminderId}`,
    route: '/api/dashboard/:guildId/reminders/:reminderId',
    schema: wireDone,
    access: 'service',
  })
}

/** Creates the ready-made reminder of a live session at `HH:MM`; its name and message are the bot's own. */
export function createLiveSession(
  client: AlphapyClient,
  call: GuildCall & { session: { time: string; channel_id: Snowflake; days?: readonly number[]; image_url?: string } },
) {
  return client.write({
    ...writeBy(call, 'reminders'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/reminders/live-sessions`,
    route: '/api/dashboard/:guildId/reminders/live-sessions',
    schema: createdSchema,
    access: 'service',
    body: call.session,
  })
}

/** Fixed to the minute: the server drops seconds, and adds them as zeros when it answers. */
function clock(value: string | null | undefined): string {
  return (value ?? '').slice(0, 5)
}

/** Judges a change by the reminder before and the list after. Moments are compared as such, however they are written. */
export function judgeReminderChange(before: GuildReminder, changes: ReminderChanges) {
  return (now: readonly GuildReminder[]): Judgement => {
    const reminder = now.find(({ id }) => id === before.id)
    if (!reminder) return 'not-applied'
    const keys = (Object.keys(changes) as (keyof ReminderChanges)[]).filter((key) => changes[key] !== undefined)
    if (keys.every((key) => holds(reminder, key, changes[key]))) return 'applied'
    const as = (key: keyof ReminderChanges, held: GuildReminder) => JSON.stringify(heldAs(held, key))
    return keys.every((key) => as(key, reminder) === as(key, before)) ? 'not-applied' : 'in-part'
  }
}

function heldAs(reminder: GuildReminder, key: keyof ReminderChanges) {
  return key === 'scheduled_time' ? reminder.event_time : reminder[key]
}

function holds(reminder: GuildReminder, key: keyof ReminderChanges, wanted: ReminderChanges[keyof ReminderChanges]) {
  const held = heldAs(reminder, key)
  switch (key) {
    case 'call_time':
      return clock(String(wanted)) === clock(String(held))
    case 'scheduled_time':
      // Without an offset the server takes it for Brussels time: its own clock says whether it is that minute.
      if (wanted === '') return !held
      return /(Z|[+-]\d\d:\d\d)$/.test(String(wanted))
        ? Math.floor(Date.parse(String(held)) / 60_000) === Math.floor(Date.parse(String(wanted)) / 60_000)
        : String(held).slice(0, 16) === String(wanted).replace(' ', 'T').slice(0, 16)
    case 'days':
      return JSON.stringify(held ?? []) === JSON.stringify(wanted)
    default:
      return (held ?? '') === wanted || held === wanted
  }
}

/** Judges the creation of a live session, whose words are the bot's own: one more at that clock in that channel. */
export function judgeLiveSession(wanted: { time: string; channel_id: Snowflake }, before: readonly GuildReminder[]) {
  const known = new Set(before.map(({ id }) => id))
  return (now: readonly GuildReminder[]): Judgement =>
    now.some(({ id, call_time, channel_id }) => {
      return !known.has(id) && clock(call_time) === clock(wanted.time) && channel_id === wanted.channel_id
    })
      ? 'applied'
      : 'not-applied'
}

/** Judges a creation by the lists before and after: one more that says what was wanted, in the same channel. */
export function judgeReminderCreation(
  wanted: { message: string; channel_id: Snowflake },
  before: readonly GuildReminder[],
) {
  const known = new Set(before.map(({ id }) => id))
  return (now: readonly GuildReminder[]): Judgement =>
    now.some(({ id, message, channel_id }) => {
      return !known.has(id) && message === wanted.message && channel_id === wanted.channel_id
    })
      ? 'applied'
      : 'not-applied'
}
