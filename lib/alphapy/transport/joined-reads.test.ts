import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { MemoryCallWindow } from './call-window'
import { AlphapyClient } from './client'
import { verifiedUserId } from './credentials'

/** Requests that wait for their answer, oldest first. */
let waiting: { request: IncomingMessage; response: ServerResponse }[]
let arrived: number

const server = createServer((request, response) => {
  arrived++
  waiting.push({ request, response })
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close().closeAllConnections())
beforeEach(() => {
  waiting = []
  arrived = 0
})

function makeClient(limits = { reads: 30, writes: 10, windowMs: 60_000 }) {
  const window = new MemoryCallWindow(limits)
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const decided: string[] = []
  const onDecision = ({ userId, granted }: { userId: string; granted: boolean }) => {
    decided.push(`${userId} ${granted ? 'in' : 'out'}`)
  }
  return { window, decided, client: new AlphapyClient({ baseUrl, window, onDecision }) }
}

const has = (count: number) => vi.waitFor(() => expect(waiting).toHaveLength(count))

/** Answers the oldest waiting request. */
async function answer(status: number, body: string) {
  await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0))
  const next = waiting.shift()
  next?.response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  return next?.request.headers.authorization
}

const by = (name: string) => ({ kind: 'jwt' as const, token: name, userId: verifiedUserId({ sub: name }) })
const read = {
  ...{ path: '/thing', route: '/thing', schema: z.object({ id: z.string() }), access: 'guild' as const },
  ...{ share: 'guild:1', tag: 'thing', guildId: '1', callClass: 'read' as const, freshForMs: 60_000 },
}
const refusal = '{"detail":"You do not have admin access to this guild."}'

describe('a read that is joined', () => {
  it('and refused for one person is asked again for the other with their own credentials', async () => {
    const { client } = makeClient()
    const [adas, brams] = [
      client.read({ ...read, credentials: by('ada') }),
      client.read({ ...read, credentials: by('bram') }),
    ]
    expect(await answer(403, refusal)).toBe('Bearer ada')
    expect(await answer(200, '{"id":"a"}')).toBe('Bearer bram')
    expect(await adas).toMatchObject({ problem: { code: 'forbidden' } })
    expect(await brams).toMatchObject({ data: { value: { id: 'a' } } })
  })

  it('goes on for whoever still waits when another one leaves, and is called off with the last', async () => {
    const { client } = makeClient()
    const [first, second] = [new AbortController(), new AbortController()]
    const both = [first, second].map(({ signal }) => client.read({ ...read, credentials: by('ada'), signal }))
    await has(1)
    first.abort()
    expect(await both[0]).toMatchObject({ problem: { code: 'timeout' } })
    await answer(200, '{"id":"a"}')
    expect(await both[1]).toMatchObject({ ok: true })
    expect(arrived).toBe(1)
  })

  it('was begun before a write is neither joined nor kept after it, and still answers whoever waits', async () => {
    const { client } = makeClient()
    const credentials = by('ada')
    const before = client.read({ ...read, credentials })
    await has(1)
    const slow = waiting.shift()
    const write = { ...read, method: 'POST' as const, schema: z.object({ success: z.literal(true) }), credentials }
    const written = client.write({ ...write, body: {} })
    await answer(200, '{"success":true}')
    expect((await written).ok).toBe(true)
    const after = client.read({ ...read, credentials })
    await answer(200, '{"id":"new"}')
    expect(await after).toMatchObject({ data: { value: { id: 'new' } } })
    slow?.response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"old"}')
    expect(await before).toMatchObject({ data: { value: { id: 'old' } } })
    expect(await client.read({ ...read, credentials })).toMatchObject({ data: { value: { id: 'new' } } })
    expect(arrived).toBe(3)
  })
})

describe('a read of what is stored at this moment', () => {
  it('joins none that was begun before', async () => {
    const { client } = makeClient()
    const earlier = client.read({ ...read, credentials: by('ada') })
    await has(1)
    const now = client.read({ ...read, freshForMs: 0, credentials: by('ada') })
    await has(2)
    await answer(200, '{"id":"old"}')
    await answer(200, '{"id":"new"}')
    expect([await earlier, await now]).toMatchObject([
      { data: { value: { id: 'old' } } },
      { data: { value: { id: 'new' } } },
    ])
  })

  it('is made after a write that failed, too: it may have been stored all the same', async () => {
    const { client } = makeClient()
    const write = { ...read, method: 'POST' as const, schema: z.object({ success: z.literal(true) }), body: {} }
    const before = client.read({ ...read, credentials: by('ada') })
    await answer(200, '{"id":"old"}')
    await before
    const written = client.write({ ...write, credentials: by('ada') })
    await answer(500, '{"detail":"Failed to update settings"}')
    expect(await written).toMatchObject({ problem: { code: 'unknown-outcome' } })
    const after = client.read({ ...read, credentials: by('ada') })
    await answer(200, '{"id":"new"}')
    expect(await after).toMatchObject({ data: { value: { id: 'new' } } })
  })
})

