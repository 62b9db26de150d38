/** What each person gets on each kind of route of each generation, and what the server was shown for it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getHealth } from '@/lib/alphapy/endpoints/health'
import { getHistory, rollBack } from '@/lib/alphapy/endpoints/history'
import { getMetrics } from '@/lib/alphapy/endpoints/metrics'
import { getObservability } from '@/lib/alphapy/endpoints/observability'
import { getReminders } from '@/lib/alphapy/endpoints/reminders'
import { getSettings } from '@/lib/alphapy/endpoints/settings'
import type { AlphapyClient } from '@/lib/alphapy/transport/client'
import { type Credentials, type Generation, verifiedDiscordId } from '@/lib/alphapy/transport/credentials'
import type { Result } from '@/lib/problems/result'
import { type ClientScene, GUILD_ID, people, startClientScene } from './support/client-scene'
import { ADMIN } from './support/credentials'

type Person = keyof typeof people
type Route = 'settings' | 'reminders' | 'metrics' | 'observability'

const asks: Record<Route, (client: AlphapyClient, credentials: Credentials) => Promise<Result<unknown>>> = {
  settings: (client, credentials) => getSettings(client, { guildId: GUILD_ID, actorId: 'x', credentials }),
  reminders: (client, credentials) => getReminders(client, { guildId: GUILD_ID, actorId: 'x', credentials }),
  metrics: (client, credentials) => getMetrics(client, { guildId: GUILD_ID, credentials, live: false }),
  observability: (client) => getObservability(client),
}

/** Outcomes: `ok`, or the problem's code and reason; then what was shown, one letter a call: Token, Discord pair, User pair, Key, nothing. */
const all = (outcome: string) => ({ A: outcome, B: outcome, C: outcome })
const refused = 'unavailable credentials-refused'
const matrix: [person: Person, route: Route, withKey: boolean, wanted: Record<Generation, string>][] = [
  ['nobody', 'settings', true, all('signed-out -')],
  ['nobody', 'metrics', true, all('signed-out -')],
  ['admin', 'settings', true, all('ok T')],
  ['admin', 'settings', false, all('ok T')],
  ['adminWithoutDiscord', 'settings', true, all('ok T')],
  ['member', 'settings', true, all('forbidden T')],
  ['unlinked', 'settings', true, all('not-linked T')],
  ['adminUnchecked', 'settings', true, { A: 'ok TDU', B: `${refused} TDU`, C: 'ok TD' }],
  ['adminUnchecked', 'settings', false, all(`${refused} T`)],
  ['uncheckedWithoutDiscord', 'settings', true, { A: 'ok TU', B: `${refused} TU`, C: `${refused} TU` }],
  ['admin', 'metrics', true, all('ok T')],
  ['member', 'metrics', true, all('ok T')],
  ['adminUnchecked', 'metrics', true, { A: 'ok TU', B: `${refused} TU`, C: `${refused} TU` }],
  ['adminUnchecked', 'metrics', false, all(`${refused} T`)],
  ['admin', 'reminders', true, { A: 'not-found server-too-old D', B: 'not-found server-too-old D', C: 'ok D' }],
  ['member', 'reminders', true, { A: 'not-found server-too-old D', B: 'not-found server-too-old D', C: 'forbidden D' }],
  ['admin', 'reminders', false, all('unavailable service-key-missing')],
  ['adminWithoutDiscord', 'reminders', true, all('not-linked discord-identity-missing')],
  [
    'adminUnchecked',
    'reminders',
    true,
    { A: 'not-found server-too-old D', B: 'not-found server-too-old D', C: 'ok D' },
  ],
  ['nobody', 'observability', true, { A: 'not-found server-too-old K', B: 'ok K', C: 'ok K' }],
  ['nobody', 'observability', false, all('unavailable service-key-missing')],
]

