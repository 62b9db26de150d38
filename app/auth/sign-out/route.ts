import { cookies, headers } from 'next/headers'
import { endSession } from '@/features/account/data'
import { getServerEnv } from '@/lib/env/server'
import { log } from '@/lib/log/log'
import { routes } from '@/lib/routes'
import { isOwnOrigin } from '@/lib/security/origin'
import { readSession } from '@/lib/session/read-session'
import { removeSession } from '@/lib/supabase/session-cookie'

/** Signs out here. The cookies go whatever the auth server says; a form of another origin changes nothing. */
export async function POST() {
  const [requestHeaders, cookieStore] = await Promise.all([headers(), cookies()])
  const env = getServerEnv()
  if (!isOwnOrigin(requestHeaders, env.MIND_ORIGIN)) return new Response(null, { status: 403 })
  const session = await readSession()
  if (session.kind === 'signed-in' && !(await endSession(session.actor))) {
    log.warn({ requestId: session.actor.requestId }, 'the auth server did not confirm a sign-out')
  }
  const names = cookieStore.getAll().map(({ name }) => name)
  for (const { name } of removeSession(env.MIND_COOKIE_NAME, names)) cookieStore.delete(name)
  return new Response(null, { status: 303, headers: { location: routes.login(), 'cache-control': 'no-store' } })
}
