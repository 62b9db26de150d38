import { getTranslations } from 'next-intl/server'
import { endEverySession, endSession } from '@/features/account/data'
import { everywhereField } from '@/features/account/schema'
import { log } from '@/lib/log/log'
import type { ProblemReason } from '@/lib/problems/problem'
import { routes } from '@/lib/routes'
import { csrfField } from '@/lib/security/csrf-names'
import { foreignRequestProblem } from '@/lib/security/own-request'
import { readSession, type SessionState } from '@/lib/session/read-session'
import { ownCookies } from '@/lib/supabase/own-cookies'
import { removeSession } from '@/lib/supabase/session-cookie'

/**
 * Signs out, here or everywhere. The cookies go whatever the auth server says; a form that is not Mind's own changes
 * nothing.
 */
export async function POST(request: Request) {
  const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
  const form = await readForm(request)
  const foreign = await foreignRequestProblem(form?.get(csrfField))
  if (foreign) {
    const reason = foreign.reason ?? 'foreign-origin'
    log.warn({ handler: 'auth.sign-out', requestId, outcome: foreign.code, reason }, 'change refused')
    const t = await getTranslations('problems')
    return new Response(`${t(`reasons.${reason}.title`)}\n${t(`reasons.${reason}.body`)}\n`, { status: 403 })
  }
  const [session, { jar, name, attributes }] = await Promise.all([readSession(), ownCookies()])
  const everywhere = form?.has(everywhereField) ?? false
  const undone = await endSessions(session, everywhere)
  if (undone) log.warn({ requestId, everywhere, reason: undone }, 'the auth server did not confirm a sign-out')
  const names = jar.getAll().map((cookie) => cookie.name)
  for (const cookie of removeSession(name, names)) jar.set({ ...cookie, ...attributes })
  // This browser is signed out in any case; that others are not must be said.
  const location = routes.login(undefined, { problem: everywhere ? undone : undefined })
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

/** An address that a picture or a link of another page can open signs nobody out. */
export function GET(request: Request) {
  const requestId = request.headers.get('x-request-id')
  log.warn({ handler: 'auth.sign-out', requestId, reason: 'no-change-by-get' }, 'change refused')
  return new Response(null, { status: 405, headers: { allow: 'POST' } })
}

/** Ends what there is to end. Answers what could not be: anything but the cookies here, or anything but in Mind. */
async function endSessions(session: SessionState, everywhere: boolean): Promise<ProblemReason | undefined> {
  if (session.kind === 'signed-out') return everywhere ? 'signed-out-here-only' : undefined
  const person = personOf(session)
  if (!person) return 'signed-out-here-only'
  const confirmed = everywhere ? await endEverySession(person) : await endSession(person)
  return confirmed ? undefined : 'sign-out-unconfirmed'
}

function personOf(session: Exclude<SessionState, { kind: 'signed-out' }>) {
  if (session.kind === 'signed-in') return session.actor
  return session.kind === 'second-factor' ? session.person : session.leaving
}

async function readForm(request: Request): Promise<FormData | undefined> {
  try {
    return await request.formData()
  } catch {
    return undefined
  }
}