const letters: Record<string, string> = {
  authorization: 'T',
  'x-api-key,x-discord-user-id': 'D',
  'x-api-key,x-user-id': 'U',
  'x-api-key': 'K',
  '': '-',
}

let scene: ClientScene
beforeAll(async () => {
  scene = await startClientScene('--defects', 'head')
}, 60_000)
afterAll(() => scene?.stop())

describe.each(['A', 'B', 'C'] as const)('generation %s', (generation) => {
  beforeAll(() => scene.become({ generation }))

  async function told(result: Result<unknown>): Promise<string> {
    const outcome = result.ok ? ['ok'] : [result.problem.code, result.problem.reason]
    const shown = (await scene.arrived()).map(({ credentials }) => letters[[...credentials].sort().join()] ?? 'both')
    return [...outcome, shown.join('')].filter(Boolean).join(' ')
  }

  test.each(matrix)('%s on %s, service key: %s', async (person, route, withKey, wanted) => {
    await scene.arrived()
    const client = scene.client(withKey ? {} : { apiKey: undefined })
    expect(await told(await asks[route](client, people[person]))).toBe(wanted[generation])
  })

  test('is noticed from a settings answer, from a health answer and from refusals', async () => {
    const bySettings = scene.client()
    await asks.settings(bySettings, people.admin)
    expect([...bySettings.knowledge.possible]).toContain(generation)
    if (generation === 'C') expect([...bySettings.knowledge.possible]).toEqual(['C'])
    const byHealth = scene.client()
    await getHealth(byHealth)
    expect([...byHealth.knowledge.possible]).toEqual([generation])
    const byRefusal = scene.client()
    await asks.settings(byRefusal, people.adminUnchecked)
    expect([...byRefusal.knowledge.possible]).toEqual([generation])
  })

  test('is remembered: what it does not take is not shown to it again', async () => {
    const client = scene.client()
    await asks.settings(client, people.adminUnchecked)
    await scene.arrived()
    const again = await getHistory(client, {
      guildId: GUILD_ID,
      actorId: 'x',
      credentials: people.adminUnchecked,
      limit: 5,
    })
    expect(await told(again)).toBe({ A: 'ok U', B: `${refused} T`, C: 'ok D' }[generation])
    expect(await told(await asks.metrics(client, people.admin))).toBe('ok T')
  })

  test('rolls back with the pair it takes, and with a token where there is no other way', async () => {
    await scene.server.ask('POST', '/sql', {
      query: `insert into settings_history (guild_id, scope, key, old_value, new_value, value_type, change_type)
              values ($1, 'reminders', 'enabled', 'true', 'false', 'bool', 'updated')`,
      params: [GUILD_ID],
    })
    const history = await getHistory(scene.client(), {
      guildId: GUILD_ID,
      actorId: 'x',
      credentials: people.admin,
      limit: 1,
    })
    const entryId = history.ok ? (history.data.value[0]?.id ?? 0) : 0
    await scene.arrived()
    const call = { guildId: GUILD_ID, actorId: 'x', credentials: people.admin, entryId }
    const client = scene.client()
    expect(await told(await rollBack(client, call))).toBe(
      { A: 'ok DU', B: 'unknown-outcome DUT', C: 'ok D' }[generation],
    )
    const withoutKey = scene.client({ apiKey: undefined })
    expect(await told(await rollBack(withoutKey, call))).toBe('unknown-outcome T')
  })
})

test('an id that nobody verified cannot be given to the client', () => {
  // @ts-expect-error a plain id is no proof
  const made: Credentials = { kind: 'jwt', token: 't', discordId: ADMIN.discordId }
  expect(made).toBeDefined()
  expect(verifiedDiscordId([{ provider: 'github', id: ADMIN.discordId }])).toBeUndefined()
  expect(verifiedDiscordId([{ provider: 'discord', id: 'not an id' }])).toBeUndefined()
  expect(verifiedDiscordId([])).toBeUndefined()
})
