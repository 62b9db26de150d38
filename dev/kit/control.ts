/** The control listener of a server: JSON over its own loopback port, for tests and the demo. */
import { InvalidFault } from './faults'
import { listenOnLoopback, type RunningServer, readBody, sendJson } from './http'
import type { ServerKit } from './serve'

/** A control request: query, and the parsed JSON body (`{}` when there is none). */
export interface ControlRequest {
  query: URLSearchParams
  body: Record<string, unknown>
}

/** Answers a control request with a JSON value; throws `ControlProblem` for a 400. */
export type ControlRoute = (request: ControlRequest) => unknown | Promise<unknown>

/** Thrown by a control route when the request makes no sense. */
export class ControlProblem extends Error {}

/** What seeds a server offers on reset. */
export type SeedName = 'demo' | 'none'

/** Starts the control listener with the common routes and the server's own (`"POST /guilds"` → route). */
export function startControl(options: {
  port: number
  kit: ServerKit
  /** Drops all data of the server and seeds again; the kit's own parts are reset here. */
  reset: (seed: SeedName) => Promise<void>
  routes?: Record<string, ControlRoute>
}): Promise<RunningServer> {
  const routes: Record<string, ControlRoute> = { ...commonRoutes(options.kit, options.reset), ...options.routes }
  return listenOnLoopback({
    port: options.port,
    listener: async (incoming, response) => {
      try {
        const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
        const text = (await readBody(incoming, 16_777_216)).toString('utf8')
        const route = routes[`${incoming.method} ${url.pathname}`]
        if (!route) return sendJson(response, 404, { error: `No control route ${incoming.method} ${url.pathname}` })
        const body: unknown = text === '' ? {} : JSON.parse(text)
        if (typeof body !== 'object' || body === null) throw new ControlProblem('The body must be a JSON object')
        sendJson(response, 200, (await route({ query: url.searchParams, body: { ...body } })) ?? {})
      } catch (error) {
        const refused = error instanceof ControlProblem || error instanceof InvalidFault || error instanceof SyntaxError
        sendJson(response, refused ? 400 : 500, { error: error instanceof Error ? error.message : String(error) })
      }
    },
  })
}

function commonRoutes(kit: ServerKit, reset: (seed: SeedName) => Promise<void>): Record<string, ControlRoute> {
  return {
    'GET /ready': () => ({ ready: true }),
    'POST /reset': async ({ body }) => {
      const seed = body.seed ?? 'demo'
      if (seed !== 'demo' && seed !== 'none') throw new ControlProblem('seed must be demo or none')
      kit.clock.setOffset(0)
      kit.faults.remove()
      await reset(seed)
      kit.journal.clear()
      return { seed }
    },
    'POST /faults': ({ body }) => ({ id: kit.faults.add(body) }),
    'DELETE /faults': ({ query }) => kit.faults.remove(query.get('id') ?? undefined),
    'POST /clock': ({ body }) => {
      if (typeof body.offsetMs !== 'number') throw new ControlProblem('offsetMs must be a number')
      kit.clock.setOffset(body.offsetMs)
      return { offsetMs: body.offsetMs }
    },
    'GET /requests': ({ query }) => ({
      requests: kit.journal.list({
        path: query.get('path') ?? undefined,
        method: query.get('method') ?? undefined,
        since: query.get('since') ?? undefined,
        subject: query.get('subject') ?? undefined,
      }),
    }),
    'DELETE /requests': () => kit.journal.clear(),
  }
}
