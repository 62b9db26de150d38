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
  await ended.endOne(sessionId, untilWhen(confirmed), confirmed ? 'everywhere' : 'here')
  seen.forget(userId, sessionId)
  getViewers().leave(sessionId)
}

function untilWhen(confirmed: boolean): number {
  const { longestTokenLifeMs } = getSessionStores().seen
  return Date.now() + (confirmed ? longestTokenLifeMs + graceMs : unconfirmedForMs)
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
  const begunBefore = getAuthParts().clock.now() - graceMs
  const order = { userId, begunBefore, exceptSessionId: sessionId, onlyFirstFactor }
  await ended.endPerson(order, untilWhen(confirmed), confirmed ? 'everywhere' : 'here')
  getViewers().leaveAllBut({ userId, sessionId })
  for (const other of seen.of(userId)) {
    if (other.sessionId === sessionId || (onlyFirstFactor && other.secondFactor)) continue
    await endInMind(userId, other.sessionId, confirmed)
  }
}
