/** GET /api/observability: figures of the API process, for the holder of the service key. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'

const traffic = z.object({
  requests: z.number(),
  success_rate: z.number(),
  latency_ms: z.object({ p50: z.number(), p95: z.number(), p99: z.number() }),
})

const observabilitySchema = z.object({
  api: traffic,
  webhooks: traffic.nullish(),
  hermit_context: z.record(z.string(), z.number()).nullish(),
})

/** Requests, success rate (below 500) and latencies in milliseconds since the process started, 429s not counted. */
export function getObservability(client: AlphapyClient) {
  return client.read({
    path: '/api/observability',
    route: '/api/observability',
    schema: observabilitySchema,
    access: 'key',
    credentials: { kind: 'none' },
    share: 'everyone',
    tag: 'observability',
    callClass: 'read',
    freshForMs: 30_000,
    staleForMs: 15 * 60_000,
  })
}
