import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import type { Problem } from '@/lib/problems/problem'

/**
 * Moments are milliseconds since the epoch; `null` = the bot has none, absent block = the server does not send it, or cannot
 * know it without its database.
 */
export interface OverviewView {
  /** When the figures were read from the backend. */
  readAt: number
  /** Mind's clock when this was made, so that ages are right on a device whose clock is not. */
  now: number
  staleBecause?: Problem
  guild: { name: string; memberCount: number | null } | null
  bot: {
    online: boolean
    latencyMs: number | null
    uptimeSeconds: number | null
    version: string | null
    codename: string | null
    commandsLoaded: number | null
  }
  llm: LlmFigures | null
  reminders: ReminderFigures | null
  tickets: TicketFigures | null
  commands: { top: { name: string; count: number }[]; total24h: number; periodDays: number } | null
  infrastructure: { databaseUp: boolean; poolSize: number | null } | null
  agents: { enabled: boolean; active: number | null; started24h: number | null; completed24h: number | null } | null
  /** Counters of caches, premium checks and identity look-ups, by the backend's own names. */
  counters: { block: 'caches' | 'premium' | 'identity'; values: { name: string; value: number }[] }[]
  /** Settings of Mind's list that are changed from their default. */
  overrides: number | null
  /** What is stored of the settings that these figures alone tell, by `scope.key`. */
  unlisted: Record<string, SettingValue> | null
}

/** The language model behind the bot's commands; counted since the bot started, over all its guilds. */
export interface LlmFigures {
  model: string | null
  successes: number | null
  errors: number | null
  averageLatencyMs: number | null
  tokens: number | null
  rateLimitHits: number | null
  lastErrorAt: number | null
  recent: {
    at: number | null
    ok: boolean
    latencyMs: number | null
    tokens: number | null
    errorType: string | null
  }[]
}

/** Reminders of the guild. */
export interface ReminderFigures {
  total: number | null
  recurring: number | null
  oneOff: number | null
  upcoming: { id: number; name: string; channelId: string; at: number | null }[]
  perChannel: { channelId: string; count: number }[]
}

/** Tickets of the guild. */
export interface TicketFigures {
  total: number | null
  open: number | null
  perStatus: { status: string; count: number }[]
  averageCloseSeconds: number | null
  /** There may be more than are listed. */
  isCut: boolean
  waiting: { id: number; username: string | null; status: string | null; createdAt: number | null }[]
}
