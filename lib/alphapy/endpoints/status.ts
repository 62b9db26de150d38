/** GET /status: says that the API answers, and nothing about the bot. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'

const statusSchema = z.object({ online: z.boolean(), latency: z.number(), uptime: z.string() })

/** The cheapest sign of life: this path has a limit of its own, though it counts against the others. */
export function getStatus(client: AlphapyClient) {
  return client.read({
    path: '/status',
    route: '/status',
    schema: statusSchema,
    access: 'public',
    credentials: { kind: 'none' },
    share: 'everyone',
    tag: 'status',
    callClass: 'poll',
    freshForMs: 30_000,
  })
}
