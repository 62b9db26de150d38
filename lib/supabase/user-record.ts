/** A person as the auth server knows them: what they may see about themself. */
import 'server-only'
import { cache } from 'react'
import * as z from 'zod'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { callAuth } from './auth-call'
import { authResult } from './auth-problem'

const moment = z.string().transform((text) => Date.parse(text) || undefined)
const text = z.string().nullish().catch(undefined)

const identitySchema = z.object({
  identity_id: z.string(),
  id: z.string(),
  provider: z.string(),
  created_at: moment.optional(),
  identity_data: z
    .object({
      email: text,
      phone: text,
      full_name: text,
      custom_claims: z.object({ global_name: text }).nullish().catch(undefined),
    })
    .nullish(),
})

const recordSchema = z.object({
  id: z.string(),
  email: text,
  phone: text,
  identities: z.array(identitySchema).nullish(),
  factors: z
    .array(z.object({ id: z.string(), status: z.string(), factor_type: z.string(), created_at: moment.optional() }))
    .nullish(),
})

/** A person's record. Of an identity only what its provider says; a profile the person can edit is left out. */
export type UserRecord = z.infer<typeof recordSchema>

/** The record of whoever this access token belongs to, read once per render. */
export const readUserRecord = cache(async (accessToken: string): Promise<Result<UserRecord>> => {
  const answer = authResult(await callAuth('/user', { method: 'GET', token: accessToken }))
  if (!answer.ok) return answer
  const record = recordSchema.safeParse(answer.data)
  return record.success
    ? ok(record.data)
    : failed(problem('unavailable', { reason: 'sign-in-away', safeToRepeat: true }))
})
