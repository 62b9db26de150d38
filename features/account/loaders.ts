import 'server-only'
import { cache } from 'react'
import { ok, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import { requireActor } from '@/lib/session/gates'
import { getAccount, getSessions } from './data'
import type { AccountView, SessionView } from './schema'

/** What the account page shows of this visit, without asking anybody. Moments in milliseconds since the epoch. */
interface VisitView {
  signedInUntil: number
  renewedAt: number | undefined
  sessions: SessionView[]
  now: number
}

/** This session and the others of the person. */
export const loadVisit = cache(async (): Promise<Result<VisitView>> => {
  const actor = await requireActor()
  return actor.ok ? ok(visitView(actor.data)) : actor
})

function visitView(actor: Actor): VisitView {
  const { expiresAt, issuedAt } = actor
  return { signedInUntil: expiresAt, renewedAt: issuedAt, sessions: getSessions(actor), now: Date.now() }
}

/** Who is signed in, asked of the auth server. */
export const loadAccount = cache(async (): Promise<Result<AccountView>> => {
  const actor = await requireActor()
  return actor.ok ? getAccount(actor.data) : actor
})
