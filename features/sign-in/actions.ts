'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { definePublicAction } from '@/lib/actions/define-action'
import { problem } from '@/lib/problems/problem'
import { routes } from '@/lib/routes'
import { csrfField } from '@/lib/security/csrf-names'
import { safeReturnTo } from '@/lib/session/return-to'
import { signInWithPassword } from './data'
import { type SignInState, signInSchema } from './schema'

const attemptSignIn = definePublicAction({
  name: 'sign-in.password',
  input: signInSchema,
  run: ({ email, password }) => signInWithPassword({ email, password }),
})

/** Signs in from the form, with or without scripts, and goes on to the address that was wanted. */
export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const field = (name: string) => String(form.get(name) ?? '')
  const input = { email: field('email').trim(), password: field('password'), next: field('next') }
  const result = await attemptSignIn(input, field(csrfField))
  if (result.ok) redirect(safeReturnTo(input.next, routes.guilds()) as Route)
  const { problem: found } = result
  // A malformed address is, for the person, the same thing as a wrong one.
  const shown = found.code === 'invalid' && !found.reason ? problem('invalid', { reason: 'wrong-password' }) : found
  return { email: input.email, problem: shown }
}
