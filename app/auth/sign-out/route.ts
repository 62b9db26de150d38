import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { endSession } from '@/features/account/data'
import { getServerEnv } from '@/lib/env/server'
import { log } from '@/lib/log/log'
import { routes } from '@/lib/routes'
import { csrfField } from '@/lib/security/csrf-names'
import { foreignRequestProblem } from '@/lib/security/own-request'
import { readSession } from '@/lib/session/read-session'
import { removeSession } from '@/lib/supabase/session-cookie'

/** Signs out here. The cookies go whatever the auth server says; a form that is not Mind's own changes nothing. */
export async function POST(request: Request) {
  const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
  const foreign = await foreignRequestProblem(await sentToken(request))
  if (foreign) {
    const reason = foreign.reason ?? 'foreign-origin'
    log.warn({ handler: 'auth.sign-out', requestId, outcome: foreign.code, reason }, 'change refused')
    const t = await getTranslations('problems')
    return new Response(`${t(`reasons.${reason}.title`)}\n${t(`reasons.${reason}.body`)}\n`, { status: 403 })
  }
  const [session, cookieStore] = await Promise.all([readSession(), cookies()])
  if (session.kind === 'signed-in' && !(await endSession(session.actor))) {
    log.warn({ requestId }, 'the auth server did not confirm a sign-out')
  }
  const names = cookieStore.getAll().map(({ name }) => name)
  for (const { name } of removeSession(getServerEnv().MIND_COOKIE_NAME, names)) cookieStore.delete(name)
  return new Response(null, { status: 303, headers: { location: routes.login(), 'cache-control': 'no-store' } })
}

async function sentToken(request: Request): Promise<unknown> {
  try {
    return (await request.formData()).get(csrfField)
  } catch {
    return undefined
  }
}
