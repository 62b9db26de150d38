/** The settings catalogue: every category Mind can show, and its settings in the order people meet them. */
import type { SettingDefinition } from './definition'
import { remindersSettings } from './reminders'

/** Categories with a page. */
export const categories = ['reminders'] as const

/** A category with a page. */
export type Category = (typeof categories)[number]

const definitions: Record<Category, readonly SettingDefinition[]> = {
  reminders: remindersSettings,
}

/** True for the name of a category with a page. */
export function isCategory(name: string): name is Category {
  return (categories as readonly string[]).includes(name)
}

/** The settings of a category, in order. */
export function settingsOf(category: Category): readonly SettingDefinition[] {
  return definitions[category]
}
