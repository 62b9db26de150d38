import type { NextRequest } from 'next/server'
import { getOnboarding, getQuestionsNow, getRulesNow } from '@/features/onboarding/data'
import { isSnowflake } from '@/lib/format/snowflake'
import { problem } from '@/lib/problems/problem'
import { failed, ok } from '@/lib/problems/result'
import { answerRead } from '@/lib/query/read-route'
import { requireGuild } from '@/lib/session/gates'

/** Both lists; with `now=questions` or `now=rules` that one as it is stored at this moment. */
export async function GET(request: NextRequest, { params }: RouteContext<'/api/guilds/[guildId]/onboarding'>) {
  const { guildId } = await params
  if (!isSnowflake(guildId)) return answerRead('onboarding', async () => failed(problem('not-found')))
  const now = request.nextUrl.searchParams.get('now')
  if (now === 'questions') return answerRead('onboarding', (actor) => getQuestionsNow(actor, guildId))
  if (now === 'rules') return answerRead('onboarding', (actor) => getRulesNow(actor, guildId))
  return answerRead('onboarding', async (actor) => {
    const access = await requireGuild(actor, guildId)
    return access.ok ? ok(await getOnboarding(access.data)) : access
  })
}
