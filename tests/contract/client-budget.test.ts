/** Many people, one address, a server with its real limiter: nothing is refused there, and every save goes through. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMetrics } from '@/lib/alphapy/endpoints/metrics'
import { getSettings, saveSettingsCategory } from '@/lib/alphapy/endpoints/settings'
import { MemoryCallWindow } from '@/lib/alphapy/transport/call-window'
import { type ClientScene, GUILD_ID, people, startClientScene } from './support/client-scene'

/** The measured limits over a shorter window, so that the test need not take minutes. */
const limits = { reads: 30, writes: 10, windowMs: 2_000 }

let scene: ClientScene
beforeAll(async () => {
  scene = await startClientScene('--generation', 'C', '--defects', 'repaired')
}, 60_000)
afterAll(() => scene?.stop())

test('with twenty people reading, polling and saving, the server refuses nothing', async () => {
  await scene.server.ask('POST', '/limits', { ...limits, enabled: true })
  const client = scene.client({ window: new MemoryCallWindow(limits) })
  const credentials = people.admin
  const until = {
    end: performance.now() + 3 * limits.windowMs,
    /** Comes back when told to, as a person's page does. */
    told: (ms = 0) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  }
  const counts = { read: 0, busy: 0, saved: 0 }

  const pollAndRead = async (index: number): Promise<void> => {
    const by = { guildId: GUILD_ID, actorId: `reader ${index}`, credentials }
    while (performance.now() < until.end) {
      await getMetrics(client, { guildId: GUILD_ID, credentials, live: true })
      const read = await getSettings(client, { ...by, now: true })
      counts[read.ok ? 'read' : 'busy']++
      if (read.ok) continue
      expect(read.problem).toMatchObject({ code: 'busy', retryAfterMs: expect.any(Number) })
      await until.told(read.problem.retryAfterMs)
    }
  }
  const save = async (): Promise<void> => {
    const by = { guildId: GUILD_ID, actorId: 'saver', credentials }
    while (performance.now() < until.end) {
      const reserved = await client.reserveSave({ guildId: GUILD_ID, credentials, purpose: 'reminders' })
      if (!reserved.ok) {
        await until.told(reserved.problem.retryAfterMs)
        continue
      }
      const save = reserved.data
      expect((await getSettings(client, { ...by, now: true, save })).ok).toBe(true)
      const settings = { enabled: true }
      expect(await saveSettingsCategory(client, { ...by, category: 'reminders', settings, save })).toMatchObject({
        ok: true,
      })
      expect((await getSettings(client, { ...by, now: true, save })).ok).toBe(true)
      save.release()
      counts.saved++
    }
  }
  await scene.arrived()
  await Promise.all([...Array.from({ length: 19 }, (_, index) => pollAndRead(index)), save()])

  const arrived = await scene.arrived()
  expect(arrived.filter(({ status }) => status === 429)).toEqual([])
  expect(arrived.length).toBeGreaterThan(20)
  expect(counts.saved).toBeGreaterThanOrEqual(2)
  expect(counts.read).toBeGreaterThan(5)
})

test('when somebody else uses up the address, a refusal is learned from and the save keeps its place', async () => {
  await scene.server.ask('POST', '/limits', { ...limits, enabled: true })
  await scene.server.ask('POST', '/limits/reset')
  const stranger = scene.client()
  for (let call = 0; call < 12; call++) {
    await getSettings(stranger, { guildId: GUILD_ID, actorId: 'stranger', credentials: people.admin, now: true })
  }
  const client = scene.client({ window: new MemoryCallWindow(limits) })
  const save = () =>
    saveSettingsCategory(client, {
      guildId: GUILD_ID,
      credentials: people.admin,
      category: 'reminders',
      settings: { enabled: true },
    })
  await scene.arrived()
  const startedAt = performance.now()
  let result = await save()
  while (!result.ok && performance.now() - startedAt < 3 * limits.windowMs) result = await save()
  expect(result.ok).toBe(true)
  const posts = (await scene.arrived()).filter(({ method }) => method === 'POST')
  expect(posts.map(({ status }) => status)).toEqual([429, 200])
})
