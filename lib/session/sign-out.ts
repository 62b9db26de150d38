/** Ending sessions in Mind, where an access token would otherwise hold until it expires. */
import 'server-only'
import { getAuthParts } from '@/lib/supabase/auth-parts'
import { getSessionStores } from './session-stores'
import { getViewers } from './viewers'

/** A session the auth server did not end may come back as long as its cookie lives; this long Mind remembers at most. */
const unconfirmedForMs = 30 * 24 * 3_600_000
/** Clocks differ a little, and a person who signs in right afterwards must not be taken for one of those who left. */
const graceMs = 2_000

/** Ends one session. `confirmed`: the auth server ended it too, so only tokens already issued matter. */
export async function endInMind(userId: string, sessionId: string, confirmed: boolean): Promise<void> {
  const { ended, seen } = getSessionStores()
  const until = Date.now() + (confirmed ? seen.longestTokenLifeMs + graceMs : unconfirmedForMs)
  await ended.endOne(sessionId, until, confirmed ? 'everywhere' : 'here')
  seen.forget(userId, sessionId)
  getViewers().leave(sessionId)
}

/** Who stays when the others go. */
interface Staying {
  userId: string
  sessionId: string | undefined
}

/** Ends all other sessions of a person, those Mind has never seen included. */
export async function endOthersInMind(
  { userId, sessionId }: Staying,
  confirmed: boolean,
  { onlyFirstFactor = false }: { onlyFirstFactor?: boolean } = {},
): Promise<void> {
  const { ended, seen } = getSessionStores()
  const issuedBefore = getAuthParts().clock.now() - graceMs
  const until = Date.now() + seen.longestTokenLifeMs + graceMs
  await ended.endPerson({ userId, issuedBefore, exceptSessionId: sessionId, onlyFirstFactor }, until)
  getViewers().leaveAllBut({ userId, sessionId })
  for (const other of seen.of(userId)) {
    if (other.sessionId === sessionId || (onlyFirstFactor && other.secondFactor)) continue
    await endInMind(userId, other.sessionId, confirmed)
  }
}
