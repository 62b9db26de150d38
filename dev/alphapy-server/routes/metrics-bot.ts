/** The parts of metrics that come from the process itself. */
import type { LlmCall, LlmStatistics } from '../bot/llm-statistics'
import { type Generation, RELEASES, reached } from '../generation'
import { Float, type Json } from '../wire/json-write'
import { durationText, isoBrussels } from '../wire/time'
import type { World } from '../world'

const MAX_COMMANDS = 50

/** The bot: all its guilds whatever guild was asked for; nothing of Discord while it is away. */
export function botBlock(world: World): Json {
  const { bot } = world
  const uptime = bot.readySince === null ? null : Math.floor((world.kit.clock.now() - bot.readySince) / 1000)
  const commands = bot.online ? bot.commands.slice(0, MAX_COMMANDS) : []
  return {
    online: bot.online,
    latency_ms: bot.online ? new Float(bot.latencyMs) : null,
    uptime_seconds: bot.online ? uptime : null,
    uptime_human: bot.online && uptime !== null ? durationText(uptime) : null,
    commands_loaded: commands.length,
    version: RELEASES[world.generation].version,
    codename: RELEASES[world.generation].codename,
    guilds: bot.online
      ? [...bot.guilds.values()].map((guild) => ({
          id: guild.id,
          name: guild.name,
          member_count: guild.memberCount,
          owner_id: guild.ownerId,
        }))
      : [],
    commands: commands.map((command) => ({
      qualified_name: command.qualifiedName,
      description: command.description,
      type: command.type,
    })),
  }
}

/** Language-model calls since the process started, all guilds together; generation A has fewer and other names. */
export function llmBlock(llm: LlmStatistics, generation: Generation): Json {
  if (generation === 'A') return firstLlmBlock(llm)
  const lastSuccess = llm.recentSuccesses[0]
  const lastError = llm.recentErrors[0]
  return {
    last_success_time: lastSuccess ? isoBrussels(lastSuccess.at) : null,
    last_error_type: lastError?.errorType ?? null,
    last_error_time: lastError ? isoBrussels(lastError.at) : null,
    average_latency_ms: llm.successes === 0 ? 0 : Math.round(llm.totalLatencyMs / llm.successes),
    total_tokens_session: llm.totalTokens,
    current_model: llm.model,
    last_user_id: lastSuccess?.userId ?? null,
    success_count: llm.successes,
    error_count: llm.errors,
    rate_limit_hits: llm.rateLimitHits,
    last_rate_limit_time: llm.lastRateLimitAt === null ? null : isoBrussels(llm.lastRateLimitAt),
    last_success_latency_ms: lastSuccess?.latencyMs ?? null,
    recent_successes: llm.recentSuccesses.map(llmCall),
    recent_errors: llm.recentErrors.map(llmCall),
  }
}

function firstLlmBlock(llm: LlmStatistics): Json {
  const lastSuccess = llm.recentSuccesses[0]
  return {
    last_success_time: lastSuccess ? isoBrussels(lastSuccess.at) : null,
    last_error_type: llm.recentErrors[0]?.errorType ?? null,
    average_latency_ms: llm.successes === 0 ? 0 : Math.round(llm.totalLatencyMs / llm.successes),
    total_tokens_today: llm.totalTokens,
    rate_limit_reset: '~',
    current_model: llm.model,
    last_user_id: lastSuccess?.userId ?? null,
    success_count: llm.successes,
    error_count: llm.errors,
    last_success_latency_ms: lastSuccess?.latencyMs ?? null,
    recent_successes: llm.recentSuccesses.map(llmCall),
    recent_errors: llm.recentErrors.map(llmCall),
  }
}

function llmCall(call: LlmCall): Json {
  return {
    timestamp: isoBrussels(call.at),
    user_id: call.userId,
    tokens_used: call.tokens,
    latency_ms: call.latencyMs,
    error_type: call.errorType,
  }
}

/** Sizes of caches; only the limiter's is counted here, the others belong to parts without a local stand-in. */
export function cacheBlock(world: World): Json {
  return {
    command_tracker_queue_size: 0,
    command_stats_cache_size: 0,
    ip_rate_limits_size: world.limiter.size,
    sync_cooldowns_size: 0,
    ticket_cooldowns_size: 0,
    ...(reached(world.generation, 'B')
      ? {
          automod_rules_cache_size: 0,
          automod_rules_list_cache_size: 0,
          automod_rules_cache_hits: 0,
          automod_rules_cache_misses: 0,
          engagement_feature_flag_cache_size: 0,
          engagement_food_channels_cache_size: 0,
          engagement_feature_flag_cache_hits: 0,
          engagement_feature_flag_cache_misses: 0,
          engagement_food_channels_cache_hits: 0,
          engagement_food_channels_cache_misses: 0,
        }
      : {}),
  }
}

/** Premium look-ups; there is no premium service in the local stack, so they stay zero. */
export function premiumBlock(generation: Generation): Json {
  return {
    premium_checks_total: 0,
    premium_checks_core_api: 0,
    premium_checks_local: 0,
    premium_cache_hits: 0,
    premium_transfers_count: 0,
    premium_cache_size: 0,
    ...(reached(generation, 'B')
      ? { premium_guild_cache_size: 0, premium_guild_cache_hits: 0, premium_guild_cache_misses: 0 }
      : {}),
  }
}

/** Look-ups of Discord ids for user ids. */
export function identityBlock({ identities }: World): Json {
  return {
    identity_resolve_total: identities.resolved,
    identity_resolve_hit_links: identities.hits,
    identity_resolve_miss: identities.misses,
    identity_resolve_db_error: 0,
    identity_profile_fallback_used: 0,
    identity_jwt_unlinked_403: identities.unlinkedRefusals,
    identity_link_webhook_ok: 0,
    identity_link_webhook_conflict: 0,
    identity_link_webhook_503: 0,
  }
}
