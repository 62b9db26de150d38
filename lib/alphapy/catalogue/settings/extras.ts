/** Language model, agents, growth, custom commands, tips. */
import { define } from '../definition'

/** The settings of the `gpt` scope. */
export const gpt = define('gpt', {
  all: [
    { key: 'enabled', type: 'boolean', default: true },
    {
      key: 'model',
      type: 'text',
      default: 'grok-3',
      form: 'name',
      maxLength: 100,
      effect: 'no-guild-effect',
      note: 'oneForAll',
    },
    {
      key: 'temperature',
      type: 'float',
      default: 0.7,
      min: 0,
      max: 2,
      effect: 'no-guild-effect',
      note: 'oneForAll',
    },
  ],
})

/** The settings of the `agents` scope. */
export const agents = define('agents', {
  all: [{ key: 'enabled', type: 'boolean', default: false }],
})

/** The settings of the `growth` scope. */
export const growth = define('growth', {
  all: [
    { key: 'enabled', type: 'boolean', default: true },
    { key: 'log_channel_id', type: 'channel', default: null, channelKind: 'text' },
  ],
})

/** The settings of the `custom_commands` scope. */
export const customCommands = define('custom_commands', {
  all: [{ key: 'enabled', type: 'boolean', default: true }],
})

/** The settings of the `fyi` scope, which is read and never written. */
export const fyi = define('fyi', {
  all: [{ key: 'enabled', type: 'boolean', default: true, readOnly: 'notWritable' }],
})
