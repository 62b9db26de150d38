/** What answers say about who may see a guild: kept track of here for all routes, whatever they were asked for. */
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
}

/** Notices decisions and passes them on. */
export class Decisions {
  readonly #cache: ReadCache
  readonly #tell: (decision: Decision) => void

  constructor(cache: ReadCache, tell: (decision: Decision) => void = () => undefined) {
    this.#cache = cache
    this.#tell = tell
  }

  /** An answer with success; it decides where the route asks who is there. */
  noticeAnswer(request: Asking, askedAt: number): void {
    if (request.decides) this.#pass(request, { granted: true, askedAt })
  }

  /** A failure. Whatever route refuses somebody: what they were shown of the guild before is not shown again. */
  noticeProblem(request: Asking, { code, reason, status }: Problem, askedAt: number): void {
    const aboutQuota = reason === 'quota-reached' || reason === 'premium-needed'
    if (status !== 403 || aboutQuota || (code !== 'forbidden' && code !== 'not-linked')) return
    this.#pass(request, { granted: false, askedAt })
  }

  #pass({ credentials, guildId }: Asking, decision: Pick<Decision, 'granted' | 'askedAt'>): void {
    if (credentials.kind === 'none' || !credentials.userId || !guildId) return
    const { userId } = credentials
    if (!decision.granted) this.#cache.forget(`${shareOf(userId)} ${guildId}`)
    this.#tell({ userId, guildId, ...decision })
  }
}
