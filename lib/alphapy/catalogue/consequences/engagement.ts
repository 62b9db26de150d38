/** Consequences for challenges, awards, badges, streaks and OG places. */
import type { SettingValue } from '../definition'
import { byName, grants, isOn, type PairRule, posts, type Rules, stops, type TurnRule, widens } from './rules'

const features = ['challenges', 'weekly', 'badges', 'streaks', 'og'].map((name) => `engagement.${name}_enabled`)
const badgeRoles = ['winner', 'og', 'motivator', 'foodfluencer', 'sharpshooter', 'star'].map(
  (name) => `engagement.badge_role_${name}`,
)

/** All badge roles are given for a badge, and missed in the same way. */
const badge = (): TurnRule[] => [
  { when: 'set', severity: 'note', words: 'set.badgeRole' },
  { when: 'moved', severity: 'note', words: 'roleMoved' },
  { when: 'unset', severity: 'note', words: 'unset.badgeRole' },
]

const without = (feature: string, name: string): PairRule['holds'] => {
  const isSet = (value: SettingValue | null) => value !== null
  return (value) => isOn(value('engagement.enabled')) && isOn(value(feature)) && !isSet(value(name))
}

export const engagement: Rules = {
  turns: byName({
    'engagement.enabled': stops,
    ...Object.fromEntries(features.map((name) => [name, stops])),
    'engagement.challenge_winner_role_id': grants,
    'engagement.weekly_award_channel_id': posts,
    'engagement.streaks_nicknames': widens,
    ...Object.fromEntries(badgeRoles.map((name) => [name, badge])),
  }),
  pairs: [
    {
      id: 'engagementMasterOff',
      names: ['engagement.enabled', ...features],
      severity: 'warn',
      instead: ['off.engagement.enabled'],
      holds: (value) => !isOn(value('engagement.enabled')) && features.some((name) => isOn(value(name))),
    },
    {
      id: 'awardsNowhere',
      names: ['engagement.enabled', 'engagement.weekly_enabled', 'engagement.weekly_award_channel_id'],
      severity: 'warn',
      instead: ['unset.engagement.weekly_award_channel_id'],
      holds: without('engagement.weekly_enabled', 'engagement.weekly_award_channel_id'),
    },
    {
      id: 'challengesWithoutRole',
      names: ['engagement.enabled', 'engagement.challenges_enabled', 'engagement.challenge_winner_role_id'],
      severity: 'note',
      instead: ['unset.engagement.challenge_winner_role_id'],
      holds: without('engagement.challenges_enabled', 'engagement.challenge_winner_role_id'),
    },
    {
      id: 'badgesWithoutRoles',
      names: ['engagement.enabled', 'engagement.badges_enabled', ...badgeRoles],
      severity: 'warn',
      holds: (value) =>
        isOn(value('engagement.enabled')) &&
        isOn(value('engagement.badges_enabled')) &&
        badgeRoles.every((name) => value(name) === null),
    },
    {
      id: 'nicknamesWithoutStreaks',
      names: ['engagement.enabled', 'engagement.streaks_enabled', 'engagement.streaks_nicknames'],
      severity: 'note',
      holds: (value) =>
        isOn(value('engagement.streaks_nicknames')) &&
        !(isOn(value('engagement.enabled')) && isOn(value('engagement.streaks_enabled'))),
    },
  ],
}
