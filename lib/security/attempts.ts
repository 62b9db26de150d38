/** Limits on attempts to get in, for the visitor of this request. */
import 'server-only'
import { cookies, headers } from 'next/headers'
import { getServerEnv } from '@/lib/env/server'
import type { Result } from '@/lib/problems/result'
import { type Attempt, AttemptCounters, type AttemptKind } from './attempt-limits'
import { clientAddress } from './client-address'
import { csrfCookieName, isCsrfToken } from './csrf'
import { requestUsesHttps } from './origin'

const holder = globalThis as typeof globalThis & { __mindAttempts?: AttemptCounters }

function counters(): AttemptCounters {
  holder.__mindAttempts ??= new AttemptCounters()
  return holder.__mindAttempts
}

/**
 * Asked before an attempt is made. Fails with `busy`, `too-many-attempts` and the wait when there were too many. What names
 * no account is counted for the browser.
 */
export async function countAttempt(kind: AttemptKind, who: { account?: string }): Promise<Result<null>> {
  return counters().count(kind, await visitorOf(who))
}

/** Told after a success that proved the person's hold of the account; not after one that proves nothing, like a code sent. */
export async function settleAttempt(kind: AttemptKind, who: { account: string }): Promise<void> {
  await counters().settle(kind, await visitorOf(who))
}

async function visitorOf({ account }: { account?: string }): Promise<Attempt> {
  const [requestHeaders, cookieStore] = await Promise.all([headers(), cookies()])
  const { MIND_ORIGIN, MIND_TRUSTED_PROXIES } = getServerEnv()
  const browser = cookieStore.get(csrfCookieName(requestUsesHttps(requestHeaders, 'http:', MIND_ORIGIN)))?.value
  return {
    account: account ?? `browser ${browser}`,
    address: clientAddress(requestHeaders, MIND_TRUSTED_PROXIES),
    browser: isCsrfToken(browser) ? browser : undefined,
  }
}
