/** Setting up, showing and removing a second factor at the auth server. */
import 'server-only'
import * as z from 'zod'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { countAttempt, settleAttempt } from '@/lib/security/attempts'
import type { Actor } from '@/lib/session/actor'
import { FirstFactorPerson } from '@/lib/session/first-factor'
import { endOthersInMind } from '@/lib/session/sign-out'
import { issuedSchema } from '@/lib/supabase/auth-api'
import { callAuth } from '@/lib/supabase/auth-call'
import { getAuthParts } from '@/lib/supabase/auth-parts'
import { authResult } from '@/lib/supabase/auth-problem'
import { readUserRecord } from '@/lib/supabase/user-record'
import { writeSession } from '@/lib/supabase/write-session'
import { factorsView, inGroups, pictureOf, readCode } from './model'
import type { Enrolment, FactorsView } from './schema'

/** Somebody inside, or at the question. */
type Person = Actor | FirstFactorPerson

const tokenOf = (person: Person) => (person instanceof FirstFactorPerson ? person.authToken : person.credentials.token)

const nonsense = () => failed(problem('unavailable', { reason: 'sign-in-away', safeToRepeat: true }))

/** The second factors of this person. */
export async function getFactors(person: Person): Promise<Result<FactorsView>> {
  const record = await readUserRecord(tokenOf(person))
  return record.ok ? ok(factorsView(record.data.factors ?? [])) : record
}

const enrolledSchema = z.object({
  id: z.uuid(),
  totp: z.object({ qr_code: z.string().min(1), secret: z.string().min(1) }),
})

/** Begins to set up an authenticator app. What was begun before and never finished is taken away. */
export async function beginEnrolment(actor: Actor): Promise<Result<Enrolment>> {
  const token = actor.credentials.token
  const record = await readUserRecord(token)
  if (!record.ok) return record
  const unfinished = (record.data.factors ?? []).filter(({ status }) => status !== 'verified')
  for (const { id } of unfinished) await callAuth(`/factors/${id}`, { method: 'DELETE', token })
  // The name must be one the person has not used; people are shown its date instead.
  const body = { factor_type: 'totp', friendly_name: new Date().toISOString(), issuer: 'Mind' }
  const answer = authResult(await callAuth('/factors', { method: 'POST', token, body }))
  if (!answer.ok) return answer
  const enrolled = enrolledSchema.safeParse(answer.data)
  if (!enrolled.success) return nonsense()
  const { id, totp } = enrolled.data
  return ok({ factorId: id, qr: pictureOf(totp.qr_code), secret: inGroups(totp.secret) })
}

/**
 * Shows the code of an app. A right one makes this session one of two factors, and its cookies are those of this answer.
 * The first right code of a new app puts it in force: sessions that have shown one factor only are over then.
 */
export async function showCode(person: Person, factorId: string, typed: string): Promise<Result<null>> {
  const account = person.userId
  const allowed = await countAttempt('verify', { account })
  if (!allowed.ok) return allowed
  const code = readCode(typed)
  if (!code) return failed(problem('invalid', { reason: 'wrong-app-code' }))
  const token = tokenOf(person)
  const challenge = authResult(await callAuth(`/factors/${factorId}/challenge`, { method: 'POST', token, body: {} }))
  if (!challenge.ok) return challenge
  const opened = z.object({ id: z.string() }).safeParse(challenge.data)
  if (!opened.success) return nonsense()
  const body = { challenge_id: opened.data.id, code }
  const verified = authResult(await callAuth(`/factors/${factorId}/verify`, { method: 'POST', token, body }))
  if (!verified.ok) return verified
  const session = issuedSchema.safeParse(verified.data)
  if (!session.success) return nonsense()
  getAuthParts().secondFactors.forget(person.userId)
  await settleAttempt('verify', { account })
  const written = await writeSession(session.data)
  if (!written.ok) return written
  await endOthersInMind(person, true, { onlyFirstFactor: true })
  return ok(null)
}

/** Takes an app away. Its codes are asked for no more. */
export async function removeFactor(actor: Actor, factorId: string): Promise<Result<null>> {
  const path = `/factors/${factorId}`
  const answer = authResult(await callAuth(path, { method: 'DELETE', token: actor.credentials.token }))
  if (!answer.ok) return answer
  getAuthParts().secondFactors.forget(actor.userId)
  return ok(null)
}
