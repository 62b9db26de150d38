/** What the bot noted last about one guild and about itself. */
import 'server-only'
import { getLogs as readLogs } from '@/lib/alphapy/endpoints/logs'
import { getAlphapy } from '@/lib/alphapy/server'
import { ok, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import type { LiveAccess } from '@/lib/session/gates'
import { readInTurn } from '@/lib/session/viewers'
import { toLines } from './model'
import type { LogsView } from './schema'

/** The bot keeps no more than this. */
const linesMax = 100

/**
 * Events of a guild somebody was let into. `now` asks the backend at this moment; `live` has the
 * patience of a poll; `signal` ends the wait.
 */
export async function getLogs(
  access: LiveAccess,
  options: { live?: boolean; now?: boolean; signal?: AbortSignal } = {},
): Promise<Result<LogsView>> {
  const { actor, guildId } = access
  const ask = ({ userId: actorId, credentials }: Actor) =>
    readLogs(getAlphapy(), { guildId, actorId, credentials, limit: linesMax, ...options })
  const read = await (options.now ? ask(actor) : readInTurn(access, ask))
  if (!read.ok) return read
  const { value, readAt, staleBecause } = read.data
  const lines = toLines(value, guildId)
  return ok({ guildId, readAt, now: Date.now(), ...(staleBecause ? { staleBecause } : {}), lines })
}
