/** The request limit per client address: one sliding list of times, and a limit that depends on the request itself. */

/** How many requests the last window may hold for each kind of request. */
export interface Limits {
  reads: number
  writes: number
  probes: number
  windowMs: number
  enabled: boolean
}

/** The real server's limits. */
export const DEFAULT_LIMITS: Limits = { reads: 30, writes: 10, probes: 60, windowMs: 60_000, enabled: true }

const WRITE_METHODS = new Set(['POST', 'PUT', 'DELETE'])

/**
 * All requests of an address go into one list; each is compared with its own limit. A refused request is not recorded.
 * PATCH and OPTIONS count as reads.
 */
export class RateLimiter {
  limits: Limits = { ...DEFAULT_LIMITS }
  private readonly times = new Map<string, number[]>()

  /** Null when the request may run (it is then recorded), else the limit it exceeded. */
  refuse(address: string, method: string, path: string, now: number): number | null {
    if (!this.limits.enabled) return null
    const recent = (this.times.get(address) ?? []).filter((time) => now - time < this.limits.windowMs)
    const limit = this.limitFor(method, path)
    const full = recent.length >= limit
    if (!full) recent.push(now)
    this.times.set(address, recent)
    return full ? limit : null
  }

  /** How many addresses the limiter remembers. */
  get size(): number {
    return this.times.size
  }

  /** Forgets all requests. */
  reset(): void {
    this.times.clear()
  }

  private limitFor(method: string, path: string): number {
    if (isProbe(path)) return this.limits.probes
    return WRITE_METHODS.has(method) ? this.limits.writes : this.limits.reads
  }
}

/** Paths with a limit of their own (the oldest generation leaves them out altogether). */
export function isProbe(path: string): boolean {
  return path.startsWith('/health') || path.startsWith('/metrics') || path === '/status'
}
