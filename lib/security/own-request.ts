/** Whether the change at hand was sent by one of Mind's own pages in this very browser. */
import 'server-only'
import { cookies, headers } from 'next/headers'
import { getServerEnv } from '@/lib/env/server'
import { type Problem, problem } from '@/lib/problems/problem'
import { csrfCookieName, isCsrfToken, isOwnCsrfToken } from './csrf'
import { isOwnOrigin, requestUsesHttps } from './origin'

/** The token for the hidden field of a form; the door made sure that there is one. */
export async function readCsrfToken(): Promise<string> {
  const token = await csrfCookieValue()
  return isCsrfToken(token) ? token : ''
}

/** Why this change is refused: another origin, or a token that is not this browser's. `undefined` when it may go on. */
export async function foreignRequestProblem(sentToken: unknown): Promise<Problem | undefined> {
  if (!isOwnOrigin(await headers(), getServerEnv().MIND_ORIGIN))
    return problem('forbidden', { reason: 'foreign-origin' })
  if (isOwnCsrfToken(sentToken, await csrfCookieValue())) return undefined
  return problem('invalid', { reason: 'stale-page' })
}

async function csrfCookieValue(): Promise<string | undefined> {
  const [requestHeaders, cookieStore] = await Promise.all([headers(), cookies()])
  const https = requestUsesHttps(requestHeaders, 'http:', getServerEnv().MIND_ORIGIN)
  return cookieStore.get(csrfCookieName(https))?.value
}
