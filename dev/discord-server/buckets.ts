import type { OutgoingHttpHeaders } from 'node:http'

interface Bucket {
  readonly name: string
  readonly limit: number
  readonly windowMs: number
}

const BUCKETS: Readonly<Record<string, Bucket>> = {
  '/users/@me': { name: 'b45e0f3a9b7d14c7', limit: 5, windowMs: 5_000 },
  '/users/@me/guilds': { name: '1a7c8e2d4f35b2a9', limit: 1, windowMs: 1_000 },
}

/** What a call costs: the headers to send, and how long to wait when the bucket is empty. */
interface BucketState {
  readonly headers: OutgoingHttpHeaders
  readonly retryAfterMs: number
}

/** Discord's buckets per route and token, counted in fixed windows that begin with the first call. */
export class Buckets {
  readonly #windows = new Map<string, { used: number; endsAt: number }>()

  /** Counts a call. */
  take(route: string, token: string, now: number): BucketState {
    const bucket = BUCKETS[route]
    if (!bucket) return { headers: {}, retryAfterMs: 0 }
    const key = `${bucket.name} ${token}`
    const open = this.#windows.get(key)
    const window = open && open.endsAt > now ? open : { used: 0, endsAt: now + bucket.windowMs }
    window.used += 1
    this.#windows.set(key, window)
    const isOver = window.used > bucket.limit
    const leftMs = window.endsAt - now
    return {
      retryAfterMs: isOver ? leftMs : 0,
      headers: {
        'x-ratelimit-bucket': bucket.name,
        'x-ratelimit-limit': String(bucket.limit),
        'x-ratelimit-remaining': String(Math.max(0, bucket.limit - window.used)),
        'x-ratelimit-reset': (window.endsAt / 1000).toFixed(3),
        'x-ratelimit-reset-after': (leftMs / 1000).toFixed(3),
      },
    }
  }

  /** Opens all buckets again. */
  clear(): void {
    this.#windows.clear()
  }
}
