/**
 * Who is looking at the live pages of each guild just now. A read that is shared by all of them is made with the
 * credentials of each in turn: where the route asks who is there, the one whose verdict is oldest has it renewed that way.
 */
import { LRUCache } from 'lru-cache'
import type { Snowflake } from '@/lib/format/snowflake'
import { endsAccess } from '@/lib/problems/problem'
import type { Result } from '@/lib/problems/result'
import type { Actor } from './actor'
import { getVerdicts, type VerdictStore } from './verdicts'

/** Somebody who has not asked for this long has left; a live page asks every half minute. */
const presentForMs = 90_000
const viewersMax = 5_000
/** No call is made with a token about to end. */
const tokenMarginMs = 15_000

/** The viewers of one process; their tokens are held here for as long as they look, and no longer. */
export class Viewers {
  readonly #now: () => number
  readonly #present: LRUCache<string, { actor: Actor; guildId: Snowflake; seenAt: number }>
  /** Sessions that ended while one of their requests may still be under way. */
  readonly #left = new LRUCache<string, true>({ max: viewersMax, ttl: presentForMs })

  constructor({ now = Date.now, max = viewersMax }: { now?: () => number; max?: number } = {}) {
    this.#now = now
    this.#present = new LRUCache({ max, ttl: presentForMs, ttlAutopurge: true })
  }

  /** Somebody was let in to look; not counted once their session has ended, however late this is told. */
  seen(actor: Actor, guildId: Snowflake): void {
    if (actor.sessionId !== undefined && this.#left.has(actor.sessionId)) return
    this.#present.set(`${actor.userId} ${guildId}`, { actor, guildId, seenAt: this.#now() })
  }

  /** A session is over: nothing more is asked with its token, which is dropped here. */
  leave(sessionId: string): void {
    this.#left.set(sessionId, true)
    this.#drop(({ sessionId: held }) => held === sessionId)
  }

  /** All sessions of a person are over but the one that stays. */
  leaveAllBut({ userId, sessionId }: { userId: string; sessionId: string | undefined }): void {
    const isOver = (actor: Actor) =>
      actor.userId === userId && (sessionId === undefined || actor.sessionId !== sessionId)
    for (const { actor } of this.#present.values()) {
      if (isOver(actor) && actor.sessionId !== undefined) this.#left.set(actor.sessionId, true)
    }
    this.#drop(isOver)
  }

  #drop(isOver: (actor: Actor) => boolean): void {
    for (const [key, { actor }] of [...this.#present.entries()]) if (isOver(actor)) this.#present.delete(key)
  }

  /** The viewer of a guild whose verdict is oldest, among those who have one. */
  inTurn(guildId: Snowflake, verdicts: VerdictStore): Actor | undefined {
    const now = this.#now()
    return [...this.#present.values()]
      .filter(({ actor, seenAt, guildId: id }) => {
        return id === guildId && now - seenAt < presentForMs && actor.expiresAt - now > tokenMarginMs
      })
      .flatMap(({ actor }) => {
        const verdict = verdicts.current(actor.userId, guildId)
        return verdict ? [{ actor, askedAt: verdict.askedAt }] : []
      })
      .sort((a, b) => a.askedAt - b.askedAt)
      .at(0)?.actor
  }
}

/**
 * Makes a shared read of a guild with the credentials of the viewer whose turn it is. What somebody else is refused is no
 * answer to this person: then it is made with their own.
 */
export async function readInTurn<T>(
  { actor, guildId }: { actor: Actor; guildId: Snowflake },
  read: (by: Actor) => Promise<Result<T>>,
): Promise<Result<T>> {
  const turn = getViewers().inTurn(guildId, getVerdicts()) ?? actor
  const result = await read(turn)
  if (turn.userId === actor.userId || result.ok) return result
  const { problem } = result
  return endsAccess(problem) || problem.reason === 'credentials-refused' ? read(actor) : result
}

const holder = globalThis as typeof globalThis & { __mindViewers?: Viewers }

/** The viewers of this process. Kept on `globalThis`: pages, actions and handlers are separate bundles. */
export function getViewers(): Viewers {
  holder.__mindViewers ??= new Viewers()
  return holder.__mindViewers
}
