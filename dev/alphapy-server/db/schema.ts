/** The tables of the real database that the API touches: no triggers, no checks, no deferrable constraint. */
export const SCHEMA = `
create table if not exists bot_settings (
  guild_id int8 not null, scope text not null, key text not null, value jsonb not null, value_type text,
  updated_by int8, updated_at timestamptz default now(), primary key (guild_id, scope, key));
create table if not exists settings_history (
  id serial primary key, guild_id int8 not null, scope text not null, key text not null, old_value jsonb,
  new_value jsonb not null, value_type text, changed_by int8, changed_at timestamptz default now(),
  change_type text not null);
create table if not exists guild_onboarding_questions (
  id serial primary key, guild_id int8 not null, step_order int4 not null, question text not null,
  question_type text not null default 'select', options jsonb, followup jsonb, required bool default true,
  enabled bool default true, created_at timestamp default now(), updated_at timestamp default now(),
  unique (guild_id, step_order));
create table if not exists guild_rules (
  id serial primary key, guild_id int8 not null, rule_order int4 not null, title text not null,
  description text not null, enabled bool default true, created_at timestamp default now(),
  updated_at timestamp default now(), thumbnail_url text, image_url text, unique (guild_id, rule_order));
create table if not exists automod_actions (
  id serial primary key, guild_id int8 not null, action_type text not null, severity int4 default 1,
  config jsonb not null, is_premium bool default false, created_by int8, created_at timestamptz default now());
create table if not exists automod_rules (
  id serial primary key, guild_id int8 not null, rule_type text not null, name text not null,
  enabled bool default true, config jsonb not null, action_id int4 references automod_actions (id), created_by int8,
  created_at timestamptz default now(), updated_at timestamptz default now(), is_premium bool default false);
create table if not exists automod_logs (
  id serial primary key, guild_id int8 not null, user_id int8 not null, message_id int8, channel_id int8,
  rule_id int4 references automod_rules (id), action_taken text not null, message_content text, ai_analysis jsonb,
  context jsonb, moderator_id int8, timestamp timestamptz default now(), appeal_status text default 'none');
create table if not exists automod_stats (
  id serial primary key, guild_id int8 not null, rule_id int4 references automod_rules (id), date date not null,
  triggers_count int4 default 0, false_positives int4 default 0, avg_response_time float8,
  created_at timestamptz default now(), unique (guild_id, rule_id, date));
create table if not exists automod_user_history (
  id serial primary key, guild_id int8 not null, user_id int8 not null, rule_type text not null,
  violation_count int4 default 1, last_violation timestamptz, total_points int4 default 0, context jsonb,
  updated_at timestamptz, unique (guild_id, user_id, rule_type));
create table if not exists reminders (
  id serial primary key, guild_id int8 not null, name text not null, channel_id int8 not null, time time,
  call_time time, days text[], message text, created_by int8, origin_channel_id int8, origin_message_id int8,
  event_time timestamptz, location text, last_sent_at timestamptz, image_url text, sent_message_id int8,
  completed bool default false);
create table if not exists custom_commands (
  id serial primary key, guild_id int8 not null, name text not null, trigger_type text not null,
  trigger_value text not null, response text not null, enabled bool default true, case_sensitive bool default false,
  delete_trigger bool default false, reply_to_user bool default true, uses int4 default 0, created_by int8,
  created_at timestamptz default now(), updated_at timestamptz default now(), unique (guild_id, name));
create table if not exists engagement_badges (
  id bigserial primary key, guild_id int8 not null, user_id int8 not null, badge_key text not null,
  assigned_at timestamptz not null default now());
create table if not exists engagement_og_claims (
  guild_id int8, user_id int8, claimed_at timestamptz not null, primary key (guild_id, user_id));
create table if not exists engagement_og_setup (
  guild_id int8 primary key, message_id int8, channel_id int8, updated_at timestamptz not null);
create table if not exists engagement_challenges (
  id bigserial primary key, guild_id int8 not null, channel_id int8, mode text not null default 'leaderboard',
  title text, active bool not null default true, started_at timestamptz not null, ends_at timestamptz,
  ended_at timestamptz, winner_id int8, messages_count int4);
create table if not exists engagement_participants (
  id bigserial primary key, challenge_id int8 not null references engagement_challenges (id) on delete cascade,
  user_id int8 not null, message_count int4 not null default 0, unique (challenge_id, user_id));
create table if not exists engagement_weekly_awards (
  id bigserial primary key, guild_id int8 not null, week_start date not null, week_end date not null,
  unique (guild_id, week_start, week_end));
create table if not exists engagement_weekly_results (
  id bigserial primary key, week_id int8 not null references engagement_weekly_awards (id) on delete cascade,
  award_key text not null, user_id int8 not null, metric int4, message_id int8, unique (week_id, award_key));
create table if not exists engagement_streaks (
  guild_id int8, user_id int8, last_day date, current_days int4 not null default 0, base_nickname text,
  primary key (guild_id, user_id));
create table if not exists support_tickets (
  id serial primary key, guild_id int8 not null, user_id int8 not null, username text, description text not null,
  status text default 'open', created_at timestamptz default now(), channel_id int8, claimed_by int8,
  claimed_at timestamptz, updated_at timestamptz, escalated_to int8, archived_at timestamptz, archived_by int8);
create table if not exists audit_logs (
  id serial primary key, guild_id int8 not null, user_id int8 not null, command_name text not null,
  command_type text not null, success bool default true, error_message text, created_at timestamptz default now());
create table if not exists health_check_history (
  id serial primary key, service text not null, version text not null, uptime_seconds int4 not null,
  db_status text not null, guild_count int4, active_commands_24h int4, gpt_status text, database_pool_size int4,
  checked_at timestamptz default now());
create table if not exists alphapy_discord_links (
  innersync_user_id uuid primary key, discord_user_id int8 not null unique, linked_at timestamptz not null default now(),
  link_source text);
create table if not exists gdpr_acceptance (
  user_id int8 primary key, accepted int4 not null default 0, timestamp timestamp not null, guild_id int8);
create table if not exists verification_tickets (
  id serial primary key, guild_id int8 not null, user_id int8 not null, channel_id int8 not null,
  status text not null default 'pending', ai_can_verify bool, ai_needs_manual_review bool, ai_reason text,
  created_at timestamptz default now(), resolved_at timestamptz, resolved_by_user_id int8, rejection_reason text,
  payment_date date);
create table if not exists premium_subs (
  id serial primary key, user_id int8 not null, guild_id int8 not null, tier text not null, status text not null,
  stripe_subscription_id text, expires_at timestamptz, created_at timestamptz default now(),
  expiry_warning_sent_at timestamptz);
create index if not exists audit_logs_guild on audit_logs (guild_id, created_at);
create index if not exists settings_history_changed on settings_history (changed_at);
create unique index if not exists premium_subs_active on premium_subs (user_id) where status = 'active';
`

/** All tables, for emptying them. */
export const TABLES: readonly string[] = [...SCHEMA.matchAll(/create table if not exists (\w+)/g)].map(
  (found) => found[1] ?? '',
)
