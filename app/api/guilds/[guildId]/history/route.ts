import type { NextRequest } from 'next/server'
import { renewHistory } from '@/features/history/data'
import { readFilters } from '@/features/history/model'
import { answerRead } from '@/lib/query/read-route'
import { requireGuild } from '@/lib/session/gates'

/** Has the changes of a guild read anew, for the page that asks for them next. */
export async function GET(request: NextRequest, { params }: RouteContext<'/api/guilds/[guildId]/history'>) {
  const { guildId } = await params
  const filters = readFilters(Object.fromEntries(request.nextUrl.searchParams))
  return answerRead('history', async (actor) => {
    const access = await requireGuild(actor, guildId)
    return access.ok ? renewHistory(access.data, filters) : access
  })
}
