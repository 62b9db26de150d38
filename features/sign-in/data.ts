/** Signing in at the auth server: every way in ends in one session, written whole. */
import 'server-only'
import { decodeJwt } from 'jose'
import { type Problem, problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { countAttempt, settleAttempt } from '@/lib/security/attempts'
import { EqualTime } from '@/lib/security/equal-time'
import type { Actor } from '@/lib/session/actor'
import {
  type AwaitedMessage,
  awaitMessage,
  forgetAwaitedMessage,
  readAwaitedMessage,
} from '@/lib/session/awaited-message'
import { endOthersInMind } from '@/lib/session/sign-out'
import type { AuthAnswer } from '@/lib/supabase/auth-api'
import { logout } from '@/lib/supabase/auth-call'
import { getAuthParts } from '@/lib/supabase/auth-parts'
import type { Flow } from '@/lib/supabase/flow-cookie'
import { dropFlow, messageTtlMs, peekFlow, startFlow, takeFlow, visitTtlMs } from '@/lib/supabase/pkce-flow'
import type { Ways } from '@/lib/supabase/ways-in'
import { writeSession } from '@/lib/supabase/write-session'
import { isProvenByMessage, type Place, readCode, readRecipient, signInProblem, wouldTell } from './model'
import type { MessageRequest, SignInLink } from './schema'

/**
 * The time of an answer would tell whether there is an account: a password is compared, a message sent, only where there is
 * one. Kept for the process: pages and actions are bundles of their own.
 */
const holder = globalThis as typeof globalThis & {
  __mindEqualTimes?: Record<'password' | 'message' | 'code', EqualTime>
}
holder.__mindEqualTimes ??= {
  password: new EqualTime({ leastMs: 350, mostMs: 1_500 }),
  message: new EqualTime({ leastMs: 700, mostMs: 4_000 }),
  code: new EqualTime({ leastMs: 350, mostMs: 1_500 }),
}
const times = holder.__mindEqualTimes
const isRefused = (answer: AuthAnswer<unknown>) => answer.kind !== 'ok'
const isAnswered = (answer: AuthAnswer<unknown>) => answer.kind !== 'away'

/** What the list of guilds needs besides `identify` and `email`, which the auth server asks for by itself. */
const discordScopes = 'guilds'

/** Which ways in there are. */
export function getWays(): Promise<Ways> {
  return getAuthParts().waysIn.read()
}

/** Signs in. Wrong password, unknown account and account that was shut out are one answer, and take one time. */
export async function signInWithPassword(input: {
  email: string
  password: string
  remember: boolean
}): Promise<Result<null>> {
  const account = input.email
  const allowed = await countAttempt('sign-in', { account })
  if (!allowed.ok) return allowed
  const ask = () => getAuthParts().api.signInWithPassword(input.email, input.password)
  const answer = await times.password.of(ask, { holds: isRefused, counts: isAnswered })
  if (answer.kind !== 'ok') return refused('password', answer)
  await settleAttempt('sign-in', { account })
  return writeSession(answer.data, { remember: input.remember })
}

/**
 * Sends a message with a code, by e-mail also with a link, and remembers that this browser waits for it. Whether there is an
 * account can be told neither by the answer nor by its time.
 */
export async function askForMessage({ way, to, next, remember }: MessageRequest): Promise<Result<null>> {
  const address = readRecipient({ way, to })
  if (!address) return failed(problem('invalid', { reason: way === 'phone' ? 'phone-refused' : 'address-refused' }))
  const allowed = await countAttempt(way === 'recovery' ? 'reset' : 'code', { account: address })
  if (!allowed.ok) return allowed
  const { signUp, known } = await getWays()
  const message = { way, to: address, next, remember }
  const { answer, flow } = await times.message.of(() => send(message, signUp), {
    counts: (sent) => isAnswered(sent.answer),
  })
  const open = known && signUp && way !== 'recovery'
  if (answer.kind === 'away' || (answer.kind === 'refused' && !wouldTell(answer.code, { open }))) {
    const { problem: found } = refused('message', answer)
    return failed(way === 'phone' && found.reason === 'address-refused' ? { ...found, reason: 'phone-refused' } : found)
  }
  // The newest message makes the former worthless, and the way back of its link with it.
  const former = await readAwaitedMessage()
  if (former?.flow) await dropFlow(former.flow)
  await awaitMessage({ ...message, flow })
  return ok(null)
}

async function send({ way, to, next, remember }: AwaitedMessage, signUp: boolean) {
  const { api } = getAuthParts()
  if (way === 'phone') return { answer: await api.sendSms(to, signUp), flow: undefined }
  const flow = await startFlow({ purpose: way === 'recovery' ? 'recovery' : 'sign-in', next, remember }, messageTtlMs)
  const answer = way === 'recovery' ? await api.sendRecovery(to, flow) : await api.sendEmail(to, flow, signUp)
  return { answer, flow: flow.id }
}

/** Signs in by the code of the awaited message. */
export async function enterCode(awaited: AwaitedMessage, typed: string): Promise<Result<null>> {
  const { way, remember } = awaited
  // It comes from the browser, which could spell one number in a hundred ways and have tries at it for each.
  const to = readRecipient(awaited)
  if (!to) return failed(problem('invalid', { reason: 'flow-expired' }))
  const allowed = await countAttempt('verify', { account: to })
  if (!allowed.ok) return allowed
  const token = readCode(typed)
  if (!token) return failed(problem('invalid', { reason: 'wrong-code' }))
  const proof = way === 'phone' ? { phone: to, token } : { email: to, token }
  const type = ({ phone: 'sms', email: 'email', recovery: 'recovery' } as const)[way]
  const answer = await times.code.of(() => getAuthParts().api.verify(proof, type), {
    holds: isRefused,
    counts: isAnswered,
  })
  if (answer.kind !== 'ok') return refused('code', answer)
  await settleAttempt('verify', { account: to })
  await forgetAwaitedMessage()
  if (awaited.flow) await dropFlow(awaited.flow)
  return writeSession(answer.data, { remember })
}

/** Signs in by what a link carries. The link is spent by this and by nothing before. */
export async function confirmLink({ tokenHash, type, remember }: SignInLink): Promise<Result<null>> {
  // Not by what the link carries: every guess would be counted by itself.
  const allowed = await countAttempt('verify', {})
  if (!allowed.ok) return allowed
  const answer = await getAuthParts().api.verify({ token_hash: tokenHash }, type)
  if (answer.kind !== 'ok') return refused('link', answer)
  return writeSession(answer.data, { remember })
}

/** Begins a sign-in at Discord in this browser; the flow's id. */
export async function startDiscord(flow: { next: string; remember: boolean }): Promise<string> {
  const { id } = await startFlow({ purpose: 'sign-in', ...flow }, visitTtlMs)
  return id
}

/** Begins a visit to Discord that only reads this person's servers; the flow's id. */
export async function startDiscordRefresh({ userId }: Actor, next: string): Promise<string> {
  const { id } = await startFlow({ purpose: 'refresh', next, remember: true, userId }, visitTtlMs)
  return id
}

/** Discord's address for a flow that was begun in this browser. `actor`: who a linking flow must belong to. */
export async function getDiscordUrl(flowId: string, actor: Actor | undefined): Promise<FlowOutcome<string>> {
  const flow = await peekFlow(flowId)
  const outcome = (result: Result<string>) => ({ purpose: flow?.purpose, next: flow?.next, result })
  const linking = flow?.purpose === 'link'
  if (!flow || (linking && actor?.userId !== flow.userId)) {
    return outcome(failed(problem('invalid', { reason: 'flow-expired' })))
  }
  const token = linking ? actor?.credentials.token : undefined
  const answer = await getAuthParts().api.providerUrl('discord', discordScopes, flow, token)
  return outcome(answer.kind === 'ok' ? ok(answer.data) : refused('flow', answer))
}

/** Whether the session of a link shall outlive the browser: as was chosen where the message was asked for, else yes. */
export async function rememberChoice(flowId: string | undefined): Promise<boolean> {
  return (flowId ? await peekFlow(flowId) : undefined)?.remember ?? true
}

/** What came back to the callback. */
interface Comeback {
  flowId: string
  code: string | undefined
  /** The auth server's code, or else the provider's. */
  error: string | undefined
}

/** How a flow stands. Purpose and wanted address are missing when this browser did not begin it, or long ago. */
interface FlowOutcome<T> {
  purpose: Flow['purpose'] | undefined
  next: string | undefined
  result: Result<T>
}

/** Ends a flow: writes its session when it brought one. The provider's token is handed on once and kept nowhere. */
export async function finishFlow({
  flowId,
  code,
  error,
}: Comeback): Promise<FlowOutcome<{ userId: string; providerToken: string | undefined }>> {
  const flow = await takeFlow(flowId)
  const ended = (result: Result<{ userId: string; providerToken: string | undefined }>) => ({
    purpose: flow?.purpose,
    next: flow?.next,
    result,
  })
  if (error !== undefined) return ended(failed(signInProblem('flow', { code: error })))
  if (!code || !flow) return ended(failed(problem('invalid', { reason: code ? 'link-elsewhere' : 'flow-expired' })))
  const answer = await getAuthParts().api.exchangeCode(code, flow.verifier)
  if (answer.kind !== 'ok') return ended(refused('flow', answer))
  const { user, provider_token } = answer.data
  if (flow.userId !== undefined) {
    // The session at hand goes on, with whatever second factor it has shown; the one that came along is not needed.
    await logout(answer.data.access_token, 'local')
    // Anybody but the person who began it would be a session slipped in, or somebody else's servers.
    const reason = flow.purpose === 'link' ? 'flow-expired' : 'other-account'
    if (user.id !== flow.userId) return ended(failed(problem('invalid', { reason })))
  } else {
    const written = await writeSession(answer.data, { remember: flow.remember })
    if (!written.ok) return ended(written)
  }
  // Discord may just have become a way into this account, for its other sessions too.
  if (provider_token) getAuthParts().discordIdentities.changed(user.id, 'linked')
  return ended(ok({ userId: user.id, providerToken: provider_token ?? undefined }))
}

/** Why this person may not set a password without the old one just now; `undefined` when they may. */
export function newPasswordProblem(actor: Actor): Problem | undefined {
  const { amr } = decodeJwt(actor.credentials.token)
  return isProvenByMessage(amr, Date.now()) ? undefined : problem('invalid', { reason: 'proof-too-old' })
}

/** Sets the password of a person who has just come in by a message. The auth server ends their other sessions. */
export async function setNewPassword(actor: Actor, password: string): Promise<Result<null>> {
  const notNow = newPasswordProblem(actor)
  if (notNow) return failed(notNow)
  const answer = await getAuthParts().api.setPassword(actor.credentials.token, password)
  if (answer.kind !== 'ok') return refused('new-password', answer)
  await endOthersInMind(actor, true)
  return ok(null)
}

function refused(place: Place, answer: Exclude<AuthAnswer<unknown>, { kind: 'ok' }>): { ok: false; problem: Problem } {
  return { ok: false, problem: signInProblem(place, answer.kind === 'refused' ? answer : 'away') }
}
