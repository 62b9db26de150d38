/** What the bot's events are, in Mind's own kinds. Pure. */
import type { LogEvent } from '@/lib/alphapy/endpoints/logs'
import { type JsonValue, stringifyJson } from '@/lib/alphapy/transport/lossless-json'
import { type LogKind, type LogLine, logKinds } from './schema'

/** True for the name of a kind. */
export function isLogKind(name: unknown): name is LogKind {
  return typeof name === 'string' && (logKinds as readonly string[]).includes(name)
}

const kindByType: Record<string, LogKind> = {
  BOT_READY: 'ready',
  BOT_DISCONNECT: 'disconnect',
  BOT_RECONNECT: 'reconnect',
  GUILD_SYNC: 'sync',
  ONBOARDING_ERROR: 'onboarding',
  COG_ERROR: 'command',
}

/**
 * The kind of an event. The bot notes three things as a changed setting: changes (they say what was done), AutoMod hits
 * (they do not), and types it does not know (they carry their own name).
 */
export function kindOf({ event_type, details }: Pick<LogEvent, 'event_type' | 'details'>): LogKind {
  if (event_type !== 'SETTINGS_CHANGED') {
    return (Object.hasOwn(kindByType, event_type) ? kindByType[event_type] : undefined) ?? 'other'
  }
  const says = (name: string) => details?.[name] !== undefined && details[name] !== null
  if (says('original_event_type')) return 'other'
  return says('action') ? 'settings' : 'automod'
}

/** The events a guild may see, as lines in the order given. Equal events get different ids. */
export function toLines(events: readonly LogEvent[], guildId: string): LogLine[] {
  const seen = new Map<string, number>()
  return events
    .filter(({ guild_id }) => (guild_id ?? guildId) === guildId)
    .map((event) => {
      const { timestamp, event_type, message, guild_id, details } = event
      const name = `${timestamp} ${event_type} ${message}`
      const repeats = seen.get(name) ?? 0
      seen.set(name, repeats + 1)
      const at = Date.parse(timestamp)
      return {
        id: repeats > 0 ? `${name} ${repeats}` : name,
        at: Number.isNaN(at) ? null : at,
        kind: kindOf(event),
        type: event_type,
        message,
        everywhere: guild_id === null || guild_id === undefined,
        details: Object.entries(details ?? {}).map(([name, value]) => ({ name, value: detailValue(name, value) })),
      }
    })
}

/** A number that is an id is no figure: nobody wants it grouped by thousands. */
function detailValue(name: string, value: JsonValue): string | number {
  if (typeof value === 'number' && !/(^|_)id$/.test(name)) return value
  return typeof value === 'string' ? value : stringifyJson(value)
}

/** How many lines there are of each kind that occurs. */
export function countKinds(lines: readonly LogLine[]): Map<LogKind, number> {
  const counts = new Map<LogKind, number>()
  for (const { kind } of lines) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}
