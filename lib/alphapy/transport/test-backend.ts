/** A backend for tests of the client: a real server on loopback that answers as it is told, and clients for it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import * as z from 'zod'
import { MemoryCallWindow } from './call-window'
import type { CallEvent } from './calls'
import { AlphapyClient } from './client'

/** What a backend does with a request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** An answer of this status with this body, said to be JSON. */
export const json =
  (status: number, body: string): Handler =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)

/** A read anybody may make, of which nothing is kept. */
export const plainRead = {
  path: '/thing',
  route: '/thing',
  schema: z.object({ id: z.string() }),
  access: 'public' as const,
  credentials: { kind: 'none' as const },
  share: 'everyone',
  tag: 'thing',
  callClass: 'read' as const,
  freshForMs: 0,
}

/** A backend for the tests of one file. Each test begins with nothing arrived, and at the same moment. */
export function testBackend() {
  const backend = {
    handle: json(500, '') as Handler,
    arrived: [] as IncomingMessage[],
    /** What clients report of their calls. */
    events: [] as CallEvent[],
    nowMs: 0,
    baseUrl: '',
    /** A client for whom time stands still unless a test moves `nowMs`; who waits for a pause is let through at once. */
    makeClient(limits = { reads: 30, writes: 10, windowMs: 60_000 }): AlphapyClient {
      const now = () => backend.nowMs
      const after = (ms: number, run: () => void) => {
        const timer = ms < 2_000 ? setImmediate(run) : undefined
        return () => clearImmediate(timer)
      }
      return new AlphapyClient({
        baseUrl: backend.baseUrl,
        window: new MemoryCallWindow(limits, now),
        now,
        clock: { now, after },
        onCall: (event) => backend.events.push(event),
      })
    },
  }
  const server = createServer((request, response) => {
    backend.arrived.push(request)
    backend.handle(request, response)
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    backend.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close().closeAllConnections())
  beforeEach(() => {
    backend.handle = json(500, '')
    backend.arrived = []
    backend.events = []
    backend.nowMs = 1_000_000
  })
  return backend
}
