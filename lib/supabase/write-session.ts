/** Writing a session into the cookies of this answer. Only in actions and route handlers. */
import 'server-only'
import { cookies, headers } from 'next/headers'
import { getServerEnv } from '@/lib/env/server'
import { requestUsesHttps } from '@/lib/security/origin'
import type { IssuedSession } from './auth-api'
import { getAuthParts } from './auth-parts'
import { cookieAttributes, decodeSession, encodeSession } from './session-cookie'

/**
 * Replaces whatever session this browser has by the given one, whole. `remember` false: the session ends with the browser;
 * left out, as it is now. The provider's token stays behind.
 */
export async function writeSession(session: IssuedSession, { remember }: { remember?: boolean } = {}): Promise<void> {
  const [jar, requestHeaders] = await Promise.all([cookies(), headers()])
  const { MIND_COOKIE_NAME: name, MIND_ORIGIN } = getServerEnv()
  const present = await decodeSession(name, (wanted) => jar.get(wanted)?.value)
  const expiresAt = session.expires_at ?? Math.floor(Date.now() / 1000) + session.expires_in
  const stored = { ...session, expires_at: expiresAt, remember: remember ?? present?.remember }
  const attributes = cookieAttributes(requestUsesHttps(requestHeaders, 'http:', MIND_ORIGIN))
  const names = jar.getAll().map((cookie) => cookie.name)
  for (const cookie of encodeSession(name, stored, names)) jar.set({ ...cookie, ...attributes })
  getAuthParts().noteIssued(stored)
}
