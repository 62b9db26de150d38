import * as z from 'zod'
import type { Problem } from '@/lib/problems/problem'

/** What the sign-in form sends. */
export const signInSchema = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(1_000),
  next: z.string().max(2_000),
})

/** State of the sign-in form after a refused attempt: what was typed stays, the password never comes back. */
export interface SignInState {
  email: string
  problem?: Problem
}
