/** Open routes outside `/api`: a constant status, and command statistics for anybody. */
import { intQuery, type Route, route } from '../route'
import type { Json } from '../wire/json-write'

const DAY_MS = 86_400_000

/** `/status` and `/top-commands`. */
export const publicRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: '/status',
    access: 'public',
    handle: async ({ world }) => ({
      online: true,
      latency: 0,
      uptime: `${Math.floor((Date.now() - world.startedAt) / 60_000)} min`,
    }),
  }),
  route({
    method: 'GET',
    pattern: '/top-commands',
    access: 'public',
    query: [intQuery('guild_id', null), intQuery('days', 7n), intQuery('limit', 10n)],
    handle: async ({ world, args }): Promise<Json> => {
      const guildId = args.get('guild_id')
      const days = args.int('days')
      try {
        const rows = await world.db.rows<{ command_name: string; uses: bigint }>(
          `select command_name, count(*) as uses from audit_logs
           where created_at >= $1 and ($2::int8 is null or guild_id = $2)
           group by command_name order by uses desc, command_name limit $3`,
          [world.ago(Number(days) * DAY_MS), typeof guildId === 'bigint' ? guildId : null, args.int('limit')],
        )
        return {
          commands: new Map(rows.map((row) => [row.command_name, row.uses])),
          period_days: days,
          guild_id: typeof guildId === 'bigint' ? guildId : null,
          total_commands: rows.length,
        }
      } catch {
        return { error: 'Failed to fetch top commands' }
      }
    },
  }),
]
