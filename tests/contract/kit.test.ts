/** What the shared kit of the local servers promises. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Clock } from '../../dev/kit/clock'
import { startControl } from '../../dev/kit/control'
import { FaultBook } from '../../dev/kit/faults'
import { assertLoopbackHost, listenOnLoopback, loopbackUrl, type RunningServer } from '../../dev/kit/http'
import { Journal } from '../../dev/kit/journal'
import { type ServerKit, serveRequest } from '../../dev/kit/serve'
import { call } from './support/call'

let kit: ServerKit
let data: RunningServer
let control: RunningServer
let handled: string[]

beforeEach(async () => {
  kit = { clock: new Clock(), faults: new FaultBook(), journal: new Journal() }
  handled = []
  data = await listenOnLoopback({
    port: 0,
    listener: serveRequest(kit, {
      subjects: (request) => [request.headers['x-person'] ?? 'nobody'].flat(),
      handle: async (request) => {
        handled.push(`${request.method} ${request.path}`)
        return { status: 200, headers: { 'content-type': 'text/plain', 'x-request-id': 'r-1' }, body: 'fine' }
      },
    }),
  })
  control = await startControl({ port: 0, kit, reset: async () => undefined })
})

afterEach(async () => {
  await Promise.all([data.close(), control.close()])
})

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; value: unknown }> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const answer = await call({ port: control.port, method, path, ...(text === undefined ? {} : { body: text }) })
  return { status: answer.status, value: JSON.parse(answer.text) }
}

const plant = (fault: unknown) => ask('POST', '/faults', fault)
const get = (path: string, headers: Record<string, string> = {}) => call({ port: data.port, path, headers })

describe('loopback', () => {
  test.each(['0.0.0.0', '::', '192.168.1.4', 'example.org', ''])('listening on %j is refused', (host) => {
    expect(() => assertLoopbackHost(host)).toThrow('loopback')
    expect(() => listenOnLoopback({ port: 0, host, listener: () => undefined })).toThrow('loopback')
  })

  test('calling any other host is refused', () => {
    expect(() => loopbackUrl('https://example.org/')).toThrow('loopback')
    expect(loopbackUrl('http://127.0.0.1:54321/')).toBe('http://127.0.0.1:54321')
  })
})

describe('faults', () => {
  test('an answer replaces the real one as often as told, then the real one is back', async () => {
    await plant({ match: { path: '^/a\\b' }, times: 2, do: { status: 503, body: { detail: 'away' } } })
    expect((await get('/other')).text).toBe('fine')
    for (const _ of [1, 2]) {
      const answer = await get('/a?x=1')
      expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([
        503,
        '{"detail":"away"}',
        'application/json',
      ])
    }
    expect((await get('/a')).text).toBe('fine')
    expect(handled).toEqual(['GET /other', 'GET /a'])
  })

  test('a text answer keeps its own content type', async () => {
    await plant({ do: { status: 502, body: '<h1>Bad gateway</h1>', contentType: 'text/html' } })
    const answer = await get('/')
    expect([answer.text, answer.headers['content-type']]).toEqual(['<h1>Bad gateway</h1>', 'text/html'])
  })

  test('a fault for one person leaves others alone', async () => {
    await plant({ match: { subject: 'ada' }, do: { status: 500 } })
    expect((await get('/', { 'x-person': 'ada' })).status).toBe(500)
    expect((await get('/', { 'x-person': 'bram' })).status).toBe(200)
  })

  test('a drop before cuts the connection and runs nothing; a drop after runs the request first', async () => {
    await plant({ match: { path: '/before' }, do: { drop: 'before' } })
    await plant({ match: { path: '/after' }, do: { drop: 'after' } })
    await expect(get('/before')).rejects.toThrow()
    await expect(get('/after')).rejects.toThrow()
    expect(handled).toEqual(['GET /after'])
  })

  test('a delay goes on to the next fault that fits', async () => {
    await plant({ do: { delayMs: 1 } })
    await plant({ match: { method: 'get' }, do: { status: 418 } })
    expect((await get('/')).status).toBe(418)
  })

  test('what is held goes on when its fault is removed, through the next fault that fits, and not before', async () => {
    const { value } = await plant({ match: { path: '/held' }, times: 1, do: { hold: true } })
    await plant({ match: { path: '/held' }, times: 1, do: { status: 418 } })
    const answers: number[] = []
    const held = get('/held').then(({ status }) => answers.push(status))
    while (kit.journal.list().length === 0) await new Promise((resolve) => setImmediate(resolve))
    // The hold was to be used once, so the next one is free.
    expect((await get('/held')).status).toBe(200)
    expect([handled, answers]).toEqual([['GET /held'], []])
    const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : ''
    await ask('DELETE', `/faults?id=${id}`)
    await held
    expect([handled, answers]).toEqual([['GET /held'], [418]])
  })

  test('a hanging request never answers and does not keep the server from closing', async () => {
    await plant({ do: { hang: true } })
    const hanging = get('/').then(
      () => 'answered',
      () => 'cut',
    )
    while (kit.journal.list().length === 0) await new Promise((resolve) => setImmediate(resolve))
    await data.close()
    expect(await hanging).toBe('cut')
    expect(handled).toEqual([])
  })

  test('one fault can be removed by its id, and all at once', async () => {
    const { value } = await plant({ do: { status: 500 } })
    await plant({ match: { path: '/b' }, do: { status: 501 } })
    const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : ''
    await ask('DELETE', `/faults?id=${id}`)
    expect([(await get('/a')).status, (await get('/b')).status]).toEqual([200, 501])
    await ask('DELETE', '/faults')
    expect((await get('/b')).status).toBe(200)
  })

  test.each([
    {},
    { do: {} },
    { do: { drop: 'now' } },
    { do: { hold: 'on' } },
    { times: 0, do: { hang: true } },
    { match: 5, do: { status: 1 } },
  ])('nonsense is refused: %j', async (fault) => {
    expect((await plant(fault)).status).toBe(400)
  })
})

describe('the journal', () => {
  test('tells what came and was answered, with names of credentials but never their values', async () => {
    await call({
      port: data.port,
      method: 'POST',
      path: '/x?y=1',
      body: '{}',
      headers: { 'x-api-key': 'secret', 'x-person': 'ada' },
    })
    const { value } = await ask('GET', '/requests')
    expect(value).toEqual({
      requests: [
        {
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          method: 'POST',
          path: '/x?y=1',
          subject: 'ada',
          status: 200,
          requestId: 'r-1',
          forwardedFor: null,
          credentials: ['x-api-key'],
        },
      ],
    })
    expect(JSON.stringify(value)).not.toContain('secret')
  })

  test('filters by path, method and time, and can be emptied', async () => {
    await get('/one')
    await ask('POST', '/clock', { offsetMs: 3_600_000 })
    await get('/two')
    const since = new Date(Date.now() + 1_800_000).toISOString()
    expect((await ask('GET', `/requests?since=${since}`)).value).toMatchObject({ requests: [{ path: '/two' }] })
    expect((await ask('GET', '/requests?path=on')).value).toMatchObject({ requests: [{ path: '/one' }] })
    expect((await ask('GET', '/requests?method=POST')).value).toEqual({ requests: [] })
    await ask('DELETE', '/requests')
    expect((await ask('GET', '/requests')).value).toEqual({ requests: [] })
  })
})

describe('the control port', () => {
  test('is ready, knows its routes, and resets faults, clock and journal', async () => {
    expect((await ask('GET', '/ready')).value).toEqual({ ready: true })
    expect((await ask('GET', '/nope')).status).toBe(404)
    await plant({ do: { status: 500 } })
    await ask('POST', '/clock', { offsetMs: 5_000 })
    await get('/')
    await ask('POST', '/reset', { seed: 'none' })
    expect([kit.clock.offsetMs, kit.journal.list(), (await get('/')).status]).toEqual([0, [], 200])
    expect((await ask('POST', '/reset', { seed: 'other' })).status).toBe(400)
  })
})
