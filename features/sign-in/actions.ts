'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import * as z from 'zod'
import { defineAction, definePublicAction } from '@/lib/actions/define-action'
import { type Problem, problem } from '@/lib/problems/problem'
import { failed } from '@/lib/problems/result'
import { routes } from '@/lib/routes'
import { csrfField } from '@/lib/security/csrf-names'
import { readAwaitedMessage } from '@/lib/session/awaited-message'
import { safeReturnTo } from '@/lib/session/return-to'
import { askForMessage, confirmLink, enterCode, setNewPassword, signInWithPassword } from './data'
import { codeSchema, linkSchema, messageSchema, newPasswordSchema, passwordSchema, type SignInState } from './schema'

// All of these take plain forms, with or without scripts: a success leads on by a redirect, a refusal comes back as state.

const attemptPassword = definePublicAction({ name: 'sign-in.password', input: passwordSchema, run: signInWithPassword })
const attemptMessage = definePublicAction({ name: 'sign-in.message', input: messageSchema, run: askForMessage })
const attemptLink = definePublicAction({ name: 'sign-in.link', input: linkSchema, run: confirmLink })
const attemptNewPassword = defineAction({
  name: 'sign-in.new-password',
  input: newPasswordSchema,
  run: (actor, { password }) => setNewPassword(actor, password),
})
const attemptCode = definePublicAction({
  name: 'sign-in.code',
  input: codeSchema,
  run: async ({ code }) => {
    const awaited = await readAwaitedMessage()
    return awaited ? enterCode(awaited, code) : failed(problem('invalid', { reason: 'flow-expired' }))
  },
})
const attemptAgain = definePublicAction({
  name: 'sign-in.message-again',
  input: z.object({}),
  run: async () => {
    const awaited = await readAwaitedMessage()
    return awaited ? askForMessage(awaited) : failed(problem('invalid', { reason: 'flow-expired' }))
  },
})

// Whoever calls an action by hand may send what is no form: it has no fields then.
const field = (form: FormData, name: string) => (form instanceof FormData ? String(form.get(name) ?? '') : '')
const isTicked = (form: FormData, name: string) => form instanceof FormData && form.has(name)
const nextOf = (form: FormData) => safeReturnTo(field(form, 'next'), routes.guilds()) as Route

/** Password, or with the form's other button a message to the same address. */
export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const [to, remember, next] = [field(form, 'email').trim(), isTicked(form, 'remember'), nextOf(form)]
  if (field(form, 'way') === 'email') return sendMessage(form, 'email', to)
  const input = { email: to, password: field(form, 'password'), remember }
  const result = await attemptPassword(input, field(form, csrfField))
  if (result.ok) redirect(next)
  // A malformed address is, for the person, the same thing as a wrong one.
  return { to, remember, problem: unlessNamed(result.problem, 'wrong-password') }
}

/** A code to a telephone. */
export async function sendPhoneCode(_before: SignInState, form: FormData): Promise<SignInState> {
  return sendMessage(form, 'phone', field(form, 'phone').trim())
}

/** A message that leads to a new password. */
export async function sendRecovery(_before: SignInState, form: FormData): Promise<SignInState> {
  return sendMessage(form, 'recovery', field(form, 'email').trim())
}

async function sendMessage(form: FormData, way: 'email' | 'phone' | 'recovery', to: string): Promise<SignInState> {
  const [remember, next] = [way === 'recovery' || isTicked(form, 'remember'), nextOf(form)]
  const result = await attemptMessage({ way, to, next, remember }, field(form, csrfField))
  if (result.ok) redirect(routes.login(next, { with: 'code' }))
  return { to, remember, problem: unlessNamed(result.problem, 'address-refused') }
}

/** The code of the awaited message, or with the form's other button the message once more. */
export async function submitCode(_before: SignInState, form: FormData): Promise<SignInState> {
  const csrf = field(form, csrfField)
  const awaited = await readAwaitedMessage()
  if (field(form, 'way') === 'again') {
    const sent = await attemptAgain({}, csrf)
    return sent.ok ? { sentAgain: true } : { problem: sent.problem }
  }
  const result = await attemptCode({ code: field(form, 'code') }, csrf)
  if (!result.ok) return { problem: unlessNamed(result.problem, 'wrong-code') }
  redirect(awaited?.way === 'recovery' ? routes.newPassword(nextOf(form)) : nextOf(form))
}

/** The button behind a link of a message: only this spends the link. */
export async function submitLink(_before: SignInState, form: FormData): Promise<SignInState> {
  const type = field(form, 'type')
  const remember = isTicked(form, 'remember')
  const input = { tokenHash: field(form, 'tokenHash'), type: type as z.input<typeof linkSchema>['type'], remember }
  const result = await attemptLink(input, field(form, csrfField))
  if (!result.ok) return { remember, problem: unlessNamed(result.problem, 'link-expired') }
  redirect(type === 'recovery' ? routes.newPassword(nextOf(form)) : nextOf(form))
}

/** A new password, for somebody who has just come in by a message. */
export async function saveNewPassword(_before: SignInState, form: FormData): Promise<SignInState> {
  const result = await attemptNewPassword({ password: field(form, 'password') }, field(form, csrfField))
  if (result.ok) redirect(nextOf(form))
  return { problem: unlessNamed(result.problem, 'weak-password') }
}

/** What the form's own schema refused has no words of its own yet. */
function unlessNamed(found: Problem, reason: NonNullable<Problem['reason']>): Problem {
  return found.code === 'invalid' && !found.reason ? { ...found, reason } : found
}
