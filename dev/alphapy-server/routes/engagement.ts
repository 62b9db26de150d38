/** Engagement of a guild, read only. */
import { type Call, type Route, route } from '../route'
import type { Json } from '../wire/json-write'
import { orFail } from '../wire/reply'
import { isoBrussels } from '../wire/time'

interface ChallengeRow {
  id: bigint
  title: string | null
  mode: string
  channel_id: bigint | null
  started_at: string
  ends_at: string | null
  ended_at: string | null
  winner_id: bigint | null
  participants: bigint
}

/** One overview; the number of participants is sent as text. */
export const engagementRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: '/api/dashboard/{guild_id}/engagement',
    since: 'C',
    access: 'service',
    handle: (call) => orFail('Failed to fetch engagement stats', () => overview(call)),
  }),
]

async function overview({ world, guildId }: Call): Promise<Json> {
  const { db } = world
  const challenges = (condition: string) =>
    db.rows<ChallengeRow>(
      `select c.*, (select count(*) from engagement_participants p where p.challenge_id = c.id) as participants
       from engagement_challenges c where guild_id = $1 and ${condition}`,
      [guildId],
    )
  const count = async (table: string): Promise<bigint> => {
    const rows = await db.rows<{ count: bigint }>(`select count(*) from ${table} where guild_id = $1`, [guildId])
    return rows[0]?.count ?? 0n
  }
  const [setup] = await db.rows<{ message_id: bigint | null; channel_id: bigint | null }>(
    'select message_id, channel_id from engagement_og_setup where guild_id = $1',
    [guildId],
  )
  const [streak] = await db.rows<{ longest: number | null }>(
    'select max(current_days) as longest from engagement_streaks where guild_id = $1',
    [guildId],
  )
  return {
    active_challenges: (await challenges('active order by started_at desc')).map((row) => ({
      id: row.id,
      title: row.title,
      mode: row.mode,
      channel_id: row.channel_id?.toString() ?? null,
      started_at: isoBrussels(row.started_at),
      ends_at: row.ends_at === null ? null : isoBrussels(row.ends_at),
      participant_count: row.participants.toString(),
    })),
    challenge_history: (await challenges('not active order by ended_at desc nulls last limit 10')).map((row) => ({
      id: row.id,
      title: row.title,
      mode: row.mode,
      winner_id: row.winner_id?.toString() ?? null,
      ended_at: row.ended_at === null ? null : isoBrussels(row.ended_at),
      participant_count: row.participants.toString(),
    })),
    og_claims_count: await count('engagement_og_claims'),
    og_setup: setup
      ? { message_id: setup.message_id?.toString() ?? null, channel_id: setup.channel_id?.toString() ?? null }
      : null,
    badges_count: await count('engagement_badges'),
    streaks_count: await count('engagement_streaks'),
    max_streak: streak?.longest ?? 0,
    latest_weekly: await latestWeek({ world, guildId }),
  }
}

async function latestWeek({ world, guildId }: Pick<Call, 'world' | 'guildId'>): Promise<Json> {
  const [week] = await world.db.rows<{ id: bigint; week_start: string; week_end: string }>(
    'select * from engagement_weekly_awards where guild_id = $1 order by week_start desc limit 1',
    [guildId],
  )
  if (!week) return null
  const results = await world.db.rows<{ award_key: string; user_id: bigint; metric: number | null }>(
    'select award_key, user_id, metric from engagement_weekly_results where week_id = $1 order by award_key',
    [week.id],
  )
  return {
    id: week.id,
    week_start: week.week_start,
    week_end: week.week_end,
    results: results.map((row) => ({ award_key: row.award_key, user_id: row.user_id.toString(), metric: row.metric })),
  }
}
