import { LRUCache } from 'lru-cache'
import { type IRateLimiterOptions, RateLimiterMemory } from 'rate-limiter-flexible'

/** A few MB at most, and more attempts than anybody makes in passing. */
const keysMax = 50_000

/**
 * The library's counter in memory, which by itself keeps every key for the length of its window: whoever makes up accounts
 * would fill it without end. Here the key that was used longest ago makes room.
 */
export class BoundedLimiter extends RateLimiterMemory {
  readonly #keys: LRUCache<string, true>

  constructor(options: IRateLimiterOptions, max = keysMax) {
    super(options)
    const forget = (key: string) => void this.delete(key)
    this.#keys = new LRUCache({ max, dispose: (_value, key, reason) => (reason === 'evict' ? forget(key) : undefined) })
  }

  override consume(...[key, ...more]: Parameters<RateLimiterMemory['consume']>) {
    this.#keys.set(String(key), true)
    return super.consume(key, ...more)
  }

  override set(...[key, ...more]: Parameters<RateLimiterMemory['set']>) {
    this.#keys.set(String(key), true)
    return super.set(key, ...more)
  }
}
