/** Consequences for whoever joins: onboarding, verification, invites, consent. */
import { byName, calls, grants, holdsChannels, isOn, posts, type Rules, stops } from './rules'

export const newcomers: Rules = {
  turns: byName({
    'onboarding.enabled': stops,
    'onboarding.join_role_id': grants,
    'onboarding.completion_role_id': grants,
    'verification.enabled': stops,
    'verification.verified_role_id': grants,
    'verification.category_id': holdsChannels,
    'verification.reviewer_role_id': calls,
    'invites.enabled': stops,
    'invites.announcement_channel_id': posts,
    'gdpr.enabled': stops,
    'gdpr.channel_id': posts,
  }),
  pairs: [
    {
      id: 'onboardingWithoutRulesChannel',
      names: ['onboarding.enabled', 'onboarding.mode', 'system.rules_channel_id'],
      severity: 'warn',
      instead: ['unset.system.rules_channel_id'],
      holds: (value) =>
        isOn(value('onboarding.enabled')) &&
        value('onboarding.mode') !== 'disabled' &&
        value('system.rules_channel_id') === null,
    },
    {
      id: 'completionRoleNeverGiven',
      names: ['onboarding.enabled', 'onboarding.mode', 'onboarding.completion_role_id'],
      severity: 'warn',
      instead: ['set.onboarding.completion_role_id', 'roleMoved'],
      holds: (value) =>
        value('onboarding.completion_role_id') !== null &&
        (!isOn(value('onboarding.enabled')) || value('onboarding.mode') === 'disabled'),
    },
    {
      id: 'joinRoleNeverGiven',
      names: ['onboarding.enabled', 'onboarding.join_role_id'],
      severity: 'warn',
      instead: ['set.onboarding.join_role_id', 'roleMoved'],
      holds: (value) => value('onboarding.join_role_id') !== null && !isOn(value('onboarding.enabled')),
    },
    {
      id: 'verificationWithoutRole',
      names: ['verification.enabled', 'verification.verified_role_id'],
      severity: 'warn',
      instead: ['unset.verification.verified_role_id'],
      holds: (value) => isOn(value('verification.enabled')) && value('verification.verified_role_id') === null,
    },
    {
      id: 'verificationWithoutCategory',
      names: ['verification.enabled', 'verification.category_id'],
      severity: 'warn',
      instead: ['unset.verification.category_id'],
      holds: (value) => isOn(value('verification.enabled')) && value('verification.category_id') === null,
    },
    {
      id: 'verificationWithoutReviewers',
      names: ['verification.enabled', 'verification.reviewer_role_id'],
      severity: 'note',
      instead: ['unset.verification.reviewer_role_id'],
      holds: (value) => isOn(value('verification.enabled')) && value('verification.reviewer_role_id') === null,
    },
    {
      id: 'invitesNowhere',
      names: ['invites.enabled', 'invites.announcement_channel_id'],
      severity: 'warn',
      instead: ['unset.invites.announcement_channel_id'],
      holds: (value) => isOn(value('invites.enabled')) && value('invites.announcement_channel_id') === null,
    },
    {
      id: 'consentNowhere',
      names: ['gdpr.enabled', 'gdpr.channel_id'],
      severity: 'warn',
      instead: ['unset.gdpr.channel_id'],
      holds: (value) => isOn(value('gdpr.enabled')) && value('gdpr.channel_id') === null,
    },
  ],
}
