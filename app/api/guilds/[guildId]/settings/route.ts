import type { NextRequest } from 'next/server'
import { getCategory, getCategoryNow } from '@/features/settings/data'
import { isCategory } from '@/lib/alphapy/catalogue/catalogue'
import { problem } from '@/lib/problems/problem'
import { failed, ok } from '@/lib/problems/result'
import { answerRead } from '@/lib/query/read-route'
import { requireGuild, requireGuildAnew } from '@/lib/session/gates'

/** One category; with `now=1` as it is stored at this moment. */
export async function GET(request: NextRequest, { params }: RouteContext<'/api/guilds/[guildId]/settings'>) {
  const { guildId } = await params
  const { searchParams } = request.nextUrl
  const category = searchParams.get('category') ?? ''
  return answerRead('settings', async (actor) => {
    if (!isCategory(category)) return failed(problem('not-found'))
    if (searchParams.get('now') === '1') {
      const anew = requireGuildAnew(actor, guildId)
      return anew.ok ? getCategoryNow(anew.data.actor, anew.data.guildId, category) : anew
    }
    const access = await requireGuild(actor, guildId)
    return access.ok ? ok(getCategory(access.data, category)) : access
  })
}
