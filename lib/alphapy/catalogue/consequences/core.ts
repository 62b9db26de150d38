/** Consequences where the bot reports, reminds and watches announcements. */
import { byName, isOn, narrows, type PairRule, posts, type Rules, stops, watches, widens } from './rules'

const watcher = 'embedwatcher.enabled'
const announcements = 'embedwatcher.announcements_channel_id'

/** The switch is on by default; without a channel nothing is read. */
const isWatching: PairRule['holds'] = (value) => isOn(value(watcher)) && value(announcements) !== null

export const core: Rules = {
  turns: byName({
    'system.log_channel_id': posts,
    'system.rules_channel_id': watches,
    'reminders.enabled': stops,
    'reminders.default_channel_id': posts,
    'reminders.allow_everyone_mentions': widens,
    'embedwatcher.enabled': stops,
    'embedwatcher.announcements_channel_id': watches,
    'embedwatcher.non_embed_enabled': (name) => [...narrows(name), ...widens(name)],
    'embedwatcher.process_bot_messages': widens,
    'embedwatcher.gpt_fallback_enabled': narrows,
    'embedwatcher.failed_parse_log_channel_id': posts,
  }),
  pairs: [
    {
      id: 'remindersNowhere',
      names: ['reminders.enabled', 'reminders.default_channel_id'],
      severity: 'note',
      instead: ['unset.reminders.default_channel_id'],
      holds: (value) => isOn(value('reminders.enabled')) && value('reminders.default_channel_id') === null,
    },
    {
      id: 'everyoneWithoutReminders',
      names: ['reminders.enabled', 'reminders.allow_everyone_mentions'],
      severity: 'note',
      holds: (value) => !isOn(value('reminders.enabled')) && isOn(value('reminders.allow_everyone_mentions')),
    },
    {
      id: 'announcementsWithoutReminders',
      names: [watcher, announcements, 'reminders.enabled'],
      severity: 'warn',
      holds: (value) => isWatching(value) && !isOn(value('reminders.enabled')),
    },
    {
      id: 'announcementsNowhere',
      names: [watcher, announcements],
      severity: 'warn',
      instead: ['unset.embedwatcher.announcements_channel_id'],
      holds: (value) => isOn(value(watcher)) && value(announcements) === null,
    },
    {
      id: 'failuresNowhere',
      names: [watcher, announcements, 'embedwatcher.failed_parse_log_channel_id', 'system.log_channel_id'],
      severity: 'note',
      instead: ['unset.embedwatcher.failed_parse_log_channel_id'],
      holds: (value) =>
        isWatching(value) &&
        value('embedwatcher.failed_parse_log_channel_id') === null &&
        value('system.log_channel_id') === null,
    },
  ],
}
