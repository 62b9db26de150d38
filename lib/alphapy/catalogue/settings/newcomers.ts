/** What meets somebody who joins: onboarding, verification, invites, consent. */
import { define } from '../definition'

/** Discord takes no longer message. */
const longestMessage = 2_000

/** The settings of the `onboarding` scope. */
export const onboarding = define('onboarding', {
  flow: [
    { key: 'enabled', type: 'boolean', default: true, effect: 'misread', misreadAs: true, note: 'neverOff' },
    {
      key: 'mode',
      type: 'choice',
      default: 'rules_with_questions',
      choices: ['rules_with_questions', 'rules_only', 'questions_only', 'disabled'],
      effect: 'misread',
      note: 'modeMisread',
    },
  ],
  roles: [
    { key: 'join_role_id', type: 'role', default: null, nullable: true },
    { key: 'completion_role_id', type: 'role', default: null, nullable: true },
  ],
})

/** The settings of the `rules` scope, which no route writes. */
export const rules = define('rules', {
  all: [{ key: 'enabled', type: 'boolean', default: true, readOnly: 'notWritable' }],
})

/** The settings of the `verification` scope. */
export const verification = define('verification', {
  flow: [
    { key: 'enabled', type: 'boolean', default: true },
    { key: 'verified_role_id', type: 'role', default: null, nullable: true },
    { key: 'category_id', type: 'channel', default: null, channelKind: 'category' },
    { key: 'reviewer_role_id', type: 'role', default: null, nullable: true },
  ],
  checks: [
    // The registry knows no limits for this one; these are the slash command's.
    { key: 'max_payment_age_days', type: 'integer', default: 35, min: 1, max: 365, unit: 'days' },
    {
      key: 'ai_prompt_context',
      type: 'text',
      default: null,
      form: 'paragraph',
      maxLength: 1_000,
      effect: 'misread',
      note: 'textQuoted',
    },
    {
      key: 'vision_model',
      type: 'text',
      default: 'grok-4-1-fast-reasoning',
      form: 'name',
      maxLength: 100,
      effect: 'misread',
      note: 'modelQuoted',
    },
  ],
  reference: [
    {
      key: 'reference_image_channel_id',
      type: 'channel',
      default: null,
      channelKind: 'text',
      readOnly: 'managed',
    },
    {
      key: 'reference_image_message_id',
      type: 'text',
      default: null,
      form: 'name',
      maxLength: 20,
      readOnly: 'managed',
    },
  ],
})

const invitePlaceholders = ['member', 'member_name', 'inviter', 'inviter_name', 'count'] as const

/** The settings of the `invites` scope. */
export const invites = define('invites', {
  tracking: [
    { key: 'enabled', type: 'boolean', default: true },
    { key: 'announcement_channel_id', type: 'channel', default: null, channelKind: 'text' },
  ],
  texts: [
    {
      key: 'with_inviter_template',
      type: 'text',
      default: '{member} joined! {inviter} now has {count} invites.',
      form: 'paragraph',
      maxLength: longestMessage,
      placeholders: invitePlaceholders,
      effect: 'misread',
      note: 'textQuoted',
    },
    {
      key: 'no_inviter_template',
      type: 'text',
      default: '{member} joined, but no inviter data found.',
      form: 'paragraph',
      maxLength: longestMessage,
      placeholders: invitePlaceholders,
      effect: 'misread',
      note: 'textQuoted',
    },
  ],
})

/** The settings of the `gdpr` scope. */
export const gdpr = define('gdpr', {
  all: [
    { key: 'enabled', type: 'boolean', default: true },
    { key: 'channel_id', type: 'channel', default: null, channelKind: 'text' },
  ],
})
