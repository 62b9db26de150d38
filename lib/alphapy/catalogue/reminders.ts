import type { SettingDefinition } from './definition'

/** The settings of the `reminders` category. */
export const remindersSettings: readonly SettingDefinition[] = [
  { scope: 'reminders', key: 'enabled', type: 'boolean', default: true, effect: 'works' },
  { scope: 'reminders', key: 'default_channel_id', type: 'channel', default: null, effect: 'works' },
  { scope: 'reminders', key: 'allow_everyone_mentions', type: 'boolean', default: false, effect: 'works' },
]
