import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'

/** What every control of a setting is given. */
export interface ControlProps<Definition extends SettingDefinition = SettingDefinition> {
  /** Of the element that its label names. */
  id: string
  /** Of the label itself. */
  labelId: string
  definition: Definition
  /** `null` = not overridden. */
  override: SettingValue | null
  onChange: (value: SettingValue | null) => void
  describedBy: string
  invalid: boolean
}

/** The look that fields share; 44 px high under a finger. */
export const fieldClass =
  'block min-h-11 w-full min-w-0 rounded-sm border border-line-strong bg-surface px-3 text-lg aria-invalid:border-bad md:min-h-9 md:text-base'
