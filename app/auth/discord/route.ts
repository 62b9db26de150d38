import { refreshField } from '@/features/guilds/schema'
import { startDiscord, startDiscordRefresh } from '@/features/sign-in/data'
import { log } from '@/lib/log/log'
import { routes } from '@/lib/routes'
import { csrfField } from '@/lib/security/csrf-names'
import { foreignRequestProblem } from '@/lib/security/own-request'
import { readSession } from '@/lib/session/read-session'
import { safeReturnTo } from '@/lib/session/return-to'

/** Begins a sign-in at Discord, or a visit that only reads the servers of whoever is signed in. A form that is not Mind's own begins nothing and is led to where that is said. */
export async function POST(request: Request) {
  const form = await request.formData().catch(() => new FormData())
  const wanted = form.get('next')
  const next = safeReturnTo(typeof wanted === 'string' ? wanted : undefined, routes.guilds())
  const foreign = await foreignRequestProblem(form.get(csrfField))
  if (foreign) {
    const requestId = request.headers.get('x-request-id')
    log.warn({ handler: 'auth.discord', requestId, outcome: foreign.code, reason: foreign.reason }, 'change refused')
    return leadTo(routes.login(next, { problem: foreign.reason }))
  }
  if (form.has(refreshField)) {
    const session = await readSession()
    // The page says what is the matter with the session; a sign-in begun here would replace it.
    if (session.kind !== 'signed-in') return leadTo(next)
    return leadTo(routes.leaving(await startDiscordRefresh(session.actor, next)))
  }
  return leadTo(routes.leaving(await startDiscord({ next, remember: form.has('remember') })))
}

function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}
