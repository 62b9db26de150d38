import { expect, it } from 'vitest'
import { MemoryRecorder, recordWrite } from './recorder'
import { withWriters } from './writers'

const place = { guildId: '1', category: 'reminders' }
const change = { key: 'enabled', to: false, seenAt: 7 }

it('names who saved a change, and oneself as oneself; what is not on record stays as it is', async () => {
  const recorder = new MemoryRecorder()
  const changes = [{ key: 'enabled', before: true, after: false }]
  const intent = { ...place, requestId: 'r', userId: 'ada', discordId: '11', changes }
  const conclude = await recordWrite(recorder, intent, () => undefined)
  await conclude({ outcome: 'saved' })
  const other = { key: 'channel', to: null, seenAt: 7 }
  const by = (userId: string) => withWriters(recorder, { ...place, userId }, [change, other], ({ to }) => to)
  expect(await by('bram')).toEqual([{ ...change, by: { self: false, discordId: '11' } }, other])
  expect(await by('ada')).toEqual([{ ...change, by: { self: true, discordId: '11' } }, other])
  // What holds no value is nobody's.
  expect(await withWriters(recorder, { ...place, userId: 'ada' }, [change], () => undefined)).toEqual([change])
})

it('tells the changes all the same when the record fails, or remembers nothing', async () => {
  const deaf = { intended: () => undefined, concluded: () => undefined }
  const failing = { ...deaf, lastWriter: () => Promise.reject(new Error('away')) }
  for (const recorder of [deaf, failing]) {
    expect(await withWriters(recorder, { ...place, userId: 'ada' }, [change], ({ to }) => to)).toEqual([change])
  }
})
