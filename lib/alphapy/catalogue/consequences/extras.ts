/** Consequences for the language model, agents, growth and custom commands. */
import { byName, isOn, posts, type Rules, stops } from './rules'

export const extras: Rules = {
  turns: byName({
    'growth.enabled': stops,
    'growth.log_channel_id': posts,
    'custom_commands.enabled': stops,
    'gpt.enabled': stops,
    'agents.enabled': stops,
  }),
  pairs: [
    {
      id: 'growthNowhere',
      names: ['growth.enabled', 'growth.log_channel_id'],
      severity: 'note',
      instead: ['unset.growth.log_channel_id'],
      holds: (value) => isOn(value('growth.enabled')) && value('growth.log_channel_id') === null,
    },
  ],
}
