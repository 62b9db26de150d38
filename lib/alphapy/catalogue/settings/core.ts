/** Where the bot reports, and its reminders. */
import { define } from '../definition'

/** The settings of the `system` scope. */
export const system = define('system', {
  channels: [
    { key: 'log_channel_id', type: 'channel', default: null, channelKind: 'text' },
    { key: 'rules_channel_id', type: 'channel', default: null, channelKind: 'text' },
  ],
  detail: [
    {
      key: 'log_level',
      type: 'choice',
      default: 'verbose',
      choices: ['verbose', 'normal', 'critical'],
      effect: 'misread',
      misreadAs: 'verbose',
      note: 'levelMisread',
    },
  ],
})

/** The settings of the `reminders` scope. */
export const reminders = define('reminders', {
  all: [
    { key: 'enabled', type: 'boolean', default: true },
    { key: 'default_channel_id', type: 'channel', default: null, channelKind: 'text', nullable: true },
    { key: 'allow_everyone_mentions', type: 'boolean', default: false },
  ],
})

/** The settings of the `embedwatcher` scope. */
export const embedwatcher = define('embedwatcher', {
  watching: [
    { key: 'enabled', type: 'boolean', default: true },
    { key: 'announcements_channel_id', type: 'channel', default: null, channelKind: 'text' },
    { key: 'reminder_offset_minutes', type: 'integer', default: 60, min: 0, max: 4_320, unit: 'minutes' },
  ],
  sources: [
    { key: 'non_embed_enabled', type: 'boolean', default: false },
    { key: 'process_bot_messages', type: 'boolean', default: false },
  ],
  failures: [
    { key: 'gpt_fallback_enabled', type: 'boolean', default: true },
    { key: 'failed_parse_log_channel_id', type: 'channel', default: null, channelKind: 'text', nullable: true },
  ],
})
