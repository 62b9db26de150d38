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
