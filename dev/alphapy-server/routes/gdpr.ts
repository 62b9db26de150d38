/** How many members accepted the agreement. */
import { type Route, route } from '../route'
import { orFail } from '../wire/reply'

/** One count per guild; a member counts only where they accepted last. */
export const gdprRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: '/api/dashboard/{guild_id}/gdpr',
    since: 'B',
    access: 'guild',
    handle: ({ world, guildId }) =>
      orFail('Error fetching GDPR data', async () => {
        const rows = await world.db.rows<{ count: bigint }>(
          'select count(*) from gdpr_acceptance where guild_id = $1 and accepted = 1',
          [guildId],
        )
        return { guild_id: guildId, acceptance_count: rows[0]?.count ?? 0 }
      }),
  }),
]
