/** The one Alphapy client of this process. Kept on `globalThis`: pages, actions and handlers are separate bundles. */
import 'server-only'
import { getServerEnv } from '@/lib/env/server'
import type { Snowflake } from '@/lib/format/snowflake'
import { log } from '@/lib/log/log'
import { getVerdicts } from '@/lib/session/verdicts'
import { sharedFetch } from '@/lib/shared-fetch'
import { MemoryCallWindow } from './transport/call-window'
import { AlphapyClient } from './transport/client'

const holder = globalThis as typeof globalThis & { __mindAlphapy?: AlphapyClient }

/** The client of the configured Alphapy server. */
export function getAlphapy(): AlphapyClient {
  if (holder.__mindAlphapy) return holder.__mindAlphapy
  const env = getServerEnv()
  const window = new MemoryCallWindow({
    reads: env.ALPHAPY_READS_PER_MINUTE,
    writes: env.ALPHAPY_WRITES_PER_MINUTE,
    windowMs: env.ALPHAPY_WINDOW_SECONDS * 1_000,
  })
  holder.__mindAlphapy = new AlphapyClient({
    baseUrl: env.ALPHAPY_BASE_URL,
    window,
    fetchFn: sharedFetch,
    apiKey: env.ALPHAPY_API_KEY,
    forwardAddress: env.ALPHAPY_FORWARD_ADDRESS,
    timeouts: { writeMs: env.ALPHAPY_WRITE_TIMEOUT_MS },
    // Every answer counts, whatever it was asked for: a refusal anywhere ends what was granted before.
    onDecision: ({ userId, guildId, granted, askedAt }) => {
      const guild = guildId as Snowflake
      if (granted) getVerdicts().grant(userId, guild, { source: 'alphapy', askedAt })
      else getVerdicts().end(userId, guild)
    },
    onCall: (event) => log[event.outcome === 'ok' ? 'info' : 'warn']({ alphapy: event }, 'alphapy call'),
  })
  return holder.__mindAlphapy
}
