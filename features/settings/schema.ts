import * as z from 'zod'
import type { Category } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'

const settingValue = z.union([z.boolean(), z.number(), z.string().max(4_000)])

/** One change as a person made it: what they saw when they began (`null` = unset) and what they want (`null` = unset). */
const editSchema = z.object({
  key: z.string().min(1).max(100),
  base: settingValue.nullable(),
  mine: settingValue.nullable(),
})

/** What the form sends. */
export const saveSettingsSchema = z.object({
  guildId: z.string().max(40),
  category: z.string().max(60),
  edits: z.array(editSchema).min(1).max(100),
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
  /** Stored values that are not what their setting demands, as text. */
  unreadable: { key: string; text: string }[]
  /** Stored keys the catalogue does not know, as text. They are kept as they are. */
  unknown: { key: string; text: string }[]
}

/** The same setting changed by somebody else and by me, to different values. `null` = unset. */
export interface Conflict {
  key: string
  base: SettingValue | null
  theirs: SettingValue | null
  mine: SettingValue | null
}

/** What a save came to, as a read-back showed it. */
export type SaveOutcome =
  /** Everything is stored. `written`: by this save, not already before it. */
  | { kind: 'saved'; view: CategoryView; written: boolean }
  /** The backend said yes, but it could not be read back. */
  | { kind: 'accepted' }
  /** The backend failed and nothing of it is stored. */
  | { kind: 'not-applied'; view: CategoryView }
  /** Stored except for these keys, which hold something else now. */
  | { kind: 'in-part'; view: CategoryView; missing: string[] }
  /** Nothing was sent: somebody else changed the same settings. */
  | { kind: 'conflict'; view: CategoryView; conflicts: Conflict[] }
