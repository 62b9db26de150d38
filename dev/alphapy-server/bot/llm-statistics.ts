/** What the bot counted about its language-model calls since it started. */

/** One call. `at` is an ISO 8601 time. */
export interface LlmCall {
  at: string
  userId: bigint | null
  tokens: number | null
  latencyMs: number | null
  errorType: string | null
}

/** Counters and the latest calls, newest first. */
export class LlmStatistics {
  model = 'grok-3'
  successes = 0
  errors = 0
  rateLimitHits = 0
  lastRateLimitAt: string | null = null
  totalTokens = 0
  totalLatencyMs = 0
  recentSuccesses: LlmCall[] = []
  recentErrors: LlmCall[] = []

  /** Counts a call; one with an error type is an error. Calls must come oldest first. */
  record(call: LlmCall): void {
    if (call.errorType !== null) {
      this.errors += 1
      this.recentErrors = [call, ...this.recentErrors].slice(0, 25)
      if (call.errorType === 'RateLimitError') {
        this.rateLimitHits += 1
        this.lastRateLimitAt = call.at
      }
      return
    }
    this.successes += 1
    this.totalTokens += call.tokens ?? 0
    this.totalLatencyMs += call.latencyMs ?? 0
    this.recentSuccesses = [call, ...this.recentSuccesses].slice(0, 25)
  }

  /** `error` after errors only, `degraded` above five errors, else `operational`. */
  get status(): 'operational' | 'degraded' | 'error' {
    if (this.errors > 0 && this.successes === 0) return 'error'
    return this.errors > 5 ? 'degraded' : 'operational'
  }
}
