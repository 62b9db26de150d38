/**
 * For tests: the bot's own registry and rules, written down from measurements and sharing nothing with the catalogue, so
 * that a slip in one is seen in the other.
 */
import type { JsonValue } from '../transport/lossless-json'

/** Registered types, both spellings of text and switches taken as one. */
type RegisteredType = 'bool' | 'int' | 'float' | 'channel' | 'role' | 'str'

const names: Record<RegisteredType, string> = {
  bool: `
    onboarding.enabled embedwatcher.enabled embedwatcher.gpt_fallback_enabled embedwatcher.non_embed_enabled
    embedwatcher.process_bot_messages reminders.enabled reminders.allow_everyone_mentions ticketbot.enabled gpt.enabled
    invites.enabled gdpr.enabled automod.enabled verification.enabled growth.enabled agents.enabled
    custom_commands.enabled engagement.enabled engagement.challenges_enabled engagement.weekly_enabled
    engagement.badges_enabled engagement.streaks_enabled engagement.og_enabled engagement.streaks_nicknames faq.enabled
    rules.enabled fyi.enabled`,
  int: `
    embedwatcher.reminder_offset_minutes ticketbot.idle_days_threshold ticketbot.auto_close_days_threshold
    verification.max_payment_age_days engagement.og_cap`,
  float: 'gpt.temperature',
  channel: `
    system.log_channel_id system.rules_channel_id embedwatcher.announcements_channel_id
    embedwatcher.failed_parse_log_channel_id reminders.default_channel_id ticketbot.category_id
    invites.announcement_channel_id gdpr.channel_id automod.log_channel_id verification.category_id
    verification.reference_image_channel_id growth.log_channel_id engagement.weekly_award_channel_id`,
  role: `
    onboarding.completion_role_id onboarding.join_role_id ticketbot.staff_role_id ticketbot.escalation_role_id
    verification.verified_role_id verification.reviewer_role_id engagement.challenge_winner_role_id
    engagement.badge_role_winner engagement.badge_role_og engagement.badge_role_motivator
    engagement.badge_role_foodfluencer engagement.badge_role_sharpshooter engagement.badge_role_star`,
  str: `
    system.log_level onboarding.mode gpt.model invites.with_inviter_template invites.no_inviter_template
    automod.warn_message verification.vision_model verification.ai_prompt_context
    verification.reference_image_message_id engagement.weekly_food_channel_ids engagement.weekly_award_configs
    engagement.og_claim_text`,
}

/** Every registered setting by full name. */
export const registry: ReadonlyMap<string, RegisteredType> = new Map(
  (Object.keys(names) as RegisteredType[]).flatMap((type) =>
    names[type]
      .trim()
      .split(/\s+/)
      .map((name): [string, RegisteredType] => [name, type]),
  ),
)

/** What stands in the database for a value that was sent; `undefined` when the server leaves it out. */
export function storedText(sent: unknown): string | undefined {
  return sent === null || sent === undefined || sent === '' ? undefined : JSON.stringify(sent)
}

/** Whether the bot fails to start on a stored value, and if not whether it then holds something else than was meant. */
export function harmOf(name: string, stored: string): 'stops the bot' | 'not what was meant' | undefined {
  if (!canBeStored(stored)) return 'stops the bot'
  const bare = stored.replace(/^"+|"+$/g, '')
  switch (registry.get(name)) {
    case 'bool':
      return stored === 'true' || stored === 'false' ? undefined : 'not what was meant'
    case 'int':
    case 'channel':
    case 'role':
      return /^\s*[+-]?\d+(_\d+)*\s*$/.test(bare) ? undefined : 'stops the bot'
    case 'float':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(stored) ? undefined : 'stops the bot'
    case 'str':
      return stored.startsWith('"') || name === 'engagement.weekly_award_configs' ? undefined : 'not what was meant'
    case undefined:
      return 'not what was meant'
  }
}

/** Whether the database takes this JSON: no NUL, no half of a character. A backslash that is itself escaped begins neither. */
export function canBeStored(stored: string): boolean {
  return !/\\(u0000|ud[89a-f])/i.test(stored.replaceAll('\\\\', ''))
}

const switches =
  /^(allow_everyone_mentions|enabled|log_actions|log_to_database|gpt_fallback_enabled|non_embed_enabled|process_bot_messages|.*_enabled)$/
const ids = /(_channel_id|_role_id|_message_id)$|^(channel_id|category_id)$|^badge_role_/
const figures =
  /^(embed_watcher_offset_hours|max_tokens|reminder_offset_minutes|idle_days_threshold|auto_close_days_threshold)$/

/** What the server as measured sends for a stored value. */
export function measuredWire(key: string, stored: string): JsonValue {
  if (switches.test(key)) return /^(true|1|yes)$/i.test(stored.replace(/^"|"$/g, ''))
  if (ids.test(key)) return stored.replace(/^"+|"+$/g, '')
  if (figures.test(key)) return /^-?\d+$/.test(stored) ? Number(stored) : stored
  if (key === 'temperature') return Number.isFinite(Number(stored)) ? Number(stored) : stored
  return stored
}
