import * as z from 'zod'
import type { Category } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import type { Reload } from '@/lib/alphapy/reload-bot'
import type { ChangeWriter } from '@/lib/ledger/writers'

const settingValue = z.union([z.boolean(), z.number(), z.string().max(4_000)])

/** One change as a person made it: what they saw when they began (`null` = unset) and what they want (`null` = unset). */
const editSchema = z.object({
  key: z.string().min(1).max(100),
  base: settingValue.nullable(),
  mine: settingValue.nullable(),
  /** What the same person sent before and heard no end of: stored by now, it is no change of somebody else. */
  sent: z.array(settingValue.nullable()).max(20).optional(),
})

/** What the form sends. */
export const saveSettingsSchema = z.object({
  guildId: z.string().max(40),
  category: z.string().max(60),
  /** None: what the bot cannot read goes back to its default, and nothing else. */
  edits: z.array(editSchema).max(100),
  /** The stored settings the person had before their eyes; only what is said of others' changes depends on it. */
  seen: z.record(z.string().max(100), settingValue).optional(),
  /** Whose changes these are. Another person's session does not save them. */
  personId: z.string().max(100).optional(),
  /** Why, in the person's own words, for the record. */
  reason: z.string().trim().max(300).optional(),
})

/** One change of one setting. */
export type Edit = z.infer<typeof editSchema>

/** The state of one category as its page shows it. */
export interface CategoryView {
  guildId: string
  category: Category
  readAt: number
  /** Mind's clock when this was made. */
  now: number
  /** Stored overrides Mind understands; a key that is absent has its default. */
  stored: Record<string, SettingValue>
  /** Stored overrides of other categories on which it depends what follows from a change here, by full name. */
  elsewhere: Record<string, SettingValue>
  /** Stored values that are not what their setting demands, as text. */
  unreadable: { key: string; text: string }[]
  /** Stored keys the catalogue does not know, as text. They are kept as they are. */
  unknown: { key: string; text: string }[]
}

/** A setting that was changed since I looked, to something else than I want. `null` = unset. */
export interface Conflict {
  key: string
  base: SettingValue | null
  theirs: SettingValue | null
  mine: SettingValue | null
  /** What is stored now, as text, when it is no value of this setting; `theirs` is `null` then. */
  theirsText?: string
  /** Who saved what is stored now in Mind, if that is on record. */
  by?: ChangeWriter
}

/** A setting that somebody else changed, from what the person had seen to what is stored. `null` = unset. */
export interface OthersChange {
  key: string
  from: SettingValue | null
  to: SettingValue | null
  /** When a reading first showed it, in milliseconds since the epoch. */
  seenAt: number
  /** Who saved it in Mind, if that is on record. */
  by?: ChangeWriter
}

/** A setting that does not hold what was wanted. */
export interface Missing {
  key: string
  mine: SettingValue | null
  /** What it holds. `null` = unset. */
  holds: SettingValue | null
  /** It was stored, or would have been, and somebody else has put this in its place. */
  replaced: boolean
}

/** Whether the running bot works with what is stored. `none`: it never will, since it takes one value for all its servers. */
export type SaveEffect = Reload | { kind: 'none' }

/** Why nothing of a save is stored. */
export type WhyNotApplied = 'failed' | 'no-answer' | 'replaced' | 'overtaken'

/** What a save came to, as a read-back showed it. `others`: what somebody else changed in this category meanwhile. */
export type SaveOutcome =
  /**
   * Everything is stored. `written`: by this save, not already before it; only then there is an `effect`. `cleared`:
   * stored values that the bot could not read and that went back to their defaults. `idle`: what of it the bot takes one
   * value of for all its servers, whatever the `effect` of the rest.
   */
  | {
      kind: 'saved'
      view: CategoryView
      written: boolean
      others: OthersChange[]
      cleared: string[]
      effect?: SaveEffect
      idle?: string[]
    }
  /** The backend said yes, but it could not be read back. */
  | { kind: 'accepted' }
  /**
   * Nothing of it is stored: the backend failed, or gave no answer (then it may still come), or said yes and somebody else
   * has put the category back since (`replaced`), or without a yes something else is stored by now (`overtaken`).
   */
  | { kind: 'not-applied'; view: CategoryView; why: WhyNotApplied; others: OthersChange[] }
  /** Stored except for these. */
  | { kind: 'in-part'; view: CategoryView; missing: Missing[]; others: OthersChange[] }
  /** Nothing was sent: somebody else changed the same settings. `readAt`: when that was seen. */
  | { kind: 'conflict'; view: CategoryView; conflicts: Conflict[]; others: OthersChange[]; readAt: number }
