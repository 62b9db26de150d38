/** Request counters of the process, as the observability route shows them. */
import { Float, type Json } from './wire/json-write'

const LATENCIES = 2_000

/** Counts answered requests (refused ones by the limiter are never seen here). */
export class Observations {
  private requests = 0
  private failures = 0
  private latencies: number[] = []

  /** Counts one answer. */
  record(status: number, latencyMs: number): void {
    this.requests += 1
    if (status >= 500) this.failures += 1
    this.latencies = [...this.latencies.slice(1 - LATENCIES), latencyMs]
  }

  /** Forgets everything. */
  reset(): void {
    this.requests = 0
    this.failures = 0
    this.latencies = []
  }

  /** The block of one kind of traffic. */
  get block(): Json {
    const sorted = [...this.latencies].sort((a, b) => a - b)
    const percentile = (share: number): Float =>
      rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0, 2)
    return {
      requests: this.requests,
      success_rate: rounded(this.requests === 0 ? 1 : (this.requests - this.failures) / this.requests, 4),
      latency_ms: { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) },
    }
  }
}

function rounded(value: number, digits: number): Float {
  return new Float(Number(value.toFixed(digits)))
}
