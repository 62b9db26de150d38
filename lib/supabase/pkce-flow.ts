/**
 * A sign-in that leaves Mind and comes back: to Discord, or by a link in an e-mail. Its secret waits in a cookie of its own,
 * which only the browser that started it has, so a code brought by anybody else opens nothing.
 */
import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { getServerEnv } from '@/lib/env/server'
import { handlers } from '@/lib/routes'
import { ownOrigin } from '@/lib/security/origin'
import type { FlowStart } from './auth-api'
import { decodeFlow, encodeFlow, type Flow } from './flow-cookie'
import { ownCookies } from './own-cookies'

/** Time to consent at Discord. */
export const visitTtlMs = 10 * 60_000

/** A message may be read late; the auth server's links live an hour unless its owner says otherwise. */
export const messageTtlMs = 60 * 60_000

const isFlowId = (id: string) => /^[A-Za-z0-9_-]{16}$/.test(id)

/** Starts a flow and remembers it in this browser for `ttlMs`. Only in actions and route handlers. */
export async function startFlow(
  flow: Omit<Flow, 'verifier' | 'until'>,
  ttlMs: number,
): Promise<FlowStart & { id: string }> {
  const id = randomBytes(12).toString('base64url')
  const verifier = randomBytes(48).toString('base64url')
  const { jar, name, attributes, origin } = await surroundings(id)
  const value = encodeFlow({ ...flow, verifier, until: Date.now() + ttlMs })
  jar.set({ name, value, maxAge: Math.ceil(ttlMs / 1000), ...attributes })
  return { id, challenge: challengeOf(verifier), redirectTo: redirectOf(origin, id, flow.next) }
}

/** A flow of this browser that has not come back yet, with what the auth server is shown of it. */
export async function peekFlow(id: string): Promise<(Flow & FlowStart) | undefined> {
  if (!isFlowId(id)) return undefined
  const { jar, name, origin } = await surroundings(id)
  const flow = decodeFlow(jar.get(name)?.value, Date.now())
  if (!flow) return undefined
  return { ...flow, challenge: challengeOf(flow.verifier), redirectTo: redirectOf(origin, id, flow.next) }
}

/** Takes a flow of this browser: its cookie is gone afterwards. Only in actions and route handlers. */
export async function takeFlow(id: string): Promise<Flow | undefined> {
  if (!isFlowId(id)) return undefined
  const { jar, name } = await surroundings(id)
  const value = jar.get(name)?.value
  if (value !== undefined) await dropFlow(id)
  return decodeFlow(value, Date.now())
}

/** Removes a flow's cookie, also where it is not sent. Only in actions and route handlers. */
export async function dropFlow(id: string): Promise<void> {
  const { jar, name, attributes } = await surroundings(id)
  if (isFlowId(id)) jar.set({ name, value: '', maxAge: 0, ...attributes })
}

async function surroundings(id: string) {
  const { jar, requestHeaders, name, attributes } = await ownCookies()
  return { jar, name: `${name}-flow-${id}`, attributes, origin: ownOrigin(requestHeaders, getServerEnv().MIND_ORIGIN) }
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

/** The wanted address goes along for other browsers, where a link may be opened and which have no cookie of the flow. */
function redirectOf(origin: string, id: string, next: string): string {
  return `${origin}${handlers.authCallback}?${new URLSearchParams({ flow: id, next })}`
}
