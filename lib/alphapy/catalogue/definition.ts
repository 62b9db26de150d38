/** What Mind knows about one setting of the bot, as data. */

/** How the running bot treats a stored value. */
export type SettingEffect =
  /** Read back correctly. */
  | 'works'
  /** Stored, but the bot misreads its own text after a reload. */
  | 'misread'
  /** Stored, but the bot reads one global value only. */
  | 'no-guild-effect'

interface SettingBase {
  scope: string
  key: string
  effect: SettingEffect
}

/** A switch. */
export interface BooleanSetting extends SettingBase {
  type: 'boolean'
  default: boolean
}

/** A whole number with limits, both included. */
export interface IntegerSetting extends SettingBase {
  type: 'integer'
  default: number
  min: number
  max: number
  /** Unit of the figure, a key of `messages/` → `units`. */
  unit?: string
}

/** A channel or role, by id; unset unless overridden. */
export interface ReferenceSetting extends SettingBase {
  type: 'channel' | 'role'
  default: null
}

/** One of the settings the bot registers. */
export type SettingDefinition = BooleanSetting | IntegerSetting | ReferenceSetting

/** A decoded value: a switch, a figure, or text (an id counts as text). */
export type SettingValue = boolean | number | string
