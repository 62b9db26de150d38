/** Order and help: tickets, AutoMod, FAQ. */
import { define } from '../definition'

/** The settings of the `ticketbot` scope. */
export const ticketbot = define('ticketbot', {
  tickets: [
    { key: 'enabled', type: 'boolean', default: true },
    { key: 'category_id', type: 'channel', default: null, channelKind: 'category' },
    { key: 'staff_role_id', type: 'role', default: null, nullable: true },
    { key: 'escalation_role_id', type: 'role', default: null, nullable: true },
  ],
  idle: [
    {
      key: 'idle_days_threshold',
      type: 'integer',
      default: 5,
      min: 1,
      max: 30,
      unit: 'days',
      effect: 'no-guild-effect',
      note: 'oneForAll',
    },
    {
      key: 'auto_close_days_threshold',
      type: 'integer',
      default: 14,
      min: 1,
      max: 90,
      unit: 'days',
      effect: 'no-guild-effect',
      note: 'oneForAll',
    },
  ],
})

/** The settings of the `automod` scope. */
export const automod = define('automod', {
  all: [
    { key: 'enabled', type: 'boolean', default: false },
    { key: 'log_channel_id', type: 'channel', default: null, channelKind: 'text', nullable: true },
    {
      key: 'warn_message',
      type: 'text',
      default: '⚠️ Your message violates server rules.',
      form: 'paragraph',
      maxLength: 2_000,
      effect: 'misread',
      note: 'textQuoted',
    },
  ],
})

/** The settings of the `faq` scope, which no route writes. */
export const faq = define('faq', {
  all: [{ key: 'enabled', type: 'boolean', default: true, readOnly: 'notWritable' }],
})
