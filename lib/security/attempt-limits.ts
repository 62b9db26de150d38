/**
 * How often somebody may try to get in. Counted per account, per address, and per pair of both; a browser that signed in to
 * the account before is counted by itself, so that strangers guessing at an account cannot keep its owner out.
 */
import { createHash } from 'node:crypto'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { BoundedLimiter } from './bounded-limiter'

/** What is tried: a password, asking for a code or link, entering a code, asking for a new password. */
export type AttemptKind = 'sign-in' | 'code' | 'verify' | 'reset'

/** Who tries, at what. `account` is what was typed: an e-mail address, a phone number, a user id. */
export interface Attempt {
  account: string
  /** Address of the visitor, only when a proxy vouches for it. */
  address?: string | undefined
  /** The random mark of the browser. */
  browser?: string | undefined
}

interface Limits {
  windowS: number
  /** For one account from one address, or from a browser the account knows. */
  pair: number
  /** For one account from everywhere else together. */
  account: number
  /** For one address at all accounts: an office or a school may share one. */
  address: number
}

/** How many attempts of each kind within how many seconds. Nobody waits longer than that window. */
export const attemptLimits: Record<AttemptKind, Limits> = {
  'sign-in': { windowS: 300, pair: 6, account: 20, address: 60 },
  code: { windowS: 600, pair: 3, account: 6, address: 30 },
  verify: { windowS: 600, pair: 6, account: 15, address: 60 },
  reset: { windowS: 600, pair: 3, account: 6, address: 30 },
}

/** Below 2^31 ms, the longest a timer of Node can wait. */
const knownForS = 14 * 86_400

/** Makes one counter; the library's Redis and memory counters both fit. */
export type MakeLimiter = (options: { keyPrefix: string; points: number; duration: number }) => RateLimiterAbstract

type Scope = 'pair' | 'account' | 'address'

/** The counters of one process, or of several when `makeLimiter` counts in a store they share. */
export class AttemptCounters {
  #limiters: Map<string, RateLimiterAbstract>
  #known: RateLimiterAbstract

  constructor(makeLimiter: MakeLimiter = (options) => new BoundedLimiter(options)) {
    const scopes = ['pair', 'account', 'address'] as const
    const counters = Object.entries(attemptLimits).flatMap(([kind, limits]) =>
      scopes.map((scope) => {
        const keyPrefix = `${kind}:${scope}`
        return [keyPrefix, makeLimiter({ keyPrefix, points: limits[scope], duration: limits.windowS })] as const
      }),
    )
    this.#limiters = new Map(counters)
    this.#known = makeLimiter({ keyPrefix: 'known', points: 1, duration: knownForS })
  }

  /**
   * Counts one attempt before it is made. Over the limit: `busy`, `too-many-attempts`, with the wait; nothing more is
   * counted then, so that one address alone cannot use up what an account has left for others.
   */
  async count(kind: AttemptKind, { account, address, browser }: Attempt): Promise<Result<null>> {
    const whose = plain(account)
    const browserKey = browser && digest(whose, 'browser', browser)
    if (browserKey && (await this.#known.get(browserKey))) return this.#consume(kind, [['pair', browserKey]])
    if (!address) return this.#consume(kind, [['account', digest(whose)]])
    return this.#consume(kind, [
      ['pair', digest(whose, 'address', address)],
      ['address', digest(address)],
      ['account', digest(whose)],
    ])
  }

  /**
   * The attempt was a success: the account starts from nothing and knows this browser from now on. What the address
   * used up stays, or a guesser would win it back by signing in to an account of their own.
   */
  async settle(kind: AttemptKind, { account, address, browser }: Attempt): Promise<void> {
    const whose = plain(account)
    const [pair, all] = [this.#limiters.get(`${kind}:pair`), this.#limiters.get(`${kind}:account`)]
    await all?.delete(digest(whose))
    if (address) await pair?.delete(digest(whose, 'address', address))
    if (!browser) return
    await pair?.delete(digest(whose, 'browser', browser))
    await this.#known.set(digest(whose, 'browser', browser), 1, knownForS)
  }

  async #consume(kind: AttemptKind, keys: [Scope, string][]): Promise<Result<null>> {
    for (const [scope, key] of keys) {
      try {
        await this.#limiters.get(`${kind}:${scope}`)?.consume(key)
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return failed(problem('busy', { reason: 'too-many-attempts', retryAfterMs: refusal.msBeforeNext }))
      }
    }
    return ok(null)
  }
}

/** Case and surrounding blanks make no other account. */
function plain(account: string): string {
  return account.normalize('NFKC').trim().toLowerCase()
}

/** Neither a memory dump nor a shared store names anybody. */
function digest(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64')
}
