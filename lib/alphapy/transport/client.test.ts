import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { MemoryCallWindow } from './call-window'
import { AlphapyClient } from './client'
import { type Handler, json, plainRead as read, testBackend } from './test-backend'

const backend = testBackend()
const write = {
  method: 'POST' as const,
  path: '/thing',
  route: '/thing',
  schema: z.object({ success: z.literal(true) }),
  access: 'public' as const,
  credentials: { kind: 'none' as const },
  tag: 'thing',
  body: { a: 1 },
}

describe('a read', () => {
  it('keeps a 19-digit id, sends the request id and the bearer, and never both credential families', async () => {
    backend.handle = json(200, '{"id":1123456789012345678}')
    const result = await backend
      .makeClient()
      .read({ ...read, access: 'user', credentials: { kind: 'jwt', token: 'abc' } })
    expect(result).toMatchObject({ ok: true, data: { value: { id: '1123456789012345678' } } })
    const { headers } = backend.arrived[0] ?? {}
    expect(headers?.authorization).toBe('Bearer abc')
    expect(headers?.['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers?.['x-api-key']).toBeUndefined()
    expect(JSON.stringify(backend.events)).not.toContain('abc')
  })

  it('joins an equal read under way and reuses a fresh one, but asks again when told to', async () => {
    backend.handle = json(200, '{"id":"a"}')
    const client = backend.makeClient()
    const fresh = { ...read, freshForMs: 10_000 }
    await Promise.all([client.read(fresh), client.read(fresh), client.read(fresh)])
    await client.read(fresh)
    expect(backend.arrived).toHaveLength(1)
    await client.read(read)
    expect(backend.arrived).toHaveLength(2)
    backend.nowMs += 10_001
    await client.read(fresh)
    expect(backend.arrived).toHaveLength(3)
  })

  it('shares nothing between people', async () => {
    backend.handle = json(200, '{"id":"a"}')
    const client = backend.makeClient()
    await client.read({ ...read, freshForMs: 10_000, share: 'actor:ada' })
    await client.read({ ...read, freshForMs: 10_000, share: 'actor:bram' })
    expect(backend.arrived).toHaveLength(2)
  })

  it('answers the last good reading with its age and the reason when the backend fails', async () => {
    backend.handle = json(200, '{"id":"a"}')
    const client = backend.makeClient()
    const kept = { ...read, freshForMs: 1_000, staleForMs: 60_000 }
    await client.read(kept)
    backend.handle = json(500, 'Internal Server Error')
    backend.nowMs += 30_000
    expect(await client.read(kept)).toMatchObject({
      ok: true,
      data: { readAt: 1_000_000, staleBecause: { code: 'unavailable' } },
    })
    backend.nowMs += 60_000
    expect(await client.read(kept)).toMatchObject({ ok: false, problem: { code: 'unavailable' } })
  })

  it('never serves what was kept to somebody who was refused, stale or fresh; what others share stays', async () => {
    const client = backend.makeClient()
    for (const share of ['actor:u1', 'guild:1']) {
      const kept = { ...read, share, freshForMs: 60_000, staleForMs: 600_000 }
      backend.handle = json(200, '{"id":"a"}')
      await client.read(kept)
      backend.handle = json(403, '{"detail":"You do not have admin access to this guild."}')
      expect(await client.read({ ...kept, freshForMs: 0 })).toMatchObject({ problem: { code: 'forbidden' } })
      expect((await client.read(kept)).ok).toBe(share === 'guild:1')
    }
  })

  it.each<[string, Handler, string]>([
    ['a 401', json(401, '{"detail":"Unauthorized"}'), 'unavailable'],
    [
      'an unlinked account',
      json(403, '{"detail":"No Discord account linked to this Innersync user. Run /link."}'),
      'not-linked',
    ],
    ['a 404', json(404, '{"detail":"Not Found"}'), 'not-found'],
    ['a 422', json(422, '{"detail":[]}'), 'invalid'],
    [
      'a plain-text 500',
      (_, response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error'),
      'unavailable',
    ],
    [
      'HTML with status 200',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'bad-reply',
    ],
    ['another shape', json(200, '{"id":5}'), 'bad-reply'],
    ['a truncated body', json(200, '{"id":"a'), 'bad-reply'],
    ['an empty body', json(200, ''), 'bad-reply'],
    [
      'a redirect',
      (_, response) => response.writeHead(307, { location: 'http://elsewhere.invalid/' }).end(),
      'bad-reply',
    ],
    ['a body without end', (_, response) => response.writeHead(200).end('x'.repeat(8_000_001)), 'bad-reply'],
    [
      'a connection cut in the middle',
      (_, response) => {
        response.writeHead(200, { 'content-length': '99' })
        response.write('{')
        response.destroy()
      },
      'unavailable',
    ],
  ])('makes %s a problem', async (_name, handler, code) => {
    backend.handle = handler
    expect(await backend.makeClient().read(read)).toMatchObject({ ok: false, problem: { code, safeToRepeat: true } })
  })

  it('is tried once more after a passing failure', async () => {
    backend.handle = (request, response) =>
      (backend.arrived.length === 1 ? json(503, '{"detail":"x"}') : json(200, '{"id":"a"}'))(request, response)
    expect((await backend.makeClient().read(read)).ok).toBe(true)
    expect(backend.arrived).toHaveLength(2)
  })

  it('is not sent when the window is full, and says how long to wait', async () => {
    backend.handle = json(200, '{"id":"a"}')
    const client = backend.makeClient({ reads: 2, writes: 1, windowMs: 60_000 })
    await client.read(read)
    backend.nowMs += 1_000
    await client.read(read)
    expect(await client.read(read)).toMatchObject({ ok: false, problem: { code: 'busy', retryAfterMs: 59_000 } })
    expect(backend.arrived).toHaveLength(2)
  })
})

describe('a write', () => {
  it('makes older readings worthless, also those under way', async () => {
    backend.handle = json(200, '{"id":"old","success":true}')
    const client = backend.makeClient()
    const fresh = { ...read, freshForMs: 60_000 }
    await client.read(fresh)
    await client.write(write)
    backend.handle = json(200, '{"id":"new"}')
    expect(await client.read(fresh)).toMatchObject({ data: { value: { id: 'new' } } })
  })

  it.each<[string, Handler, string]>([
    ['a 500', json(500, '{"detail":"Failed to update settings"}'), 'unknown-outcome'],
    ['a proxy that gave up', json(504, ''), 'unknown-outcome'],
    ['a lost answer', (_, response) => void response.destroy(), 'unknown-outcome'],
    ['an answer that makes no sense', json(200, 'yes'), 'unknown-outcome'],
    ['a refusal', json(403, '{"detail":"You do not have admin access to this guild."}'), 'forbidden'],
    [
      'a 503 given before anything ran',
      json(503, '{"detail":"Bot not available for permission check."}'),
      'unavailable',
    ],
    ['a 429', json(429, '{"detail": "Rate limit exceeded. Max 10 requests per minute per IP."}'), 'busy'],
  ])('after %s is sent once and never again by itself', async (_name, handler, code) => {
    backend.handle = handler
    const result = await backend.makeClient().write(write)
    expect(result).toMatchObject({ ok: false, problem: { code, safeToRepeat: code !== 'unknown-outcome' } })
    expect(backend.arrived).toHaveLength(1)
  })

  it('that never left is safe to repeat', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    const window = new MemoryCallWindow({ reads: 9, writes: 9, windowMs: 1_000 })
    const client = new AlphapyClient({ baseUrl: `http://127.0.0.1:${port}`, window })
    expect(await client.write(write)).toMatchObject({ problem: { code: 'unavailable', safeToRepeat: true } })
    expect(window.view().leavesInMs).toEqual([])
  })

  it('learns from a 429 it did not foresee', async () => {
    backend.handle = json(429, '{"detail": "Rate limit exceeded. Max 10 requests per minute per IP."}')
    const client = backend.makeClient()
    expect(await client.write(write)).toMatchObject({ problem: { retryAfterMs: 10_000 } })
    await client.write(write)
    expect(backend.arrived).toHaveLength(1)
  })

  it('keeps no place for the write of a save that was refused: the next refusal is waited out as well', async () => {
    backend.handle = json(429, '{"detail": "Rate limit exceeded. Max 10 requests per minute per IP."}')
    const client = backend.makeClient()
    const refusedSave = async (purpose: string) => {
      const reserved = await client.reserveSave({ guildId: '1', credentials: write.credentials, purpose })
      if (!reserved.ok) throw new Error('There was room for it.')
      const written = await client.write({ ...write, save: reserved.data })
      reserved.data.release()
      return written
    }
    expect(await refusedSave('tickets')).toMatchObject({ problem: { code: 'busy' } })
    backend.nowMs += 10_001
    expect(await refusedSave('invites')).toMatchObject({ problem: { code: 'busy' } })
    expect(backend.arrived).toHaveLength(2)
  })
})
