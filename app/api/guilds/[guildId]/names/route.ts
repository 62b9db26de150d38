import { getGuildNamesNow } from '@/features/names/data'
import { answerRead } from '@/lib/query/read-route'
import { requireGuild } from '@/lib/session/gates'

/** Names of the guild's channels and roles, asked of the bot at this moment. */
export async function GET(_request: Request, { params }: RouteContext<'/api/guilds/[guildId]/names'>) {
  const { guildId } = await params
  return answerRead('names', async (actor) => {
    const access = await requireGuild(actor, guildId)
    return access.ok ? getGuildNamesNow(access.data) : access
  })
}
