/** Measured facts about the real server that the recordings do not hold. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { call } from './support/call'
import { ADMIN, credentialHeaders } from './support/credentials'
import { CHANNEL, GUILD, type Scene, startScene } from './support/scene'

const AT = `/api/dashboard/${GUILD}`
const SETTINGS = `/api/dashboard/settings/${GUILD}`
const REMINDERS = `${AT}/reminders`

let scene: Scene
beforeAll(async () => {
  scene = await startScene('--seed', 'none', '--defects', 'head')
}, 60_000)
beforeEach(() => scene.reset())
afterAll(() => scene?.stop())

const raw = (options: { method?: string; path: string; headers?: Record<string, string>; body?: string }) =>
  call({ port: scene.server.port, ...options })

describe('reminders', () => {
  const create = async (fields: object) => {
    const answer = await scene.asService('POST', REMINDERS, { message: 'x', channel_id: CHANNEL, ...fields })
    return { status: answer.status, ...JSON.parse(answer.text) }
  }
  const change = async (id: number, fields: object) => {
    const answer = await scene.asService('PUT', `${REMINDERS}/${id}`, fields)
    return { status: answer.status, ...JSON.parse(answer.text) }
  }

  test.each([
    ['2027-07-05', '2027-07-05T00:00:00+02:00', '23:00:00', '00:00:00'],
    ['2027-01-05T18:00', '2027-01-05T18:00:00+01:00', '17:00:00', '18:00:00'],
    ['2027-07-05T18:00:59Z', '2027-07-05T20:00:00+02:00', '19:00:00', '20:00:00'],
    ['2027-07-05T18:00:00+05:30', '2027-07-05T14:30:00+02:00', '13:30:00', '14:30:00'],
  ])('a one-off at %s is read in Brussels time', async (scheduled_time, event_time, time, call_time) => {
    const { reminder } = await create({ scheduled_time })
    expect(reminder).toMatchObject({ event_time, scheduled_time: event_time, time, call_time, days: null })
  })

  test('writing back the time that was read moves a reminder earlier by the lead time', async () => {
    const { reminder } = await create({ time: '10:00', days: ['0'] })
    expect([reminder.time, reminder.call_time]).toEqual(['09:00:00', '10:00:00'])
    const { reminder: moved } = await change(1, { time: reminder.time })
    expect([moved.time, moved.call_time]).toEqual(['08:00:00', '09:00:00'])
  })

  test('a new clock moves a one-off within its Brussels day, also in summer', async () => {
    await create({ scheduled_time: '2027-07-05T23:30:00Z' })
    const { reminder } = await change(1, { call_time: '12:15' })
    expect(reminder).toMatchObject({ event_time: '2027-07-06T12:15:00+02:00', time: '11:15:00' })
  })

  test('an empty moment turns a one-off back; only one-offs can be completed', async () => {
    await create({ scheduled_time: '2027-07-05T20:00' })
    expect((await change(1, { completed: true })).reminder.completed).toBe(true)
    expect((await change(1, { scheduled_time: '' })).reminder).toMatchObject({ event_time: null, days: null })
    expect((await change(1, { completed: true })).detail).toBe('completed is only supported for one-off reminders')
    expect((await change(1, { days: [] })).detail).toBe('At least one day is required')
  })

  test('weekdays are not checked, clocks are', async () => {
    expect((await create({ time: '10:00', days: ['9'] })).reminder.days).toEqual(['9'])
    expect(await create({ time: 'a:b', days: [1] })).toEqual({
      status: 400,
      detail: "invalid literal for int() with base 10: 'a'",
    })
    expect((await create({ scheduled_time: 'soon' })).detail).toBe('Invalid scheduled_time')
    expect((await create({ channel_id: 'x', time: '10:00', days: [1] })).detail).toBe('Invalid channel_id')
  })

  test('the eleventh open reminder of a free user is refused, a premium user has no end', async () => {
    for (let index = 0; index < 10; index += 1) await create({ time: '10:00', days: ['0'] })
    expect(await create({ time: '10:00', days: ['0'] })).toMatchObject({
      status: 403,
      detail: expect.stringContaining('maximum of 10 reminders'),
    })
    await scene.sql(`insert into premium_subs (user_id, guild_id, tier, status) values ($1, 0, 'lifetime', 'active')`, [
      ADMIN.discordId,
    ])
    expect((await create({ time: '10:00', days: ['0'] })).status).toBe(200)
    const images = ['a', 'b', 'c', 'c', 'd'].map((name) => `https://example.org/${name}.png`)
    const statuses: number[] = []
    for (const image_url of images) statuses.push((await change(1, { image_url })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 429])
  })
})

test('a custom command with a slash in its name can be made but never reached again', async () => {
  const command = { name: 'a/b', trigger_type: 'exact', trigger_value: 'x', response: 'y' }
  expect((await scene.asService('POST', `${AT}/custom-commands`, command)).status).toBe(201)
  const removed = await scene.asService('DELETE', `${AT}/custom-commands/a%2Fb`)
  expect([removed.status, removed.text]).toEqual([404, '{"detail":"Not Found"}'])
})

test('a number of any size comes back digit by digit', async () => {
  const body = '{"category":"growth","settings":{"log_channel_id":"1187420337402810393","goal":98765432109876543210}}'
  const headers = { ...credentialHeaders('admin-jwt'), 'content-type': 'application/json' }
  expect((await raw({ method: 'POST', path: SETTINGS, headers, body })).status).toBe(200)
  expect((await scene.asAdmin('GET', SETTINGS)).text).toContain('"goal":"98765432109876543210"')
})

describe('refusals come in order', () => {
  const asService = credentialHeaders('key+discord-admin')

  test('a path is judged for the gate and for the route, a missing header only for the gate', async () => {
    const answer = await scene.asAdmin('GET', '/api/dashboard/abc/reminders')
    expect(JSON.parse(answer.text).detail.map((entry: { loc: string[] }) => entry.loc.join('.'))).toEqual([
      'path.guild_id',
      'header.X-Discord-User-Id',
      'path.guild_id',
    ])
  })

  test('a body that is not sent as JSON is no object', async () => {
    const answer = await raw({ method: 'POST', path: SETTINGS, headers: credentialHeaders('admin-jwt'), body: '{}' })
    expect([answer.status, JSON.parse(answer.text).detail[0].type]).toEqual([422, 'model_attributes_type'])
  })

  test('broken JSON is told with its place, before anybody is looked at', async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await raw({ method: 'POST', path: SETTINGS, headers, body: '{"category": "gdpr",}' })
    expect([answer.status, JSON.parse(answer.text).detail[0]]).toMatchObject([422, { loc: ['body', 20] }])
  })

  test('an empty Discord id is nobody on a guild route and invalid on a service route', async () => {
    const headers = { ...asService, 'x-discord-user-id': '' }
    expect((await raw({ path: SETTINGS, headers })).status).toBe(401)
    expect((await raw({ path: REMINDERS, headers })).status).toBe(400)
  })

  test('HEAD is not allowed', async () => {
    const answer = await raw({ method: 'HEAD', path: '/api/health' })
    expect([answer.status, answer.text, answer.headers.allow]).toEqual([405, '', 'GET'])
  })
})

test('browsers of known origins may call, a preflight of any other is refused', async () => {
  const preflight = (origin: string) =>
    raw({ method: 'OPTIONS', path: SETTINGS, headers: { origin, 'access-control-request-method': 'GET' } })
  const known = await preflight('https://mind.innersync.tech')
  expect([known.status, known.headers['access-control-allow-origin']]).toEqual([200, 'https://mind.innersync.tech'])
  const other = await preflight('https://example.org')
  expect([other.status, other.text]).toEqual([400, 'Disallowed CORS origin'])
  const plain = await raw({ path: '/status', headers: { origin: 'https://example.org' } })
  expect([plain.status, plain.headers['access-control-allow-origin']]).toEqual([200, undefined])
})

describe('the limiter', () => {
  const status = async (method: string, path: string) => (await raw({ method, path })).status
  beforeEach(() => scene.server.ask('POST', '/limits', { enabled: true, reads: 2, probes: 3 }))

  test('PATCH and OPTIONS count as reads, only /status has a limit of its own', async () => {
    expect([await status('PATCH', '/x'), await status('OPTIONS', '/x')]).toEqual([404, 404])
    expect([await status('GET', '/api/health'), await status('GET', '/api/metrics')]).toEqual([429, 429])
    expect([await status('GET', '/status'), await status('GET', '/status')]).toEqual([200, 429])
  })

  test('the oldest generation never counts /status', async () => {
    await scene.server.ask('POST', '/config', { generation: 'A' })
    for (let index = 0; index < 5; index += 1) expect(await status('GET', '/status')).toBe(200)
    expect(await status('GET', '/api/health')).toBe(200)
  })
})

test('without its database the server says so everywhere', async () => {
  await scene.server.ask('POST', '/config', { database: false })
  for (const ask of [scene.asAdmin, scene.asService]) {
    const answer = await ask('GET', SETTINGS)
    expect([answer.status, answer.text]).toEqual([503, '{"detail":"Database not available"}'])
  }
  const metrics = JSON.parse((await scene.asAdmin('GET', '/api/metrics')).text)
  expect(metrics).toMatchObject({
    infrastructure: { database_up: false },
    tickets: { total: 0 },
    bot: { online: true },
  })
  const health = JSON.parse((await raw({ path: '/api/health' })).text)
  expect(health).toMatchObject({ db_status: 'not_initialized', active_commands_24h: null })
  expect((await raw({ path: '/api/health/history' })).text).toBe('{"error":"Database not initialized"}')
})

describe('personal reminders', () => {
  const mine = `/api/reminders/${ADMIN.userId}`
  const insert = (message: string | null) =>
    scene.sql(
      `insert into reminders (guild_id, name, channel_id, time, days, message, created_by)
       values ($1, 'Tea', $2, '16:00', '{0}', $3, $4)`,
      [GUILD, CHANNEL, message, ADMIN.discordId],
    )

  test('are listed for oneself only', async () => {
    await insert('Tea')
    expect((await scene.asAdmin('GET', mine)).text).toBe(
      `[{"id":1,"name":"Tea","time":"16:00","days":["0"],"message":"Tea","channel_id":${CHANNEL},"user_id":"${ADMIN.discordId}"}]`,
    )
    expect((await scene.asAdmin('GET', '/api/reminders/someone')).text).toBe('{"detail":"Forbidden"}')
  })

  test('fail without a word over an empty field or an id that is no number', async () => {
    await insert(null)
    const listed = await scene.asAdmin('GET', mine)
    const removed = await scene.asAdmin('DELETE', `/api/reminders/abc/${ADMIN.userId}`)
    expect([listed.status, listed.text, removed.status]).toEqual([500, 'Internal Server Error', 500])
    expect((await scene.asAdmin('DELETE', `/api/reminders/77/${ADMIN.userId}`)).text).toBe('{"success":true}')
  })
})

test('generation A believes anyone who names a user while no key is configured', async () => {
  await scene.server.ask('POST', '/config', { generation: 'A', apiKey: null })
  const history = await raw({ path: `${AT}/settings/history`, headers: { 'x-user-id': 'whoever' } })
  expect(history.status).toBe(200)
})
