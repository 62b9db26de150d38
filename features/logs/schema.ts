import type { Problem } from '@/lib/problems/problem'

/** Kinds of events, in the order of the filter. Each has its words under `messages/` → `logs.kinds`. */
export const logKinds = [
  'settings',
  'automod',
  'onboarding',
  'command',
  'sync',
  'ready',
  'disconnect',
  'reconnect',
  'other',
] as const

/** A kind of event. */
export type LogKind = (typeof logKinds)[number]

/** One event of the bot. */
export interface LogLine {
  /** The same for the same event in every reading. */
  id: string
  /** Milliseconds since the epoch; `null` when the bot gave none that can be read. */
  at: number | null
  kind: LogKind
  /** The bot's own name of the type. */
  type: string
  message: string
  /** It concerns the bot as a whole, not this guild alone. */
  everywhere: boolean
  /** `value`: a figure where the bot noted a measure, else text as it stands. */
  details: { name: string; value: string | number }[]
}

/** What the bot noted last, newest first. */
export interface LogsView {
  guildId: string
  /** When it was read from the backend. */
  readAt: number
  /** Mind's clock when this was made. */
  now: number
  staleBecause?: Problem
  lines: LogLine[]
}
