/** Everything that can go wrong between client and server, over real HTTP: the right problem, in bounded time. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getSettings, saveSettingsCategory } from '@/lib/alphapy/endpoints/settings'
import { MemoryCallWindow } from '@/lib/alphapy/transport/call-window'
import type { AlphapyClient } from '@/lib/alphapy/transport/client'
import { type ClientScene, GUILD_ID, people, startClientScene } from './support/client-scene'

let scene: ClientScene
beforeAll(async () => {
  scene = await startClientScene('--generation', 'C', '--defects', 'repaired')
}, 60_000)
afterAll(() => scene?.stop())
beforeEach(async () => {
  await scene.server.ask('DELETE', '/faults')
  await scene.arrived()
})

const timeouts = { readMs: 400, writeMs: 400 }
const by = { guildId: GUILD_ID, actorId: 'ada', credentials: people.admin }
const read = (client: AlphapyClient) => getSettings(client, { ...by, now: true })
const write = (client: AlphapyClient) =>
  saveSettingsCategory(client, { ...by, category: 'reminders', settings: { enabled: false } })
const fault = (action: unknown, times?: number) =>
  scene.server.ask('POST', '/faults', { match: { path: 'settings' }, do: action, ...(times ? { times } : {}) })
const answer = (status: number, body: string, contentType = 'application/json') => ({ status, body, contentType })

/** Name, fault, problem of a read, problem of a write; `calls` are how often a read and a write were sent. */
const table: [name: string, action: unknown, read: string, write: string, calls: [read: number, write: number]][] = [
  ['silence', { hang: true }, 'timeout', 'unknown-outcome', [1, 1]],
  ['a connection cut before anything ran', { drop: 'before' }, 'unavailable', 'unknown-outcome', [3, 1]],
  ['a connection cut after it ran', { drop: 'after' }, 'unavailable', 'unknown-outcome', [3, 1]],
  [
    'a refusal by the limiter',
    answer(429, '{"detail": "Rate limit exceeded. Max 10 requests per minute per IP."}'),
    'busy',
    'busy',
    [1, 1],
  ],
  ['a 429 of something in between', answer(429, 'slow down', 'text/plain'), 'busy', 'busy', [1, 1]],
  ['a plain-text 500', answer(500, 'Internal Server Error', 'text/plain'), 'unavailable', 'unknown-outcome', [1, 1]],
  [
    'HTML of a proxy',
    answer(502, '<html><h1>Bad gateway</h1></html>', 'text/html'),
    'unavailable',
    'unknown-outcome',
    [3, 1],
  ],
  ['HTML with status 200', answer(200, '<html>Sign in</html>', 'text/html'), 'bad-reply', 'unknown-outcome', [1, 1]],
  ['JSON that says it is HTML', answer(200, '{"success":true}', 'text/html'), 'bad-reply', 'unknown-outcome', [1, 1]],
  ['a redirect', answer(302, ''), 'bad-reply', 'unknown-outcome', [1, 1]],
  [
    'status 200 with an error in it',
    answer(200, '{"error":"Database not initialized"}'),
    'unavailable',
    'unknown-outcome',
    [1, 1],
  ],
  ['JSON cut short', answer(200, '{"system":{"log_channel_id":"14393879'), 'bad-reply', 'unknown-outcome', [1, 1]],
  ['no JSON at all', answer(200, 'yes'), 'bad-reply', 'unknown-outcome', [1, 1]],
  ['nothing', answer(200, ''), 'bad-reply', 'unknown-outcome', [1, 1]],
  [
    'five megabytes',
    answer(200, `{"system":{"a":"${'x'.repeat(5_000_000)}"}}`),
    'bad-reply',
    'unknown-outcome',
    [1, 1],
  ],
  ['a disagreement', answer(409, '{"detail":"Already linked elsewhere"}'), 'conflict', 'conflict', [1, 1]],
  ['wrong types', answer(200, '{"system":[1]}'), 'bad-reply', 'unknown-outcome', [1, 1]],
  ['a list in place of an object', answer(200, '[]'), 'bad-reply', 'unknown-outcome', [1, 1]],
  [
    'a number beyond all measure as refusal',
    answer(422, `{"detail":[{"loc":[${'9'.repeat(400)}],"msg":5}]}`),
    'invalid',
    'invalid',
    [1, 1],
  ],
]

describe.each(table)('%s', (_name, action, readCode, writeCode, calls) => {
  test(`makes a read ${readCode}`, async () => {
    await fault(action)
    const startedAt = performance.now()
    expect(await read(scene.client({ timeouts }))).toMatchObject({
      ok: false,
      problem: { code: readCode, safeToRepeat: true, requestId: expect.any(String) },
    })
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    expect(await scene.arrived()).toHaveLength(calls[0])
  })

  test(`makes a write ${writeCode}, sent once`, async () => {
    await fault(action)
    expect(await write(scene.client({ timeouts }))).toMatchObject({
      ok: false,
      problem: { code: writeCode, safeToRepeat: writeCode !== 'unknown-outcome' },
    })
    expect(await scene.arrived()).toHaveLength(calls[1])
  })
})

test('a passing failure of a read is tried again, and two of them', async () => {
  await fault(answer(503, '{"detail":"x"}'), 1)
  await fault({ drop: 'before' }, 1)
  expect((await read(scene.client())).ok).toBe(true)
  expect(await scene.arrived()).toHaveLength(3)
})

