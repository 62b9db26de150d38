import type { Consequence } from '@/lib/alphapy/catalogue/consequences'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import type { Refusal } from '@/lib/alphapy/catalogue/validate'
import type { Problem } from '@/lib/problems/problem'
import type { Result } from '@/lib/problems/result'

/** What a setting held: nothing of its own, a value Mind can read, or something else, as text. */
export type Held = { kind: 'unset' } | { kind: 'value'; value: SettingValue } | { kind: 'text'; text: string }

/** Where an entry comes from. */
export type Origin = 'command' | 'rollback'

/** A change that can be put back: the value it had, and what it holds now. */
export interface Offer {
  kind: 'offer'
  to: SettingValue
  /** The value an edit starts from: `null` = none that Mind can read. */
  base: SettingValue | null
  now: Held
  /** What it holds now is not what this change made of it. */
  changedSince: boolean
  /** What follows for the bot once it is put back. */
  follows: Consequence[]
  /** Other settings of the category that hold what the bot cannot read: a save puts them to their defaults, by key. */
  clears: string[]
}

/** The setting holds the value again that it had before. */
export interface AlreadyBack {
  kind: 'already'
  to: SettingValue
}

/** Whether a change can be put back, and why not. */
export type WayBack =
  | Offer
  | AlreadyBack
  /** The old value may not be written. */
  | { kind: 'refused'; refusal: Refusal }
  /** There is no old value to go back to, or Mind does not know the setting. */
  | { kind: 'none' }

/** One change of one setting, as the server recorded it. */
export interface Change {
  id: number
  /** Milliseconds since the epoch; `null` when the server gave none that can be read. */
  at: number | null
  /** Discord id of whoever made it; `null` = not recorded. */
  by: string | null
  /** It was made by the proven Discord account of whoever looks. */
  isOwn: boolean
  scope: string
  key: string
  origin: Origin
  before: Held
  after: Held
  way: WayBack
}

/** Which entries to show. */
export interface HistoryFilters {
  scope?: string
  /** Only within a scope. */
  key?: string
  limit: number
}

/** The recorded changes of a guild, newest first. */
export interface HistoryView {
  guildId: string
  /** When it was read from the backend. */
  readAt: number
  /** Mind's clock when this was made. */
  now: number
  staleBecause?: Problem
  filters: HistoryFilters
  changes: Change[]
}

/** Whether the running bot works with what was put back. `none`: it never will. */
export type Effect =
  | { kind: 'in-use' | 'none' | 'held-back' }
  | { kind: 'waiting'; because: 'cannot-ask' | 'no-room' | 'not-heard' }

/** What a save came to, as far as putting back one setting needs to know. */
export type SaveCame =
  | { kind: 'saved'; written: boolean; effect?: Effect }
  | { kind: 'not-applied'; why: string }
  | { kind: 'accepted' | 'in-part' | 'conflict' }

/** The safe save of settings, lent by the page. */
export type LentSave = (input: {
  guildId: string
  category: string
  personId: string
  edits: { key: string; base: SettingValue | null; mine: SettingValue }[]
}) => Promise<Result<SaveCame>>
