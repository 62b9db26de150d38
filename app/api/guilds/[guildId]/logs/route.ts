import type { NextRequest } from 'next/server'
import { getLogs } from '@/features/logs/data'
import { answerRead } from '@/lib/query/read-route'
import { requireGuildLive } from '@/lib/session/gates'

/** The log of a guild; with `now=1` as it is at this moment. */
export async function GET(request: NextRequest, { params }: RouteContext<'/api/guilds/[guildId]/logs'>) {
  const { guildId } = await params
  const now = request.nextUrl.searchParams.get('now') === '1'
  return answerRead('logs', async (actor) => {
    const access = await requireGuildLive(actor, guildId, { live: !now })
    return access.ok ? getLogs(access.data, { now, live: !now, signal: request.signal }) : access
  })
}