test('a server that is not there is told apart from a lost answer', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  const gone = scene.client({ baseUrl: `http://127.0.0.1:${port}` })
  expect(await read(gone)).toMatchObject({ problem: { code: 'unavailable', safeToRepeat: true } })
  expect(await write(gone)).toMatchObject({ problem: { code: 'unavailable', safeToRepeat: true } })
})

test('an answer whose body breaks off is a lost one: a read is tried again, a write never', async () => {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(String(request.method))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 })
    response.write('{"success":true,"system":{', () => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = scene.client({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  expect(await read(client)).toMatchObject({ problem: { code: 'unavailable', safeToRepeat: true } })
  expect(await write(client)).toMatchObject({ problem: { code: 'unknown-outcome', safeToRepeat: false } })
  expect(seen).toEqual(['GET', 'GET', 'GET', 'POST'])
  server.close().closeAllConnections()
})

test('of equal names the last counts, and a name that means something to JavaScript is a name', async () => {
  await fault(answer(200, '{"system":{"a":1,"a":1123456789012345678},"__proto__":{"polluted":true},"toString":{}}'))
  const result = await read(scene.client())
  expect(result).toMatchObject({ ok: true, data: { value: { system: { a: '1123456789012345678' } } } })
  expect({}).not.toHaveProperty('polluted')
  if (result.ok) expect(Object.getPrototypeOf(result.data.value)).toBe(Object.prototype)
})

test('what is said about values is passed on as plain text, bounded; everything else stays behind', async () => {
  const long = `${'<b>bold</b>\u0000\u202e\n'.repeat(100)}`
  const detail = [
    { type: 'missing', loc: ['body', 'settings', 'log_level'], msg: long, input: 'secret-input' },
    { type: 'missing', loc: ['body', '__proto__'], msg: 'odd' },
    { type: 'missing', loc: ['path', 'guild_id'], msg: 'not about a value' },
  ]
  await fault(answer(422, JSON.stringify({ detail, trace: 'secret-trace' })))
  const result = await write(scene.client())
  const text = JSON.stringify(result)
  expect(text).not.toMatch(/secret|not about/)
  if (result.ok) throw new Error('It was refused')
  const message = String(result.problem.fieldErrors?.['settings.log_level']?.values?.message)
  expect(message).toMatch(/^<b>bold<\/b> <b>bold/)
  expect([...message]).toHaveLength(200)
  expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect({}).not.toHaveProperty('key')
})

test('a quota of the backend is no refusal by its limiter', async () => {
  await fault(answer(429, '{"detail":"You can add at most 3 reminders with images per hour. Try again later."}'), 1)
  const client = scene.client()
  expect(await write(client)).toMatchObject({ problem: { code: 'forbidden', reason: 'quota-reached' } })
  expect((await write(client)).ok).toBe(true)
})

test('a caller who leaves does not take the others along; when the last one leaves, the read is called off', async () => {
  await fault({ delayMs: 150 })
  const client = scene.client()
  const leaving = new AbortController()
  const first = getSettings(client, { ...by, signal: leaving.signal })
  const second = getSettings(client, by)
  leaving.abort()
  expect(await first).toMatchObject({ ok: false, problem: { code: 'timeout', safeToRepeat: true } })
  expect((await second).ok).toBe(true)
  expect(await scene.arrived()).toHaveLength(1)
  const alone = new AbortController()
  const third = getSettings(client, { ...by, actorId: 'bram', signal: alone.signal })
  alone.abort()
  expect((await third).ok).toBe(false)
  // The one called off is not joined: who comes now gets an answer.
  expect((await getSettings(client, { ...by, actorId: 'bram' })).ok).toBe(true)
})

test("somebody else's refusal is no verdict on the one who joined", async () => {
  await fault({ delayMs: 100 })
  const client = scene.client()
  const [member, admin] = await Promise.all([
    getSettings(client, { ...by, actorId: 'shared', credentials: people.member }),
    getSettings(client, { ...by, actorId: 'shared' }),
  ])
  expect(member).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
  expect(admin.ok).toBe(true)
})

test('a read begun before a write and answered after it is not kept', async () => {
  const client = scene.client()
  await scene.server.ask('POST', '/faults', {
    match: { method: 'GET', path: 'settings' },
    times: 1,
    do: { delayMs: 200 },
  })
  const slow = read(client)
  await write(client)
  await slow
  await scene.arrived()
  await getSettings(client, by)
  expect(await scene.arrived()).toHaveLength(1)
})

test("the browser's address goes along only when that is configured", async () => {
  const credentials = { ...people.admin, clientAddress: '203.0.113.7' }
  for (const forwardAddress of [false, true]) {
    expect((await getSettings(scene.client({ forwardAddress }), { ...by, credentials })).ok).toBe(true)
  }
  expect((await scene.arrived()).map(({ forwardedFor }) => forwardedFor)).toEqual([null, '203.0.113.7'])
})

test('a storm of refusals is learned from: asked again rarely, and told how long', async () => {
  await fault(answer(429, '{"detail": "Rate limit exceeded. Max 30 requests per minute per IP."}'))
  const client = scene.client({ window: new MemoryCallWindow({ reads: 30, writes: 10, windowMs: 60_000 }) })
  for (let turn = 0; turn < 5; turn++) {
    const result = await read(client)
    if (result.ok) throw new Error('It was refused')
    expect(result.problem.code).toBe('busy')
    expect(result.problem.retryAfterMs).toBeGreaterThan(8_000)
    expect(result.problem.retryAfterMs).toBeLessThanOrEqual(10_000)
  }
  expect(await scene.arrived()).toHaveLength(1)
})
