import { getOverview } from '@/features/overview/data'
import { answerRead } from '@/lib/query/read-route'
import { requireGuildLive } from '@/lib/session/gates'

export async function GET(request: Request, { params }: RouteContext<'/api/guilds/[guildId]/overview'>) {
  const { guildId } = await params
  return answerRead('overview', async (actor) => {
    const access = await requireGuildLive(actor, guildId, { live: true })
    return access.ok ? getOverview(access.data, { live: true, signal: request.signal }) : access
  })
}
