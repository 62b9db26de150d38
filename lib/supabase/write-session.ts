/** A session in the cookies: written into this answer, and what became of one that could not be. */
import 'server-only'
import { log } from '@/lib/log/log'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import type { IssuedSession } from './auth-api'
import { logout } from './auth-call'
import { getAuthParts } from './auth-parts'
import { ownCookies, readStoredSession } from './own-cookies'
import { encodeSession, type StoredSession, tooLargeCookie } from './session-cookie'
import { readUnproven } from './tokens/token-claims'

/**
 * Replaces whatever session this browser has by the given one, whole. `remember` false: the session ends with the browser;
 * left out, as it is now. The provider's token stays behind. One too large for cookies is ended and changes nothing. Only in
 * actions and route handlers.
 */
export async function writeSession(
  session: IssuedSession,
  { remember }: { remember?: boolean } = {},
): Promise<Result<null>> {
  const [{ jar, requestHeaders, name, attributes }, present] = await Promise.all([ownCookies(), readStoredSession()])
  const expiresAt = session.expires_at ?? Math.floor(Date.now() / 1000) + session.expires_in
  const stored = { ...session, expires_at: expiresAt, remember: remember ?? present?.remember }
  const names = jar.getAll().map((cookie) => cookie.name)
  const encoded = encodeSession(name, stored, names)
  if (!encoded) {
    log.warn({ requestId: requestHeaders.get('x-request-id') }, 'a session too large for cookies was not kept')
    await logout(session.access_token, 'local')
    return failed(problem('unavailable', { reason: 'session-too-large' }))
  }
  for (const cookie of encoded) jar.set({ ...cookie, ...attributes })
  if (present && isAnother(present, stored)) void logout(present.access_token, 'local')
  if (jar.has(tooLargeCookie)) jar.set({ name: tooLargeCookie, value: '', maxAge: 0, ...attributes })
  getAuthParts().noteIssued(stored)
  return ok(null)
}

/** Nobody holds the former session any more; one that only goes on, with a second factor, is the same. */
function isAnother(former: StoredSession, session: StoredSession): boolean {
  const [one, other] = [former, session].map(({ access_token }) => readUnproven(access_token)?.sessionId)
  return one !== undefined && one !== other
}

/** Whether a session of this browser was given up lately because it was too large. */
export async function wasTooLarge(): Promise<boolean> {
  return (await ownCookies()).jar.has(tooLargeCookie)
}