describe('a refusal', () => {
  it('of one route is no answer to another, which may be open', async () => {
    const { client } = makeClient()
    const first = client.read({ ...read, credentials: by('ada') })
    await answer(403, refusal)
    expect(await first).toMatchObject({ problem: { code: 'forbidden' } })
    const other = client.read({ ...read, path: '/other', route: '/other', credentials: by('ada') })
    await answer(200, '{"id":"a"}')
    expect(await other).toMatchObject({ ok: true })
    expect(await client.read({ ...read, freshForMs: 0, credentials: by('ada') })).toMatchObject({ ok: false })
    expect(arrived).toBe(2)
  })
})

describe('who may see a guild', () => {
  const ada = { ...read, freshForMs: 0, credentials: by('ada') }

  it('is told by routes that ask, and by a refusal of any', async () => {
    const { client, decided } = makeClient()
    for (const [more, status, body] of [
      [{}, 200, '{"id":"a"}'],
      [{ decides: true }, 200, '{"id":"a"}'],
      [{}, 403, refusal],
    ] as const) {
      const reading = client.read({ ...ada, ...more })
      await answer(status, body)
      await reading
    }
    const write = { ...ada, method: 'POST' as const, schema: z.object({ success: z.literal(true) }), body: {} }
    const written = client.write({ ...write, credentials: by('bram') })
    await answer(403, refusal)
    await written
    expect(decided).toEqual(['ada in', 'ada out', 'bram out'])
  })

  it('is not told by the end of a quota', async () => {
    const { client, decided } = makeClient()
    for (const detail of ['You have reached the maximum of 5 reminders.', 'This needs Premium.']) {
      const reading = client.read(ada)
      await answer(403, JSON.stringify({ detail }))
      expect(await reading).toMatchObject({ problem: { code: 'forbidden' } })
    }
    expect(decided).toEqual([])
  })

  it('is not told anew by a yes that was asked for before the refusal', async () => {
    const { client } = makeClient()
    const slow = client.read({ ...ada, decides: true })
    await has(1)
    const earlier = waiting.shift()
    const other = { ...ada, path: '/other', route: '/other' }
    await new Promise((resolve) => setTimeout(resolve, 5))
    const refused = client.read(other)
    await answer(403, refusal)
    await refused
    earlier?.response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"a"}')
    await slow
    expect(await client.read(other)).toMatchObject({ problem: { code: 'forbidden' } })
    expect(arrived).toBe(2)
  })
})

describe('a call', () => {
  it('refused by the limiter counts for nothing in the window', async () => {
    const { client, window } = makeClient()
    const reading = client.read({ ...read, callClass: 'poll', credentials: by('ada') })
    await answer(429, '{"detail": "Rate limit exceeded. Max 30 requests per minute per IP."}')
    expect(await reading).toMatchObject({ problem: { code: 'busy' } })
    expect(window.view().leavesInMs).toEqual([])
  })

  it('that writes and was refused by the limiter, so not run, is sent once more where its time comes soon', async () => {
    const { client } = makeClient({ reads: 30, writes: 10, windowMs: 100 })
    const written = client.write({
      ...{ ...read, method: 'POST', schema: z.object({ success: z.literal(true) }) },
      ...{ credentials: by('ada'), body: {} },
    })
    await answer(429, '{"detail": "Rate limit exceeded. Max 10 requests per minute per IP."}')
    await answer(200, '{"success":true}')
    expect((await written).ok).toBe(true)
    expect(arrived).toBe(2)
  })

  it('that the server refuses for a quota of its own is no refusal by the limiter', async () => {
    const { client, window } = makeClient()
    const written = client.write({
      ...{ ...read, method: 'POST', schema: z.object({ success: z.literal(true) }) },
      ...{ credentials: by('ada'), body: {} },
    })
    await answer(429, '{"detail": "You can add at most 20 questions."}')
    expect(await written).toMatchObject({ problem: { code: 'forbidden', reason: 'quota-reached' } })
    expect(window.view()).toMatchObject({ leavesInMs: [expect.any(Number)], blockedMs: { write: 0 } })
  })

  it('that reads and meets a failure of the server itself is not sent again', async () => {
    const { client } = makeClient()
    const reading = client.read({ ...read, credentials: by('ada') })
    await answer(500, 'Internal Server Error')
    expect(await reading).toMatchObject({ problem: { code: 'unavailable' } })
    expect(arrived).toBe(1)
  })

  it('whose answer calls itself no JSON is not understood, whatever it looks like', async () => {
    const { client } = makeClient()
    const reading = client.read({ ...read, credentials: by('ada') })
    await has(1)
    waiting.shift()?.response.writeHead(200, { 'content-type': 'text/html' }).end('{"id":"a"}')
    expect(await reading).toMatchObject({ problem: { code: 'bad-reply' } })
  })

  it('that nobody waits for stands in no line', async () => {
    const { client } = makeClient({ reads: 2, writes: 1, windowMs: 1_000 })
    const poll = { ...read, callClass: 'poll' as const, freshForMs: 0, credentials: by('ada') }
    const first = client.read(poll)
    await answer(200, '{"id":"a"}')
    await first
    expect(await client.read(poll)).toMatchObject({ problem: { code: 'busy', retryAfterMs: expect.any(Number) } })
    expect(arrived).toBe(1)
  })
})
