import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { MemoryCallWindow } from './call-window'
import { AlphapyClient } from './client'
import { verifiedUserId } from './credentials'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let handle: Handler
let arrived: IncomingMessage[]
let nowMs: number

const server = createServer((request, response) => {
  arrived.push(request)
  handle(request, response)
})

const json =
  (status: number, body: string): Handler =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close().closeAllConnections())
beforeEach(() => {
  arrived = []
  nowMs = 1_000_000
})

/** A client for whom time stands still unless a test moves it; who waits for a pause is let through at once. */
function makeClient(): AlphapyClient {
  const now = () => nowMs
  const after = (ms: number, run: () => void) => {
    const timer = ms < 2_000 ? setImmediate(run) : undefined
    return () => clearImmediate(timer)
  }
  const window = new MemoryCallWindow({ reads: 30, writes: 10, windowMs: 60_000 }, now)
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return new AlphapyClient({ baseUrl, window, now, clock: { now, after } })
}

const read = {
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

describe('a read', () => {
  it.each<[string, Handler]>([
    ['whose connection is cut', (_, response) => void response.destroy()],
    ['that meets a proxy without its server', json(503, '')],
  ])('joined to a poll %s is made anew, once for all who wait, and tried again as any other', async (_, passing) => {
    const answers: (() => void)[] = []
    handle = (request, response) => answers.push(() => passing(request, response))
    const client = makeClient()
    const poll = client.read({ ...read, callClass: 'poll', freshForMs: 10_000 })
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    const reads = Promise.all([1, 2, 3].map(() => client.read({ ...read, freshForMs: 10_000 })))
    const polled = client.read({ ...read, callClass: 'poll', freshForMs: 10_000 })
    handle = (request, response) => (arrived.length === 2 ? passing : json(200, '{"id":"a"}'))(request, response)
    answers[0]?.()
    expect(await poll).toMatchObject({ problem: { code: 'unavailable' } })
    expect(await polled).toMatchObject({ problem: { code: 'unavailable' } })
    expect((await reads).map(({ ok }) => ok)).toEqual([true, true, true])
    expect(arrived).toHaveLength(3)
  })

  it('joined to a poll that finds no room goes by the room there is for people', async () => {
    handle = json(200, '{"id":"a"}')
    const client = makeClient()
    for (let call = 0; call < 8; call++) await client.read(read)
    const fresh = { ...read, freshForMs: 10_000, path: '/other' }
    const [poll, page] = await Promise.all([client.read({ ...fresh, callClass: 'poll' }), client.read(fresh)])
    expect(poll).toMatchObject({ problem: { code: 'busy' } })
    expect(page.ok).toBe(true)
  })
})

describe('somebody who tries out guilds that are not theirs', () => {
  const about = (userId: string, guildId: string) => ({
    ...read,
    access: 'guild' as const,
    credentials: { kind: 'jwt' as const, token: userId, userId: verifiedUserId({ sub: userId }) },
    guildId,
    share: `actor:${userId}`,
    path: `/thing/${guildId}`,
  })

  it('uses up a small part of the window however many it tries, is told when to come back, and nobody else waits', async () => {
    handle = (request, response) =>
      request.headers.authorization === 'Bearer mallory'
        ? json(403, '{"detail":"You do not have admin access to this guild."}')(request, response)
        : json(200, '{"id":"a"}')(request, response)
    const client = makeClient()
    const codes: (string | undefined)[] = []
    for (let guild = 0; guild < 40; guild++) {
      const answer = await client.read(about('mallory', `${guild}`))
      codes.push(answer.ok ? 'ok' : answer.problem.code)
    }
    expect(new Set(codes)).toEqual(new Set(['forbidden', 'busy']))
    expect(arrived.length).toBeLessThanOrEqual(8)
    const more = await client.read(about('mallory', 'more'))
    expect(more).toMatchObject({ problem: { code: 'busy', retryAfterMs: expect.any(Number) } })
    if (!more.ok) expect(more.problem.retryAfterMs).toBeLessThanOrEqual(60_000)
    for (let page = 0; page < 12; page++) expect((await client.read(about('ada', '1'))).ok).toBe(true)
    nowMs += 60_001
    expect(await client.read(about('mallory', 'more'))).toMatchObject({ problem: { code: 'forbidden' } })
  })

  it('asks once for as long as a refusal is remembered, which no clock set back makes longer', async () => {
    handle = json(403, '{"detail":"You do not have admin access to this guild."}')
    const client = makeClient()
    for (const [aheadMs, calls] of [
      [0, 1],
      [9_999, 1],
      [1, 2],
      [-60_000, 3],
    ] as const) {
      nowMs += aheadMs
      expect(await client.read(about('mallory', '1'))).toMatchObject({ problem: { code: 'forbidden' } })
      expect(arrived).toHaveLength(calls)
    }
  })
})
