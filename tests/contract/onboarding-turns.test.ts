/** Two who change one list of onboarding in the same moment, on a running server: nobody's work is lost without a word. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { changeQuestionList, getQuestionsNow } from '@/features/onboarding/data'
import type { Change, ChangeOutcome, Item, QuestionContent } from '@/features/onboarding/schema'
import { MemoryCallWindow } from '@/lib/alphapy/transport/call-window'
import type { AlphapyClient } from '@/lib/alphapy/transport/client'
import type { Clock } from '@/lib/alphapy/transport/governor/governor-types'
import type { Result } from '@/lib/problems/result'
import { Actor } from '@/lib/session/actor'
import { type ClientScene, GUILD_ID, startClientScene } from './support/client-scene'

const holder = globalThis as { __mindAlphapy?: AlphapyClient }
let scene: ClientScene

const person = (userId: string) =>
  new Actor({
    ...{ userId, email: undefined, sessionId: undefined, accessToken: 'admin-token', expiresAt: Date.now() + 60_000 },
    requestId: userId,
  })
const [ada, bram] = [person('ada'), person('bram')]
const text = (question: string): QuestionContent => {
  return { question, type: 'text', required: true, options: [], otherFollowups: [] }
}

beforeAll(async () => {
  scene = await startClientScene('--generation', 'C', '--defects', 'repaired')
}, 60_000)
afterAll(async () => {
  delete holder.__mindAlphapy
  await scene?.stop()
})
beforeEach(async () => {
  holder.__mindAlphapy = scene.client()
  await scene.server.ask('POST', '/sql', { query: 'truncate guild_onboarding_questions restart identity' })
  for (const question of ['Who are you', 'Where from']) await came(change(ada, { kind: 'add', mine: text(question) }))
})

const change = (actor: Actor, what: Change<QuestionContent>) => changeQuestionList(actor, GUILD_ID, what)

async function came(
  coming: Promise<Result<ChangeOutcome<QuestionContent>>>,
): Promise<ChangeOutcome<QuestionContent>['kind']> {
  const result = await coming
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.data.kind
}

async function listed(): Promise<Item<QuestionContent>[]> {
  const listing = await getQuestionsNow(ada, GUILD_ID)
  if (!listing.ok) throw new Error(listing.problem.code)
  return listing.data.items
}

const words = async () => (await listed()).map(({ content }) => content.question)

async function first(): Promise<Item<QuestionContent>> {
  const [item] = await listed()
  if (!item) throw new Error('nothing is listed')
  return item
}

test('two edits of one item: the first is stored, the second is asked about and overwrites nothing', async () => {
  const base = await first()
  const outcomes = await Promise.all([
    came(change(ada, { kind: 'edit', base, mine: text('Ada asks') })),
    came(change(bram, { kind: 'edit', base, mine: text('Bram asks') })),
  ])
  expect(outcomes).toEqual(['saved', 'conflict'])
  expect(await words()).toEqual(['Ada asks', 'Where from'])
})

test('a deletion whose answer was lost and that cannot be read back is found done when sent again, by nobody else', async () => {
  const base = await first()
  const path = `${GUILD_ID}/onboarding/questions`
  const broken = (method: string, does: unknown) =>
    scene.server.ask('POST', '/faults', { match: { method, path }, do: does })
  const fetchFn: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init).catch((error: unknown) => error as Error)
    if (init?.method === 'DELETE') await broken('GET', { status: 500 })
    if (answer instanceof Error) throw answer
    return answer
  }
  holder.__mindAlphapy = scene.client({ fetchFn })
  await broken('DELETE', { drop: 'after' })
  expect(await change(ada, { kind: 'delete', base })).toMatchObject({ problem: { code: 'unknown-outcome' } })
  await scene.server.ask('DELETE', '/faults')
  await scene.arrived()
  expect(await change(ada, { kind: 'delete', base, tried: true })).toMatchObject({
    ...{ ok: true, data: { kind: 'saved', written: false } },
  })
  expect(await words()).toEqual(['Where from'])
  expect(await scene.arrived()).not.toContainEqual(expect.objectContaining({ method: 'DELETE' }))
})

test('an edit beside a new order: no item is made twice, and the one that came second is asked about', async () => {
  const items = await listed()
  const [base] = items
  if (!base) throw new Error('nothing is listed')
  const ids = items.map(({ id }) => id)
  const outcomes = await Promise.all([
    came(change(ada, { kind: 'order', base: ids, mine: ids.toReversed() })),
    came(change(bram, { kind: 'edit', base, mine: text('Bram asks') })),
  ])
  expect(outcomes).toEqual(['saved', 'conflict'])
  expect(await words()).toEqual(['Where from', 'Who are you'])
})

test('a change behind one that does not end is told what it waits for, and nothing of it was sent', async () => {
  const base = await first()
  const over = Promise.withResolvers<void>()
  const { turns } = holder.__mindAlphapy as AlphapyClient
  void turns.run(`onboarding:${GUILD_ID}:questions`, 0, () => over.promise)
  await scene.arrived()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const waiting = change(bram, { kind: 'delete', base })
  await vi.advanceTimersByTimeAsync(25_000)
  vi.useRealTimers()
  expect(await waiting).toMatchObject({ ok: false, problem: { code: 'busy', reason: 'another-save' } })
  over.resolve()
  expect(await scene.arrived()).toEqual([])
})

test('a change is planned on what is stored at that moment, not on what was read before', async () => {
  const base = await first()
  const query = "update guild_onboarding_questions set question = 'Theirs' where id = $1"
  await scene.server.ask('POST', '/sql', { query, params: [base.id] })
  expect(await came(change(ada, { kind: 'edit', base, mine: text('Ada asks') }))).toBe('conflict')
  expect(await words()).toEqual(['Theirs', 'Where from'])
})

test('words that the list cannot hold never leave Mind', async () => {
  const base = await first()
  await scene.arrived()
  for (const mine of [text(''), text('x'.repeat(10_000))]) {
    for (const what of [
      { kind: 'add' as const, mine },
      { kind: 'edit' as const, base, mine },
    ]) {
      expect(await change(ada, what)).toMatchObject({ ok: false, problem: { code: 'invalid' } })
    }
  }
  expect(await scene.arrived()).toEqual([])
})

test('an order brings rows back to where commands can reach them, and one that failed is not gone on with', async () => {
  const reorders = async () => (await scene.arrived()).filter(({ path }) => path.endsWith('/reorder')).length
  const ids = (await listed()).map(({ id }) => id)
  await scene.arrived()
  expect(await came(change(ada, { kind: 'order', base: ids, mine: ids.toReversed() }))).toBe('saved')
  expect(await reorders()).toBe(2)
  const positions = (await listed()).map(({ position }) => position)
  expect(Math.max(...positions)).toBeLessThanOrEqual(20)
  await scene.server.ask('POST', '/faults', { match: { path: 'reorder' }, times: 1, do: { status: 500 } })
  await scene.arrived()
  expect(await came(change(ada, { kind: 'order', base: ids.toReversed(), mine: ids }))).toBe('not-applied')
  expect(await reorders()).toBe(1)
})

test('a change that comes to nothing gives its places back', async () => {
  const window = new MemoryCallWindow({ reads: 30, writes: 10, windowMs: 60_000 })
  holder.__mindAlphapy = scene.client({ window })
  const base = { ...(await first()), content: text('Never asked') }
  expect(await came(change(ada, { kind: 'delete', base }))).toBe('conflict')
  expect(window.view()).toMatchObject({ openWrites: 0, leavesInMs: [expect.any(Number), expect.any(Number)] })
})

test('what is sent only to tidy up leaves no place behind in a full window, where it would keep others from saving', async () => {
  let now = 0
  let alarms: { at: number; run: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    after: (ms, run) => {
      const alarm = { at: now + ms, run }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((other) => other !== alarm)
      }
    },
  }
  const window = new MemoryCallWindow({ reads: 30, writes: 10, windowMs: 60_000 }, clock.now)
  holder.__mindAlphapy = scene.client({ clock, window })
  // With these seven, the save of the order fits, and one more write does not.
  for (let read = 0; read < 6; read++) await listed()
  const ids = (await listed()).map(({ id }) => id)
  expect(await came(change(ada, { kind: 'order', base: ids, mine: ids.toReversed() }))).toBe('saved')
  now += 61_000
  for (const { at, run } of alarms) if (at <= now) run()
  await new Promise((resolve) => setImmediate(resolve))
  expect(window.view().leavesInMs).toEqual([])
})
