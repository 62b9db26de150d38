import { define } from '../definition'

/** The settings of the `engagement` scope. The first switch rules over the five features after it. */
export const engagement = define('engagement', {
  features: [
    { key: 'enabled', type: 'boolean', default: true },
    { key: 'challenges_enabled', type: 'boolean', default: false },
    { key: 'weekly_enabled', type: 'boolean', default: false },
    { key: 'badges_enabled', type: 'boolean', default: false },
    { key: 'streaks_enabled', type: 'boolean', default: false },
    { key: 'og_enabled', type: 'boolean', default: false },
  ],
  challenges: [{ key: 'challenge_winner_role_id', type: 'role', default: null, nullable: true }],
  weekly: [
    { key: 'weekly_award_channel_id', type: 'channel', default: null, channelKind: 'text', nullable: true },
    { key: 'weekly_food_channel_ids', type: 'id-list', default: null, maxItems: 100, note: 'slashLosesIds' },
    { key: 'weekly_award_configs', type: 'award-list', default: null, maxItems: 25, note: 'slashIgnored' },
  ],
  streaks: [{ key: 'streaks_nicknames', type: 'boolean', default: false }],
  og: [
    { key: 'og_cap', type: 'integer', default: 50, min: 1, max: 10_000, unit: 'places' },
    {
      key: 'og_claim_text',
      type: 'text',
      default: null,
      form: 'paragraph',
      maxLength: 2_000,
      effect: 'misread',
      note: 'textQuoted',
    },
  ],
  badges: [
    { key: 'badge_role_winner', type: 'role', default: null, nullable: true },
    { key: 'badge_role_og', type: 'role', default: null, nullable: true },
    { key: 'badge_role_motivator', type: 'role', default: null, nullable: true },
    { key: 'badge_role_foodfluencer', type: 'role', default: null, nullable: true },
    { key: 'badge_role_sharpshooter', type: 'role', default: null, nullable: true },
    { key: 'badge_role_star', type: 'role', default: null, nullable: true },
  ],
})
