/** Metrics: numbers of the bot and of one guild (or all) for any signed-in user; there is no guild check. */
import { type Call, intQuery, type Route, route } from '../route'
import type { Json } from '../wire/json-write'
import { isoBrussels } from '../wire/time'
import { botBlock, cacheBlock, identityBlock, llmBlock, premiumBlock } from './metrics-bot'
import {
  commandUsageBlock,
  emptyReminders,
  emptyTickets,
  overridesBlock,
  remindersBlock,
  ticketsBlock,
} from './metrics-database'

/** The same answer on two paths. */
export const metricsRoutes: readonly Route[] = ['/api/dashboard/metrics', '/api/metrics'].map((pattern) =>
  route({
    method: 'GET',
    pattern,
    access: 'user',
    query: [intQuery('guild_id', null)],
    handle: metrics,
  }),
)

async function metrics({ world, args }: Call): Promise<Json> {
  const wanted = args.get('guild_id')
  const guildId = typeof wanted === 'bigint' ? wanted : null
  const agentSessions = {
    enabled: false,
    active_sessions: 0,
    started_24h: 0,
    completed_24h: 0,
    active_origin_discord: 0,
    active_origin_app: 0,
  }
  return {
    bot: botBlock(world),
    gpt: llmBlock(world.bot.llm, world.generation),
    reminders: await orElse(() => remindersBlock(world, guildId), emptyReminders),
    tickets: await orElse(() => ticketsBlock(world, guildId), emptyTickets),
    settings_overrides: await orElse(() => overridesBlock(world, guildId), []),
    infrastructure: {
      database_up: world.db.available,
      pool_size: world.db.available ? 10 : null,
      checked_at: isoBrussels(world.now()),
    },
    command_usage: world.defects.commandUsageNull ? null : await orElse(() => commandUsageBlock(world, guildId), null),
    cache_metrics: cacheBlock(world),
    premium_metrics: premiumBlock(world.generation),
    ...(world.generation === 'C' ? { identity_metrics: identityBlock(world), agent_sessions: agentSessions } : {}),
  }
}

/** A part that cannot be read (an id beyond 64 bits, say) shows as empty instead of failing the whole. */
async function orElse(work: () => Promise<Json>, otherwise: Json): Promise<Json> {
  try {
    return await work()
  } catch {
    return otherwise
  }
}
