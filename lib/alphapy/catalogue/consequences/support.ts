/** Consequences for order and help: tickets, AutoMod. */
import { byName, calls, holdsChannels, isOn, posts, type Rules, stops } from './rules'

export const support: Rules = {
  turns: byName({
    'ticketbot.enabled': stops,
    'ticketbot.category_id': holdsChannels,
    'ticketbot.staff_role_id': calls,
    'ticketbot.escalation_role_id': calls,
    'automod.enabled': (name) => [...stops(name), { when: 'on', severity: 'note', words: `on.${name}` }],
    'automod.log_channel_id': posts,
  }),
  pairs: [
    {
      id: 'ticketsWithoutCategory',
      names: ['ticketbot.enabled', 'ticketbot.category_id'],
      severity: 'warn',
      instead: ['unset.ticketbot.category_id'],
      holds: (value) => isOn(value('ticketbot.enabled')) && value('ticketbot.category_id') === null,
    },
    {
      id: 'ticketsWithoutStaff',
      names: ['ticketbot.enabled', 'ticketbot.staff_role_id'],
      severity: 'warn',
      instead: ['unset.ticketbot.staff_role_id'],
      holds: (value) => isOn(value('ticketbot.enabled')) && value('ticketbot.staff_role_id') === null,
    },
    {
      id: 'automodWithoutLog',
      names: ['automod.enabled', 'automod.log_channel_id'],
      severity: 'warn',
      instead: ['unset.automod.log_channel_id'],
      holds: (value) => isOn(value('automod.enabled')) && value('automod.log_channel_id') === null,
    },
  ],
}
