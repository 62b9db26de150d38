/** A person's own reminders. Saving one never works in the real server. */
import { type Call, intQuery, type Route, route, textParameter } from '../route'
import { type Field, integer, list, text } from '../wire/fields'
import type { Json } from '../wire/json-write'
import { HttpError } from '../wire/reply'

const IDEMPOTENT_MS = 600_000

const BODY: readonly Field[] = [
  { name: 'id', check: integer, fallback: 0n },
  { name: 'name', check: text },
  { name: 'time', check: text },
  { name: 'days', check: list(text) },
  { name: 'message', check: text },
  { name: 'channel_id', check: integer },
  { name: 'user_id', check: text },
]

interface PersonalRow {
  id: number
  name: string
  time: string | null
  days: string[] | null
  message: string | null
  channel_id: bigint
}

/** List, save, change, delete; the user id in path or body must be the caller's. */
export const personalReminderRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      pattern: '/api/reminders/{user_id}',
      access: 'linked',
      query: [intQuery('guild_id', null)],
      handle: listOwn,
    },
    [textParameter('user_id')],
  ),
  route({
    method: 'POST',
    pattern: '/api/reminders',
    access: 'linked',
    body: BODY,
    handle: (call) => save(call, 'POST'),
  }),
  route({
    method: 'PUT',
    pattern: '/api/reminders',
    access: 'linked',
    body: BODY,
    handle: (call) => save(call, 'PUT'),
  }),
  route(
    {
      method: 'DELETE',
      pattern: '/api/reminders/{reminder_id}/{created_by}',
      access: 'linked',
      handle: remove,
    },
    [textParameter('reminder_id'), textParameter('created_by')],
  ),
]

function requireSelf({ actor }: Call, userId: string): void {
  if (userId !== actor.id) throw new HttpError(403, 'Forbidden')
}

/** A row with an empty field fails the whole answer without a word. */
async function listOwn(call: Call): Promise<Json> {
  const { world, args, actor } = call
  requireSelf(call, args.text('user_id'))
  const guildId = args.get('guild_id')
  const rows = await world.db
    .rows<PersonalRow>(
      `select id, name, time::text as time, days, message, channel_id from reminders
       where created_by = $1 and ($2::int8 is null or guild_id = $2) order by id`,
      [actor.discordId, typeof guildId === 'bigint' ? guildId : null],
    )
    .catch(() => [])
  return rows.map((row) => {
    if (row.time === null || row.days === null || row.message === null) throw new Error('A field is empty')
    return {
      id: row.id,
      name: row.name,
      time: row.time.slice(0, 5),
      days: row.days,
      message: row.message,
      channel_id: row.channel_id,
      user_id: String(actor.discordId),
    }
  })
}

async function save(call: Call, operation: 'POST' | 'PUT'): Promise<Json> {
  const { world, body, actor } = call
  requireSelf(call, body.text('user_id'))
  if (alreadyDone(call, operation)) return { success: true }
  if (world.defects.personalRemindersFail) throw new Error('Clock text is bound where a time is expected')
  const channelId = body.int('channel_id')
  const guild = [...world.bot.guilds.values()].find((candidate) =>
    candidate.channels.some((channel) => channel.id === channelId),
  )
  const days = (body.optionalList('days') ?? []).map((day) => String(day))
  const values = [body.text('name'), channelId, body.text('time'), days, body.text('message')]
  if (operation === 'POST') {
    await world.db.run(
      `insert into reminders (name, channel_id, time, call_time, days, message, guild_id, created_by)
       values ($1, $2, $3, $3, $4, $5, $6, $7)`,
      [...values, guild?.id ?? 0n, actor.discordId],
    )
  } else {
    await world.db.run(
      `update reminders set name = $1, channel_id = $2, time = $3, call_time = $3, days = $4, message = $5
       where id = $6 and created_by = $7`,
      [...values, body.int('id'), actor.discordId],
    )
  }
  noteDone(call, operation)
  return { success: true }
}

/** Success even when nothing matched; an id that is no number fails without a word. */
async function remove(call: Call): Promise<Json> {
  const { world, args, actor } = call
  requireSelf(call, args.text('created_by'))
  if (!alreadyDone(call, 'DELETE')) {
    await world.db.run('delete from reminders where id = $1 and created_by = $2', [
      args.text('reminder_id'),
      actor.discordId,
    ])
    noteDone(call, 'DELETE')
  }
  return { success: true }
}

function idempotencyName({ request, actor }: Call, operation: string): string | null {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' && key !== '' ? `${operation} ${actor.id} ${key}` : null
}

function alreadyDone(call: Call, operation: string): boolean {
  const name = idempotencyName(call, operation)
  const done = name === null ? undefined : call.world.idempotent.get(name)
  return done !== undefined && call.world.kit.clock.now() - done < IDEMPOTENT_MS
}

function noteDone(call: Call, operation: string): void {
  const name = idempotencyName(call, operation)
  if (name !== null) call.world.idempotent.set(name, call.world.kit.clock.now())
}
