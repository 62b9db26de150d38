/** What answers say about who may see a guild: kept track of here for all routes, whatever they were asked for. */
import { LRUCache } from 'lru-cache'
import type { Problem } from '@/lib/problems/problem'
import type { Credentials } from './credentials'
import { type ReadCache, shareOf } from './read-cache'

/** What an answer says about whether somebody may see a guild. */
export interface Decision {
  userId: string
  guildId: string
  granted: boolean
  /** When the call was made: what was refused since then outweighs it. */
  askedAt: number
}

/** The parts of a request that matter here. */
interface Asking {
  credentials: Credentials
  guildId?: string | undefined
  decides?: boolean | undefined
  route: string
}

/** What decisions are noticed with. */
export interface DecisionParts {
  cache: ReadCache
  /** The time of day. */
  now: () => number
  /** Told of every decision. */
  tell?: ((decision: Decision) => void) | undefined
}

/**
 * How long somebody who was refused is refused again without a call. Short enough for whoever has just been given the
 * right, or has just linked their account, to be let in by the time they try again.
 */
const refusalStandsForMs = 10_000

/** Notices decisions and passes them on; remembers refusals for a moment. */
export class Decisions {
  readonly #cache: ReadCache
  readonly #now: () => number
  readonly #tell: (decision: Decision) => void
  /** The last refusal of a person in a guild. Bounded: what is pushed out is asked anew. */
  readonly #refusals = new LRUCache<string, { route: string; problem: Problem; askedAt: number }>({ max: 5_000 })

  constructor({ cache, now, tell = () => undefined }: DecisionParts) {
    this.#cache = cache
    this.#now = now
    this.#tell = tell
  }

  /** The refusal this person got from this route a moment ago, if no yes has come since: asking again would cost others a call. */
  standingRefusal(request: Asking): Problem | undefined {
    const key = keyOf(request)
    const refusal = key === undefined ? undefined : this.#refusals.get(key)
    if (refusal?.route !== request.route) return undefined
    const ageMs = this.#now() - refusal.askedAt
    // The time of day may be set back: then it counts no more.
    return ageMs >= 0 && ageMs < refusalStandsForMs ? refusal.problem : undefined
  }

  /** An answer with success; it decides where the route asks who is there. */
  noticeAnswer(request: Asking, askedAt: number): void {
    if (request.decides) this.#pass(request, { granted: true, askedAt })
  }

  /**
   * A failure. Whatever route refuses somebody: what they were shown of the guild before is not shown again. True when it
   * is such a refusal.
   */
  noticeProblem(request: Asking, problem: Problem, askedAt: number): boolean {
    const { code, reason, status } = problem
    const aboutQuota = reason === 'quota-reached' || reason === 'premium-needed'
    if (status !== 403 || aboutQuota || (code !== 'forbidden' && code !== 'not-linked')) return false
    this.#pass(request, { granted: false, askedAt })
    const key = keyOf(request)
    if (key !== undefined) this.#refusals.set(key, { route: request.route, problem, askedAt })
    return true
  }

  #pass(request: Asking, decision: Pick<Decision, 'granted' | 'askedAt'>): void {
    const { credentials, guildId } = request
    const key = keyOf(request)
    if (key === undefined || credentials.kind === 'none' || !credentials.userId || !guildId) return
    const { userId } = credentials
    const { granted, askedAt } = decision
    if (!granted) this.#cache.forget(`${shareOf(userId)} ${guildId}`)
    else if ((this.#refusals.get(key)?.askedAt ?? askedAt) < askedAt) this.#refusals.delete(key)
    this.#tell({ userId, guildId, ...decision })
  }
}

/** Whom and what a decision is about; nothing where it is about nobody. */
function keyOf({ credentials, guildId }: Asking): string | undefined {
  return credentials.kind === 'none' || !credentials.userId || !guildId ? undefined : `${credentials.userId} ${guildId}`
}
