/** What the control port of the local Alphapy can do, and what its demo promises. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { GUILDS } from '../../dev/seed/guilds'
import { PEOPLE } from '../../dev/seed/people'
import { call } from './support/call'
import { ADMIN, API_KEY, credentialHeaders, MEMBER } from './support/credentials'
import { CHANNEL, GUILD, type Scene, startScene } from './support/scene'
import { startServer } from './support/server-process'
import { startStandInAuth } from './support/stand-in-auth'

const SETTINGS = `/api/dashboard/settings/${GUILD}`

describe('the control port', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await startScene('--seed', 'none')
  }, 60_000)
  beforeEach(() => scene.reset())
  afterAll(() => scene?.stop())

  const status = async (path = SETTINGS) => (await scene.asAdmin('GET', path)).status

  test('guilds: who administers what follows the guild as last given', async () => {
    expect(await status()).toBe(200)
    const guild = { id: GUILD, name: 'Scene', ownerId: '999', members: [{ id: ADMIN.discordId, name: 'admin' }] }
    await scene.server.ask('POST', '/guilds', guild)
    expect(await status()).toBe(403)
    await scene.server.ask('POST', '/guilds', { ...guild, ownerId: ADMIN.discordId })
    expect(await status()).toBe(200)
    await scene.server.ask('DELETE', `/guilds?id=${GUILD}`)
    expect(await status()).toBe(403)
  })

  test('links: a removed link works on for up to a minute, then the person is told to link', async () => {
    expect(await status()).toBe(200)
    await scene.server.ask('DELETE', `/links?innersyncUserId=${ADMIN.userId}`)
    expect(await status()).toBe(200)
    await scene.server.ask('POST', '/clock', { offsetMs: 61_000 })
    const refused = await scene.asAdmin('GET', SETTINGS)
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('Run /link')])
  })

  test('sql: ids and JSON come back as text', async () => {
    await scene.sql(`insert into bot_settings (guild_id, scope, key, value) values ($1, 'a', 'b', '{"n": 1}')`, [GUILD])
    expect(await scene.sql('select guild_id, value from bot_settings')).toEqual([
      { guild_id: GUILD, value: '{"n": 1}' },
    ])
  })

  test('limits: smaller ones apply at once, refusals are not counted, the clock moves the window', async () => {
    await scene.server.ask('POST', '/limits', { enabled: true, reads: 3, writes: 1 })
    await scene.server.ask('POST', '/limits/reset')
    expect([await status(), await status()]).toEqual([200, 200])
    const write = await scene.asAdmin('POST', SETTINGS, { category: 'gdpr', settings: {} })
    expect([write.status, write.text]).toEqual([
      429,
      '{"detail": "Rate limit exceeded. Max 1 requests per minute per IP."}',
    ])
    expect([await status(), await status()]).toEqual([200, 429])
    await scene.server.ask('POST', '/clock', { offsetMs: 60_001 })
    expect(await status()).toBe(200)
  })

  test('config: generation and service key change while running, a reset brings both back', async () => {
    expect(await scene.server.ask('POST', '/config', { generation: 'A', apiKey: null })).toMatchObject({
      generation: 'A',
      apiKeySet: false,
    })
    const anyone = await call({ port: scene.server.port, path: SETTINGS, headers: { 'x-user-id': ADMIN.userId } })
    expect(anyone.status).toBe(200)
    await scene.server.ask('POST', '/reset', { seed: 'none' })
    expect(await scene.server.ask('POST', '/config', {})).toMatchObject({ generation: 'C', apiKeySet: true })
  })

  test('without a configured key the matrix of the newest generation holds', async () => {
    await scene.server.ask('POST', '/config', { apiKey: null })
    const asked = async (credentials: string, path: string) =>
      (await call({ port: scene.server.port, path, headers: credentialHeaders(credentials) })).status
    expect(await asked('none', SETTINGS)).toBe(401)
    expect(await asked('none', `/api/dashboard/${GUILD}/reminders`)).toBe(422)
    expect(await asked('key+discord-admin', SETTINGS)).toBe(401)
    expect(await asked('key+discord-admin', `/api/dashboard/${GUILD}/reminders`)).toBe(401)
    expect(await asked('admin-jwt', SETTINGS)).toBe(200)
    expect(await asked('key', '/api/observability')).toBe(503)
  })

  test('slash: a typed row, a history row, an event, and the value in the bot', async () => {
    const command = { guildId: GUILD, actorDiscordId: ADMIN.discordId, scope: 'system' }
    await scene.server.ask('POST', '/slash', { ...command, key: 'log_channel_id', value: CHANNEL })
    await scene.server.ask('POST', '/slash', { ...command, key: 'log_level', value: 'normal' })
    expect(await scene.sql('select key, value, value_type, updated_by from bot_settings order by key')).toEqual([
      { key: 'log_channel_id', value: CHANNEL, value_type: 'channel', updated_by: ADMIN.discordId },
      { key: 'log_level', value: '"normal"', value_type: 'string', updated_by: ADMIN.discordId },
    ])
    const history = await scene.asAdmin('GET', `/api/dashboard/${GUILD}/settings/history`)
    expect(history.text).toContain(`"changed_by":${ADMIN.discordId}`)
    const logs = await scene.asAdmin('GET', `/api/dashboard/logs?guild_id=${GUILD}`)
    expect(logs.text).toContain(`"updated_by":${ADMIN.discordId},"action":"set","source":"command"`)
    expect(await scene.server.ask('GET', `/bot/settings?guildId=${GUILD}`)).toEqual({
      settings: { 'system.log_channel_id': CHANNEL, 'system.log_level': 'normal' },
    })
  })

  test('slash: an unknown setting, a wrong type and a forgotten value are refused', async () => {
    const command = { guildId: GUILD, actorDiscordId: ADMIN.discordId, scope: 'system' }
    const slash = (rest: object) => scene.server.ask('POST', '/slash', { ...command, ...rest })
    await expect(slash({ key: 'nope', value: 'x' })).rejects.toThrow('no setting system.nope')
    await expect(slash({ key: 'log_channel_id', value: 'x' })).rejects.toThrow('channel setting')
    await expect(slash({ key: 'log_level' })).rejects.toThrow('value')
  })

  test('bot: the dashboard writes past its memory until a member speaks', async () => {
    await scene.asAdmin('POST', SETTINGS, { category: 'gdpr', settings: { enabled: false } })
    const memory = () => scene.server.ask('GET', `/bot/settings?guildId=${GUILD}`)
    expect(await memory()).toEqual({ settings: {} })
    await scene.server.ask('POST', '/bot', { memberMessage: GUILD })
    expect(await memory()).toEqual({ settings: { 'gdpr.enabled': false } })
  })

  test('bot: while it is away guild routes answer 503 and metrics say so', async () => {
    await scene.server.ask('POST', '/bot', { online: false })
    expect(await status()).toBe(503)
    const metrics = JSON.parse((await scene.asAdmin('GET', '/api/metrics')).text)
    expect(metrics.bot).toMatchObject({ online: false, latency_ms: null, guilds: [], commands: [] })
  })

  test('events: shown to their guild, global ones to every guild, ids as bare integers', async () => {
    const event = { type: 'COG_ERROR', message: 'Command failed', details: { user_id: { $id: MEMBER.discordId } } }
    await scene.server.ask('POST', '/events', { ...event, guildId: GUILD })
    await scene.server.ask('POST', '/events', { ...event, guildId: '5', message: 'elsewhere' })
    await scene.server.ask('POST', '/events', { type: 'BOT_READY', message: 'ready' })
    const { text } = await scene.asAdmin('GET', `/api/dashboard/logs?guild_id=${GUILD}`)
    expect(text).toContain(`"user_id":${MEMBER.discordId}`)
    expect(JSON.parse(text).logs.map((entry: { message: string }) => entry.message)).toEqual([
      'ready',
      'Command failed',
    ])
  })

  test('a fault can be planted for one person of many', async () => {
    await scene.server.ask('POST', '/faults', { match: { subject: ADMIN.discordId }, do: { status: 502, body: 'x' } })
    expect((await scene.asService('GET', SETTINGS)).status).toBe(502)
    expect(await status()).toBe(200)
  })
})

describe('the demo', () => {
  test('looks alive, keeps the foreign guild to itself, and the process ends although a request hangs', async () => {
    const tokens = Object.fromEntries(Object.values(PEOPLE).map((person) => [person.name, person.userId]))
    const auth = await startStandInAuth(tokens)
    const server = await startServer(['--auth-url', auth.url, '--api-key', API_KEY])
    try {
      const as = (person: string, path: string) =>
        call({ port: server.port, path, headers: { authorization: `Bearer ${person}` } })
      const { harbour, workshop, foreign } = GUILDS
      const settings = (guild: string) => `/api/dashboard/settings/${guild}`
      const statuses = await Promise.all([
        as('ada', settings(harbour.id)),
        as('ada', settings(workshop.id)),
        as('ada', settings(foreign.id)),
        as('bram', settings(workshop.id)),
        as('bram', settings(harbour.id)),
        as('bram', settings(foreign.id)),
        as('mira', settings(harbour.id)),
        as('noor', settings(harbour.id)),
      ])
      expect(statuses.map((answer) => answer.status)).toEqual([200, 200, 403, 200, 403, 403, 403, 403])
      expect(JSON.parse(statuses[0]?.text ?? '').reminders).toHaveProperty('digest_style', 'compact')
      const metrics = await as('ada', `/api/metrics?guild_id=${harbour.id}`)
      expect(metrics.text).toContain(`"owner_id":${PEOPLE.ada.discordId}`)
      const numbers = JSON.parse(metrics.text)
      expect(numbers.tickets.open_items).toHaveLength(6)
      expect(numbers.reminders.upcoming).toHaveLength(2)
      expect(numbers.command_usage.total_commands_24h).toBeGreaterThan(10)
      expect(metrics.text).not.toContain('secret_playlist')
      const logs = await as('ada', `/api/dashboard/logs?guild_id=${harbour.id}`)
      expect(logs.text).not.toContain(foreign.id)
    } finally {
      const service = { ...credentialHeaders('key') }
      await server.ask('POST', '/faults', { do: { hang: true } })
      const hanging = call({ port: server.port, path: '/status', headers: service }).catch(() => 'cut')
      await server.stop()
      expect(await hanging).toBe('cut')
      await auth.stop()
    }
  }, 60_000)
})
