import type { Core } from './core'
import { tooMany } from './errors'

/** Routes that are counted per address. Those of the `otp` rate are counted each for itself. */
export type LimitName =
  | 'token'
  | 'verify'
  | 'factorChallenge'
  | 'factorVerify'
  | 'otp'
  | 'magiclink'
  | 'recover'
  | 'resend'
  | 'signup'
  | 'user'

/** Token buckets per route and address, as the real server keeps them. */
export class AddressLimits {
  readonly #buckets = new Map<string, { level: number; at: number }>()

  /** Counts a call; throws 429 when the address used up its bucket. Does nothing while limits are off. */
  count(core: Core, name: LimitName, address: string): void {
    const { limits } = core.config
    if (!limits) return
    const perMs = ratePerMs(limits, name)
    const now = core.now()
    const key = `${name} ${address}`
    const bucket = this.#buckets.get(key) ?? { level: limits.burst, at: now }
    const level = Math.min(limits.burst, bucket.level + Math.max(0, now - bucket.at) * perMs)
    this.#buckets.set(key, { level: level < 1 ? level : level - 1, at: now })
    if (level < 1) throw tooMany('over_request_rate_limit', 'Request rate limit reached')
  }

  /** Fills all buckets again. */
  clear(): void {
    this.#buckets.clear()
  }
}

function ratePerMs(limits: Exclude<Core['config']['limits'], false>, name: LimitName): number {
  const FIVE_MINUTES_MS = 300_000
  if (name === 'token') return limits.tokenPerFiveMinutes / FIVE_MINUTES_MS
  if (name === 'verify') return limits.verifyPerFiveMinutes / FIVE_MINUTES_MS
  if (name === 'factorChallenge' || name === 'factorVerify') return limits.factorPerMinute / 60_000
  return limits.otpPerFiveMinutes / FIVE_MINUTES_MS
}
