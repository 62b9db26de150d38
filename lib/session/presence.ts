/** Who is signed in, in the eyes of a tab: told between tabs, so that none goes on for somebody who has left. */
import { handlers } from '@/lib/routes'

const channelName = 'mind.person'

/** Tells the other tabs whose session this is. */
export function tellPerson(personId: string): void {
  const channel = openChannel()
  channel?.postMessage(personId)
  channel?.close()
}

/** Hears from other tabs whose session it is now. Returns the way to stop. */
export function onPersonSeen(listener: (personId: string) => void): () => void {
  const channel = openChannel()
  channel?.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') listener(data)
  })
  return () => channel?.close()
}

/** Whose session it is at this moment; `undefined` when that cannot be told. */
export async function askPerson(): Promise<{ id: string; email: string | null } | 'nobody' | undefined> {
  try {
    const response = await fetch(handlers.session, { headers: { accept: 'application/json' } })
    const answer: { session: string; user?: { id: string; email: string | null } } = await response.json()
    if (answer.session === 'signed-in') return answer.user
    return answer.session === 'signed-out' ? 'nobody' : undefined
  } catch {
    return undefined
  }
}

/** Not in every browser; there the check before a save is enough. */
function openChannel(): BroadcastChannel | undefined {
  return typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(channelName)
}
