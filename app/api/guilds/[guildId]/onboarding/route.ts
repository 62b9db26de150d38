import type { NextRequest } from 'next/server'
import { getOnboarding, getQuestionsNow, getRulesNow } from '@/features/onboarding/data'
import { ok } from '@/lib/problems/result'
import { answerRead } from '@/lib/query/read-route'
import { requireGuild, requireGuildAnew } from '@/lib/session/gates'

/** Both lists; with `now=questions` or `now=rules` that one as it is stored at this moment. */
export async function GET(request: NextRequest, { params }: RouteContext<'/api/guilds/[guildId]/onboarding'>) {
  const { guildId } = await params
  switch (request.nextUrl.searchParams.get('now')) {
    case 'questions':
      return answerRead('onboarding', async (actor) => {
        const anew = requireGuildAnew(actor, guildId)
        return anew.ok ? getQuestionsNow(anew.data.actor, anew.data.guildId) : anew
      })
    case 'rules':
      return answerRead('onboarding', async (actor) => {
        const anew = requireGuildAnew(actor, guildId)
        return anew.ok ? getRulesNow(anew.data.actor, anew.data.guildId) : anew
      })
    default:
      return answerRead('onboarding', async (actor) => {
        const access = await requireGuild(actor, guildId)
        return access.ok ? ok(await getOnboarding(access.data)) : access
      })
  }
}
