/** Notices from a server's answers what it is. */
import { missingFor } from './credential-parts'
import type { Target } from './target'
import { readJson } from './wire'

/** What decides which guarantees apply. */
export interface Facts {
  /** A: `X-User-Id` is believed. B: tokens only. C: tokens, or the service key with a Discord id. */
  generation: 'A' | 'B' | 'C'
  /** Whether the server has a service key at all. */
  hasKey: boolean
  /** What a request without credentials is told. */
  unsigned: string
}

/**
 * Only generation C has custom commands over HTTP. Between A and B the service key decides where it was given (A lets it
 * name a user), else whether there is an observability route, which came with B.
 */
export async function notice(target: Target): Promise<Facts> {
  const commands = await target.ask('GET', `${target.guildPath}/custom-commands`, { as: [] })
  const metrics = await target.ask('GET', '/api/metrics', { as: [] })
  const unsigned = wordsOf(metrics.text)
  const hasKey = unsigned === 'Unauthorized'
  if (commands.status !== 404) return { generation: 'C', hasKey, unsigned }
  return { generation: (await believesUserId(target)) ? 'A' : 'B', hasKey, unsigned }
}

async function believesUserId(target: Target): Promise<boolean> {
  if (missingFor(['key', 'user id'], target.secrets) === undefined) {
    return (await target.ask('GET', '/api/metrics', { as: ['key', 'user id'] })).status === 200
  }
  return (await target.ask('GET', '/api/observability', { as: [] })).status === 404
}

function wordsOf(text: string): string {
  const body = readJson(text)
  return typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : text
}
