/** The live figures of one guild. The backend's metrics list every guild of the bot; only this one's pass here. */
import 'server-only'
import { categories, outOfReachOn, settingOf } from '@/lib/alphapy/catalogue/catalogue'
import { decodeSetting, isUnreadable } from '@/lib/alphapy/catalogue/decode'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import { getMetrics, type Metrics } from '@/lib/alphapy/endpoints/metrics'
import { getAlphapy } from '@/lib/alphapy/server'
import type { Answered } from '@/lib/alphapy/transport/client'
import { ok, type Result } from '@/lib/problems/result'
import type { LiveAccess } from '@/lib/session/gates'
import type { LlmFigures, OverviewView, ReminderFigures, TicketFigures } from './schema'

/** Figures of a guild somebody was let into. `live` reads with the patience of a poll; `signal` ends the wait. */
export async function getOverview(
  { actor, guildId }: LiveAccess,
  options: { live?: boolean; signal?: AbortSignal } = {},
): Promise<Result<OverviewView>> {
  const { credentials } = actor
  const { live = false, signal } = options
  const read = await getMetrics(getAlphapy(), { guildId, credentials, live, signal })
  return read.ok ? ok(toView(read.data, guildId)) : read
}

function toView({ value: metrics, readAt, staleBecause }: Answered<Metrics>, guildId: string): OverviewView {
  const { bot } = metrics
  // With its database down the server says zero where it should say that it does not know.
  const counts = metrics.infrastructure?.database_up !== false
  const guild = bot.guilds.find(({ id }) => id === guildId)
  return {
    readAt,
    now: Date.now(),
    ...(staleBecause ? { staleBecause } : {}),
    guild: guild ? { name: guild.name, memberCount: guild.member_count ?? null } : null,
    bot: {
      online: bot.online,
      latencyMs: bot.latency_ms ?? null,
      uptimeSeconds: bot.uptime_seconds ?? null,
      version: bot.version ?? null,
      codename: bot.codename ?? null,
      commandsLoaded: bot.commands_loaded ?? null,
    },
    llm: metrics.gpt ? toLlm(metrics.gpt) : null,
    reminders: counts && metrics.reminders ? toReminders(metrics.reminders) : null,
    tickets: counts && metrics.tickets ? toTickets(metrics.tickets) : null,
    commands: counts ? toCommands(metrics.command_usage) : null,
    infrastructure: metrics.infrastructure
      ? { databaseUp: metrics.infrastructure.database_up, poolSize: metrics.infrastructure.pool_size ?? null }
      : null,
    agents: counts ? toAgents(metrics.agent_sessions) : null,
    counters: toCounters(metrics),
    overrides: counts ? metrics.settings_overrides.filter(isSetting).length : null,
    unlisted: counts ? toUnlisted(metrics.settings_overrides) : null,
  }
}

/** Whether it is a setting of the catalogue: the bot keeps flags of its own among them. */
function isSetting({ scope, key }: Metrics['settings_overrides'][number]): boolean {
  return settingOf(scope, key) !== undefined
}

function toUnlisted(overrides: Metrics['settings_overrides']): Record<string, SettingValue> {
  const settings = categories.flatMap(outOfReachOn)
  return Object.fromEntries(
    settings.flatMap((setting) => {
      const { scope, key } = setting
      const stored = overrides.find((override) => override.scope === scope && override.key === key)
      const value = decodeSetting(setting, stored?.value ?? null)
      return value === undefined || isUnreadable(value) ? [] : [[`${scope}.${key}`, value]]
    }),
  )
}

/** The backend lists no more tickets than this, the oldest. */
const ticketsListedMax = 10

function toLlm(gpt: NonNullable<Metrics['gpt']>): LlmFigures {
  const events = [
    ...gpt.recent_successes.map((event) => ({ event, ok: true })),
    ...gpt.recent_errors.map((event) => ({ event, ok: false })),
  ]
  return {
    model: gpt.current_model ?? null,
    successes: gpt.success_count ?? null,
    errors: gpt.error_count ?? null,
    averageLatencyMs: gpt.average_latency_ms ?? null,
    tokens: gpt.total_tokens_session ?? null,
    rateLimitHits: gpt.rate_limit_hits ?? null,
    lastErrorAt: moment(gpt.last_error_time),
    // Who asked is left out: these events come from every guild of the bot.
    recent: events
      .map(({ event, ok: succeeded }) => ({
        at: moment(event.timestamp),
        ok: succeeded,
        latencyMs: event.latency_ms ?? null,
        tokens: event.tokens_used ?? null,
        errorType: event.error_type ?? null,
      }))
      .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
      .slice(0, recentMax),
  }
}

const recentMax = 5

function toReminders(reminders: NonNullable<Metrics['reminders']>): ReminderFigures {
  return {
    total: reminders.total ?? null,
    recurring: reminders.recurring ?? null,
    oneOff: reminders.one_off ?? null,
    upcoming: reminders.upcoming.map(({ id, name, channel_id, scheduled_time }) => ({
      id,
      name,
      channelId: channel_id,
      at: moment(scheduled_time),
    })),
    perChannel: Object.entries(reminders.per_channel)
      .map(([channelId, count]) => ({ channelId, count }))
      .sort((a, b) => b.count - a.count),
  }
}

function toTickets(tickets: NonNullable<Metrics['tickets']>): TicketFigures {
  return {
    total: tickets.total ?? null,
    open: tickets.open_count ?? null,
    perStatus: Object.entries(tickets.per_status).map(([status, count]) => ({ status, count })),
    averageCloseSeconds: tickets.average_close_seconds ?? null,
    isCut: tickets.open_items.length >= ticketsListedMax,
    // The backend's list holds everything that is not closed; an archived ticket waits for nobody.
    waiting: tickets.open_items
      .filter(({ status }) => status !== 'archived')
      .map(({ id, username, status, created_at }) => ({
        id,
        username: username ?? null,
        status: status ?? null,
        createdAt: moment(created_at),
      })),
  }
}

function toCommands(usage: Metrics['command_usage']): OverviewView['commands'] {
  if (!usage) return null
  return {
    top: usage.top_commands.map(({ command_name, usage_count }) => ({ name: command_name, count: usage_count })),
    total24h: usage.total_commands_24h,
    periodDays: usage.period_days,
  }
}

function toAgents(agents: Metrics['agent_sessions']): OverviewView['agents'] {
  if (!agents) return null
  const { enabled, active_sessions, started_24h, completed_24h } = agents
  return {
    enabled,
    active: active_sessions ?? null,
    started24h: started_24h ?? null,
    completed24h: completed_24h ?? null,
  }
}

function toCounters(metrics: Metrics): OverviewView['counters'] {
  const blocks = [
    { block: 'caches' as const, values: metrics.cache_metrics },
    { block: 'premium' as const, values: metrics.premium_metrics },
    { block: 'identity' as const, values: metrics.identity_metrics },
  ]
  return blocks.flatMap(({ block, values }) => {
    if (!values) return []
    const known = Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
    return known.length > 0 ? [{ block, values: known }] : []
  })
}

function moment(iso: string | null | undefined): number | null {
  const at = iso ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? null : at
}
