/** The settings the bot registers: 70 names with a type. Types have two spellings each, as in the bot. */

/** A registered type. */
export type SettingType = 'channel' | 'role' | 'bool' | 'boolean' | 'int' | 'float' | 'str' | 'string'

const BY_TYPE: Readonly<Record<SettingType, readonly string[]>> = {
  channel: [
    'system.log_channel_id',
    'system.rules_channel_id',
    'embedwatcher.announcements_channel_id',
    'embedwatcher.failed_parse_log_channel_id',
    'reminders.default_channel_id',
    'ticketbot.category_id',
    'invites.announcement_channel_id',
    'gdpr.channel_id',
    'automod.log_channel_id',
    'verification.category_id',
    'verification.reference_image_channel_id',
    'growth.log_channel_id',
    'engagement.weekly_award_channel_id',
  ],
  role: [
    'onboarding.completion_role_id',
    'onboarding.join_role_id',
    'ticketbot.staff_role_id',
    'ticketbot.escalation_role_id',
    'verification.verified_role_id',
    'verification.reviewer_role_id',
    'engagement.challenge_winner_role_id',
    'engagement.badge_role_winner',
    'engagement.badge_role_og',
    'engagement.badge_role_motivator',
    'engagement.badge_role_foodfluencer',
    'engagement.badge_role_sharpshooter',
    'engagement.badge_role_star',
  ],
  bool: [
    'embedwatcher.enabled',
    'embedwatcher.gpt_fallback_enabled',
    'embedwatcher.non_embed_enabled',
    'embedwatcher.process_bot_messages',
    'reminders.enabled',
    'reminders.allow_everyone_mentions',
    'ticketbot.enabled',
    'gpt.enabled',
    'invites.enabled',
    'gdpr.enabled',
    'automod.enabled',
    'verification.enabled',
    'growth.enabled',
    'agents.enabled',
    'custom_commands.enabled',
    'engagement.enabled',
    'engagement.challenges_enabled',
    'engagement.weekly_enabled',
    'engagement.badges_enabled',
    'engagement.streaks_enabled',
    'engagement.og_enabled',
    'engagement.streaks_nicknames',
    'faq.enabled',
    'rules.enabled',
    'fyi.enabled',
  ],
  boolean: ['onboarding.enabled'],
  int: [
    'embedwatcher.reminder_offset_minutes',
    'ticketbot.idle_days_threshold',
    'ticketbot.auto_close_days_threshold',
    'verification.max_payment_age_days',
    'engagement.og_cap',
  ],
  float: ['gpt.temperature'],
  str: [
    'gpt.model',
    'invites.with_inviter_template',
    'invites.no_inviter_template',
    'verification.vision_model',
    'verification.ai_prompt_context',
    'verification.reference_image_message_id',
    'engagement.weekly_food_channel_ids',
    'engagement.weekly_award_configs',
    'engagement.og_claim_text',
  ],
  string: ['system.log_level', 'onboarding.mode', 'automod.warn_message'],
}

const TYPES = new Map<string, SettingType>()
for (const type of ['channel', 'role', 'bool', 'boolean', 'int', 'float', 'str', 'string'] as const) {
  for (const name of BY_TYPE[type]) TYPES.set(name, type)
}

/** The registered type of a setting, or undefined when the bot does not know it. */
export function settingType(scope: string, key: string): SettingType | undefined {
  return TYPES.get(`${scope}.${key}`)
}

/** Whether a type holds a Discord id. */
export function isIdType(type: SettingType | undefined): boolean {
  return type === 'channel' || type === 'role'
}
