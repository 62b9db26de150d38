/** Signing out at the auth server, and what a person may see and change about their account. */
import 'server-only'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { routes } from '@/lib/routes'
import { countAttempt, settleAttempt } from '@/lib/security/attempts'
import type { Actor } from '@/lib/session/actor'
import { FirstFactorPerson } from '@/lib/session/first-factor'
import { forgetDiscordsWord } from '@/lib/session/gates'
import { getSessionStores } from '@/lib/session/session-stores'
import { endInMind, endOthersInMind } from '@/lib/session/sign-out'
import { callAuth, logout } from '@/lib/supabase/auth-call'
import { getAuthParts } from '@/lib/supabase/auth-parts'
import { authResult } from '@/lib/supabase/auth-problem'
import { startFlow, visitTtlMs } from '@/lib/supabase/pkce-flow'
import { readUserRecord } from '@/lib/supabase/user-record'
import { canRemoveIdentity, describeDevice, identityView } from './model'
import type { AccountView, SessionView } from './schema'

/**
 * Ends this session, in Mind at once and at the auth server. Returns whether the server confirmed it; one that was not ended
 * there is ended when its token next turns up.
 */
export async function endSession(actor: Actor | FirstFactorPerson): Promise<boolean> {
  const confirmed = await logout(tokenOf(actor), 'local')
  if (actor.sessionId) await endInMind(actor.userId, actor.sessionId, confirmed)
  return confirmed
}

function tokenOf(actor: Actor | FirstFactorPerson): string {
  return actor instanceof FirstFactorPerson ? actor.authToken : actor.credentials.token
}

/** Who this person is, as the auth server says at this moment. */
export async function getAccount(actor: Actor): Promise<Result<AccountView>> {
  const record = await readUserRecord(actor.credentials.token)
  if (!record.ok) return record
  const identities = (record.data.identities ?? []).map(identityView)
  return ok({
    email: record.data.email || undefined,
    phone: record.data.phone || undefined,
    discordId: identities.find(({ provider }) => provider === 'discord')?.accountId,
    identities: identities.map((identity) => ({ ...identity, removable: canRemoveIdentity(identities) })),
  })
}

/** The sessions of this person that Mind has seen, this one first. */
export function getSessions(actor: Actor): SessionView[] {
  const seen = getSessionStores().seen.of(actor.userId)
  const views = seen.map(({ userAgent, sessionId, ...session }) => ({
    ...session,
    sessionId,
    device: describeDevice(userAgent),
    isThis: sessionId === actor.sessionId,
  }))
  return [...views.filter(({ isThis }) => isThis), ...views.filter(({ isThis }) => !isThis)]
}

/** Ends one other session of this person in Mind, and at the auth server as soon as it turns up there. */
export async function endOtherSession(actor: Actor, sessionId: string): Promise<Result<null>> {
  const isTheirs = getSessionStores()
    .seen.of(actor.userId)
    .some((session) => session.sessionId === sessionId)
  if (!isTheirs || sessionId === actor.sessionId) return failed(problem('not-found'))
  await endInMind(actor.userId, sessionId, false)
  return ok(null)
}

/** Ends all sessions of this person but this one. In Mind that holds even when the auth server does not confirm it. */
export async function endOtherSessions(actor: Actor): Promise<Result<null>> {
  const confirmed = await logout(actor.credentials.token, 'others')
  await endOthersInMind(actor, confirmed)
  return confirmed ? ok(null) : failed(problem('unavailable', { reason: 'sign-out-unconfirmed', safeToRepeat: true }))
}

/**
 * Ends every session of this person, this one included. Returns whether the auth server confirmed it. Whoever has shown one
 * factor may do it too: the auth server would take it from them anyway.
 */
export async function endEverySession(actor: Actor | FirstFactorPerson): Promise<boolean> {
  const confirmed = await logout(tokenOf(actor), 'global')
  await endOthersInMind(actor, confirmed)
  if (actor.sessionId) await endInMind(actor.userId, actor.sessionId, confirmed)
  return confirmed
}

/**
 * Sets a new password for somebody who shows the present one: a device left open is not enough. The auth server ends every
 * other session with it, and so does Mind.
 */
export async function changePassword(
  actor: Actor,
  { current, password }: { current: string; password: string },
): Promise<Result<null>> {
  const shown = await showPassword(actor.email ?? '', current)
  if (!shown.ok) return shown
  const answer = authResult(
    await callAuth('/user', { method: 'PUT', token: actor.credentials.token, body: { password } }),
  )
  if (!answer.ok) return answer
  await endOthersInMind(actor, true)
  return ok(null)
}

/** Whether this is the password. The session that proves it ends right away. */
async function showPassword(account: string, password: string): Promise<Result<null>> {
  const allowed = await countAttempt('sign-in', { account })
  if (!allowed.ok) return allowed
  const answer = await getAuthParts().api.signInWithPassword(account, password)
  if (answer.kind === 'away') return failed(problem('unavailable', { reason: 'sign-in-away', safeToRepeat: true }))
  if (answer.kind === 'refused') {
    if (answer.code === 'over_request_rate_limit') return failed(problem('busy', { reason: 'too-many-attempts' }))
    return failed(problem('invalid', { reason: 'wrong-present-password' }))
  }
  await Promise.all([settleAttempt('sign-in', { account }), logout(answer.data.access_token, 'local')])
  return ok(null)
}

/** Removes a way to sign in. The auth server refuses the last one. With Discord goes all that Mind knew by it. */
export async function removeIdentity(actor: Actor, identityId: string): Promise<Result<null>> {
  const account = await getAccount(actor)
  if (!account.ok) return account
  const identity = account.data.identities.find((one) => one.identityId === identityId)
  const path = `/user/identities/${encodeURIComponent(identityId)}`
  const answer = authResult(await callAuth(path, { method: 'DELETE', token: actor.credentials.token }))
  if (!answer.ok) return answer
  if (identity?.provider === 'discord') {
    getAuthParts().discordIdentities.changed(actor.userId, 'unlinked')
    await forgetDiscordsWord(actor.userId)
  }
  return ok(null)
}

/** Begins to connect Discord in this browser. Answers the address of the page that leads to Discord. */
export async function beginLinking({ userId }: Actor): Promise<Result<{ href: string }>> {
  const next = routes.account({ discord: 'linked' })
  const { id } = await startFlow({ purpose: 'link', next, remember: true, userId }, visitTtlMs)
  return ok({ href: routes.leaving(id) })
}
