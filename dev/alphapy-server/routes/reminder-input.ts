/** Reads what people send about reminders, with the server's refusals. */
import type { PyJson } from '../wire/json-read'
import { parseInteger } from '../wire/python'
import { HttpError } from '../wire/reply'
import { brusselsEpoch, brusselsWall, clockText } from '../wire/time'
import type { World } from '../world'

const DEFAULT_OFFSET_MINUTES = 60
const FREE_REMINDERS = 10n
const IMAGES_PER_HOUR = 3
const HOUR_MS = 3_600_000

/** A channel id that must be one of the guild's channels. */
export function guildChannel(world: World, guildId: bigint, value: PyJson | undefined): bigint {
  if (value === undefined || value === null || value === '') throw new HttpError(400, 'channel_id is required')
  const channelId = typeof value === 'bigint' ? value : typeof value === 'string' ? parseInteger(value) : null
  if (channelId === null) throw new HttpError(400, 'Invalid channel_id')
  if (!world.bot.online) throw new HttpError(503, 'Bot not available to verify channel')
  const guild = world.bot.guilds.get(guildId)
  if (!guild) throw new HttpError(503, 'Guild not found')
  if (!guild.channels.some((channel) => channel.id === channelId)) {
    throw new HttpError(400, 'channel_id must belong to this guild')
  }
  return channelId
}

/** Minutes since midnight of a `HH:MM` text (further parts are dropped). */
export function clockMinutes(value: string): number {
  const [hourText, minuteText] = value.split(':')
  if (hourText === undefined || minuteText === undefined) throw new HttpError(400, 'time must be HH:MM')
  const [hours, minutes] = [hourText, minuteText].map((part) => {
    const parsed = parseInteger(part)
    if (parsed === null) throw new HttpError(400, `invalid literal for int() with base 10: '${part}'`)
    return Number(parsed)
  })
  if (hours === undefined || minutes === undefined || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
    throw new HttpError(400, 'time must be HH:MM')
  }
  return hours * 60 + minutes
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/

/** A moment of a one-off, seconds dropped; without an offset it is Brussels time, a bare date is midnight. */
export function scheduledEpoch(value: string): number {
  const found = ISO.exec(value.trim())
  const wall = `${found?.[1]}T${found?.[2] ?? '00'}:${found?.[3] ?? '00'}:00`
  if (Number.isNaN(Date.parse(`${wall}Z`))) throw new HttpError(400, 'Invalid scheduled_time')
  const offset = found?.[5]
  return offset === undefined ? brusselsEpoch(wall) : Date.parse(`${wall}${offset}`)
}

/** The two stored clock texts for an event at `minutes`: when to fire, and when it is. */
export function storedClocks(minutes: number, offsetMinutes: number): { time: string; callTime: string } {
  return { time: clockText(minutes - offsetMinutes), callTime: clockText(minutes) }
}

/** The clock of a moment in Brussels. */
export function eventMinutes(epochMs: number): number {
  return brusselsWall(epochMs).minutes
}

/** A guild's lead time in minutes. */
export async function offsetMinutes(world: World, guildId: bigint): Promise<number> {
  const rows = await world.db.rows<{ value: string }>(
    `select value::text as value from bot_settings
     where guild_id = $1 and scope = 'embedwatcher' and key = 'reminder_offset_minutes'`,
    [guildId],
  )
  const parsed = parseInteger(rows[0]?.value.replaceAll('"', '') ?? '')
  return parsed === null ? DEFAULT_OFFSET_MINUTES : Number(parsed)
}

/** Whether someone has an active premium subscription. */
async function hasPremium(world: World, discordId: bigint): Promise<boolean> {
  const rows = await world.db.rows(
    `select 1 from premium_subs where user_id = $1 and status = 'active' and (expires_at is null or expires_at > $2)`,
    [discordId, world.now()],
  )
  return rows.length > 0
}

/** Refuses an eleventh open reminder of a free user in a guild. */
export async function requireRoom(world: World, guildId: bigint, discordId: bigint): Promise<void> {
  const [row] = await world.db.rows<{ count: bigint }>(
    'select count(*) from reminders where guild_id = $1 and created_by = $2 and not completed',
    [guildId, discordId],
  )
  if ((row?.count ?? 0n) >= FREE_REMINDERS && !(await hasPremium(world, discordId))) {
    throw new HttpError(
      403,
      'You have reached the maximum of 10 reminders for your tier. Upgrade via `/premium` to create unlimited reminders.',
    )
  }
}

/** Refuses an image without premium, or a fourth new one within an hour. */
export async function requireImageRight(world: World, guildId: bigint, discordId: bigint, what: string) {
  if (!(await hasPremium(world, discordId))) {
    throw new HttpError(403, `${what} with images needs Premium. Run \`/premium\` to upgrade.`)
  }
  const name = `${guildId}:${discordId}`
  const now = world.kit.clock.now()
  const recent = (world.imageChanges.get(name) ?? []).filter((time) => now - time < HOUR_MS)
  if (recent.length >= IMAGES_PER_HOUR) {
    throw new HttpError(429, 'You can add at most 3 reminders with images per hour. Try again later.')
  }
  world.imageChanges.set(name, [...recent, now])
}
