/** The operational log: the last hundred events of the process, all guilds together. */
import type { Json } from './wire/json-write'

const CAPACITY = 100
const EVENT_TYPES = new Set([
  'BOT_READY',
  'BOT_DISCONNECT',
  'BOT_RECONNECT',
  'GUILD_SYNC',
  'ONBOARDING_ERROR',
  'SETTINGS_CHANGED',
  'COG_ERROR',
])

/** One event; `guildId` null means it concerns all guilds, `timestamp` is ISO 8601 in UTC. */
export interface OperationalEvent {
  timestamp: string
  type: string
  guildId: bigint | null
  message: string
  details: { [key: string]: Json }
}

/** A ring of events, newest first when read. */
export class OperationalLog {
  private events: OperationalEvent[] = []

  /** Records an event; an unknown type is kept as SETTINGS_CHANGED with its name in the details. */
  record(event: OperationalEvent): void {
    const known = EVENT_TYPES.has(event.type)
    this.events.push(
      known
        ? event
        : { ...event, type: 'SETTINGS_CHANGED', details: { ...event.details, original_event_type: event.type } },
    )
    this.events.sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0))
    this.events = this.events.slice(-CAPACITY)
  }

  /** A guild's own events and the global ones, newest first; `types` null means every type. */
  list(guildId: bigint, limit: number, types: readonly string[] | null): OperationalEvent[] {
    const wanted = types?.filter((type) => EVENT_TYPES.has(type))
    return this.events
      .filter(
        (event) => (event.guildId === null || event.guildId === guildId) && (!wanted || wanted.includes(event.type)),
      )
      .reverse()
      .slice(0, Math.min(Math.max(limit, 1), 100))
  }

  /** Forgets everything, as a restart does. */
  clear(): void {
    this.events = []
  }
}
