/** Mind's own cookies in a page, action or handler; the door has its own way to the same names. */
import 'server-only'
import { cookies, headers } from 'next/headers'
import { getServerEnv } from '@/lib/env/server'
import { hostCookieName } from '@/lib/security/host-cookie'
import { requestUsesHttps } from '@/lib/security/origin'
import { cookieAttributes, decodeSession, type StoredSession } from './session-cookie'

/** The cookies of this visit, and what Mind's are called and how they are set. */
export async function ownCookies() {
  const [jar, requestHeaders] = await Promise.all([cookies(), headers()])
  const { MIND_COOKIE_NAME, MIND_ORIGIN } = getServerEnv()
  const https = requestUsesHttps(requestHeaders, 'http:', MIND_ORIGIN)
  return { jar, requestHeaders, name: hostCookieName(MIND_COOKIE_NAME, https), attributes: cookieAttributes(https) }
}

/** What this browser holds as its session; nothing of it is proven. */
export async function readStoredSession(): Promise<StoredSession | undefined> {
  const { jar, name } = await ownCookies()
  return decodeSession(name, (wanted) => jar.get(wanted)?.value)
}
