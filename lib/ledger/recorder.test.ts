import { expect, it } from 'vitest'
import { getRecorder, type Intent, MemoryRecorder, recordWrite } from './recorder'

const intent = (id: string): Intent => ({
  id,
  at: 1,
  requestId: 'r',
  userId: 'ada',
  guildId: '1',
  category: 'reminders',
  changes: [{ key: 'enabled', before: true, after: false }],
})

it('keeps the last writes with what became of them, and no more than it may', () => {
  const recorder = new MemoryRecorder(2)
  for (const id of ['a', 'b', 'c']) recorder.intended(intent(id))
  const conclusion = { intentId: 'c', at: 2, outcome: 'saved' as const, holdsOther: [] }
  recorder.concluded(conclusion)
  recorder.concluded({ ...conclusion, intentId: 'a' })
  expect(recorder.records).toEqual([{ intent: intent('b') }, { intent: intent('c'), conclusion }])
})

it('tells who gave a setting what it holds, and nobody when a later write, or none on record, did', () => {
  const recorder = new MemoryRecorder()
  const held = { guildId: '1', category: 'reminders', key: 'enabled', value: false }
  const conclude = (id: string, outcome: 'saved' | 'not-applied' | 'in-part', holdsOther: string[] = []) =>
    recorder.concluded({ intentId: id, at: 2, outcome, holdsOther })
  recorder.intended({ ...intent('a'), discordId: '11' })
  expect(recorder.lastWriter(held)).toBeUndefined()
  conclude('a', 'saved')
  expect(recorder.lastWriter(held)).toMatchObject({ userId: 'ada', discordId: '11' })
  for (const other of [{ guildId: '2' }, { category: 'gpt' }, { key: 'x' }, { value: true }, { value: null }]) {
    expect(recorder.lastWriter({ ...held, ...other })).toBeUndefined()
  }
  const bram = { userId: 'bram', changes: [{ key: 'enabled', before: false, after: true }] }
  recorder.intended({ ...intent('b'), ...bram })
  conclude('b', 'not-applied')
  recorder.intended({ ...intent('c'), ...bram })
  conclude('c', 'in-part', ['enabled'])
  expect(recorder.lastWriter(held)).toMatchObject({ userId: 'ada' })
  recorder.intended({ ...intent('d'), ...bram })
  conclude('d', 'saved')
  expect(recorder.lastWriter(held)).toBeUndefined()
  expect(recorder.lastWriter({ ...held, value: true })).toMatchObject({ userId: 'bram' })
})

it('has an intent on record before the write goes on', async () => {
  const kept: string[] = []
  const intended = async ({ userId }: Intent) => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    kept.push(userId)
  }
  const { id: _id, at: _at, ...rest } = intent('a')
  await recordWrite({ intended, concluded: () => undefined }, rest, () => undefined)
  expect(kept).toEqual(['ada'])
})

it('is one for the whole process', () => {
  expect(getRecorder()).toBe(getRecorder())
})

it.each([
  ['fails', () => Promise.reject(new Error('full')), 'full'],
  ['never answers', () => new Promise<void>(() => undefined), 'The recorder took too long'],
])('holds no write up when it %s, and says so', async (_, act, message) => {
  const failures: unknown[] = []
  const { id: _id, at: _at, ...rest } = intent('a')
  const conclude = await recordWrite({ intended: act, concluded: act }, rest, (error) => failures.push(error))
  await conclude({ outcome: 'saved' })
  expect(failures).toEqual([new Error(message), new Error(message)])
})
