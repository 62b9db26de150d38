/** What Mind knows about one setting of the bot, as data. */

/** How the running bot treats a stored value. */
export type SettingEffect =
  /** Read back correctly. */
  | 'works'
  /** Stored, but the bot misreads it after a reload. */
  | 'misread'
  /** Stored, but the bot reads one value for all its servers. */
  | 'no-guild-effect'

/** A known limit of the bot to be said beside a setting: a key of `messages/` → `settings.effects`. */
export type EffectNote =
  | 'levelMisread'
  | 'modeMisread'
  | 'neverOff'
  | 'textQuoted'
  | 'modelQuoted'
  | 'oneForAll'
  | 'slashLosesIds'
  | 'slashIgnored'

/** Why a setting is only shown: a key of `messages/` → `validation`. */
export type ReadOnlyReason =
  /** The bot fills it in by itself; a save keeps it. */
  | 'managed'
  /** The backend offers no way to write it. */
  | 'notWritable'

interface SettingBase {
  scope: string
  key: string
  /** The part of its category it stands in: a key of `messages/` → `settings.categories.<category>.groups`. */
  group: string
  effect: SettingEffect
  /** What the bot takes every misread value for: storing this one does no harm. */
  misreadAs?: SettingValue
  note?: EffectNote
  readOnly?: ReadOnlyReason
}

/** A switch. */
export interface BooleanSetting extends SettingBase {
  type: 'boolean'
  default: boolean
}

/** A figure with limits, both included; `integer` takes whole numbers only. */
export interface NumberSetting extends SettingBase {
  type: 'integer' | 'float'
  default: number
  min: number
  max: number
  /** Unit of the figure, a key of `messages/` → `units`. */
  unit?: 'minutes' | 'days' | 'places'
}

/** A channel or role, by id; unset unless overridden. */
export interface ReferenceSetting extends SettingBase {
  type: 'channel' | 'role'
  default: null
  /** What kind of channel makes sense. */
  channelKind?: 'text' | 'category'
  /** The bot registers it as one that may be empty. It stores a JSON null then, and Mind leaves the key out. */
  nullable?: true
}

/** Words. `paragraph` may have several lines, `name` is a name without spaces. */
export interface TextSetting extends SettingBase {
  type: 'text'
  default: string | null
  form: 'paragraph' | 'name'
  maxLength: number
  /** Names that the bot replaces when they stand in braces. */
  placeholders?: readonly string[]
}

/** One of a few words; each has its own under `messages/` → `settings.choices`. */
export interface ChoiceSetting extends SettingBase {
  type: 'choice'
  default: string
  choices: readonly string[]
}

/** A list of channel ids or of weekly awards, held as text in one canonical form; unset when empty. */
export interface ListSetting extends SettingBase {
  type: 'id-list' | 'award-list'
  default: null
  maxItems: number
}

/** One of the settings the bot registers. */
export type SettingDefinition =
  | BooleanSetting
  | NumberSetting
  | ReferenceSetting
  | TextSetting
  | ChoiceSetting
  | ListSetting

/**
 * A decoded value: a switch, a figure, or text. An id counts as text; a list of ids is its ids with commas between, a list
 * of awards its compact JSON, so that equal values are equal by `===`.
 */
export type SettingValue = boolean | number | string

type Entry<Definition> = Definition extends SettingDefinition
  ? Omit<Definition, 'scope' | 'group' | 'effect'> & { effect?: SettingEffect }
  : never

/** Completes the settings of a scope, given by group in the order people meet them. */
export function define(
  scope: string,
  groups: Record<string, readonly Entry<SettingDefinition>[]>,
): readonly SettingDefinition[] {
  return Object.entries(groups).flatMap(([group, entries]) =>
    entries.map((entry): SettingDefinition => ({ effect: 'works', ...entry, scope, group })),
  )
}
