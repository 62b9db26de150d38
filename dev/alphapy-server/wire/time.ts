/** Times as the real server writes them: ISO 8601 with microseconds, in UTC or in Brussels wall time. */

const OFFSET = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Brussels', timeZoneName: 'longOffset' })
const DATABASE_TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|([+-]\d\d)(?::?(\d\d))?)?$/

let last = { ms: 0, micros: 0 }

/**
 * A present moment with microseconds, as the database takes it: `2026-11-22T03:04:51.676119+00:00`. What is asked for later
 * within one millisecond is never earlier.
 */
export function momentText(epochMs: number): string {
  const sampled = Number(process.hrtime.bigint() % 1000n)
  const micros = epochMs === last.ms ? Math.min(999, Math.max(sampled, last.micros + 1)) : sampled
  last = { ms: epochMs, micros }
  return `${new Date(epochMs).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}+00:00`
}

/** Milliseconds of a database time. */
export function epochOf(databaseTime: string): number {
  const { date, clock, offset } = split(databaseTime)
  return Date.parse(`${date}T${clock}${offset}`)
}

/** A database time (`2026-11-22 03:04:51.6761+00`) as Python's isoformat in UTC. */
export function isoUtc(databaseTime: string): string {
  const { fraction } = split(databaseTime)
  return `${wallText(epochOf(databaseTime))}${fraction}+00:00`
}

/** The same with `Z`, as pydantic writes datetimes. */
export function isoZulu(databaseTime: string): string {
  return isoUtc(databaseTime).replace('+00:00', 'Z')
}

/** The same in Brussels wall time with its offset. */
export function isoBrussels(databaseTime: string): string {
  const epoch = epochOf(databaseTime)
  const minutes = brusselsOffsetMinutes(epoch)
  return `${wallText(epoch + minutes * 60_000)}${split(databaseTime).fraction}+${clockText(minutes)}`
}

/** Brussels' distance to UTC at a moment, in minutes (60 or 120). */
function brusselsOffsetMinutes(epochMs: number): number {
  const name = OFFSET.formatToParts(epochMs).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const found = /GMT\+(\d\d):(\d\d)/.exec(name)
  return found ? Number(found[1]) * 60 + Number(found[2]) : 0
}

/** The moment at which Brussels clocks show the given wall time (`2027-01-05T19:00:00`). */
export function brusselsEpoch(wall: string): number {
  const naive = Date.parse(`${wall}Z`)
  const guess = naive - brusselsOffsetMinutes(naive) * 60_000
  return naive - brusselsOffsetMinutes(guess) * 60_000
}

/** What Brussels clocks show at a moment: `{ date: '2027-01-05', minutes: 1140 }` (minutes since midnight). */
export function brusselsWall(epochMs: number): { date: string; minutes: number } {
  const local = new Date(epochMs + brusselsOffsetMinutes(epochMs) * 60_000)
  return { date: local.toISOString().slice(0, 10), minutes: local.getUTCHours() * 60 + local.getUTCMinutes() }
}

/** Minutes since midnight as `HH:MM`, wrapping at either end of the day. */
export function clockText(minutes: number): string {
  const wrapped = ((minutes % 1440) + 1440) % 1440
  return `${String(Math.floor(wrapped / 60)).padStart(2, '0')}:${String(wrapped % 60).padStart(2, '0')}`
}

/** A duration as the server prints it for people: `1h 1m 43s`. */
export function durationText(totalSeconds: number): string {
  const days = Math.floor(totalSeconds / 86_400)
  const hours = Math.floor((totalSeconds % 86_400) / 3600)
  const minutes = Math.floor((totalSeconds % 3600) / 60)
  const parts = [
    ...(days > 0 ? [`${days}d`] : []),
    ...(days > 0 || hours > 0 ? [`${hours}h`] : []),
    ...(days > 0 || hours > 0 || minutes > 0 ? [`${minutes}m`] : []),
    `${totalSeconds % 60}s`,
  ]
  return parts.join(' ')
}

function split(databaseTime: string): { date: string; clock: string; fraction: string; offset: string } {
  const found = DATABASE_TIME.exec(databaseTime)
  if (!found) throw new Error(`Not a database time: ${databaseTime}`)
  const [, date = '', clock = '', digits = '', hours = '+00', minutes = '00'] = found
  const fraction = Number(digits) === 0 ? '' : `.${digits.padEnd(6, '0').slice(0, 6)}`
  return { date, clock, fraction, offset: `${hours}:${minutes}` }
}

function wallText(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19)
}
