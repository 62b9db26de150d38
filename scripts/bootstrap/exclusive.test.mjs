import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { exclusively } from './exclusive.mjs'

test('the second waits, is told so once, and goes on when the first is done', async () => {
  const key = randomUUID()
  /** @type {string[]} */
  const order = []
  const begun = Promise.withResolvers()
  const mayEnd = Promise.withResolvers()
  const first = exclusively(key, vi.fn(), async () => {
    begun.resolve(undefined)
    await mayEnd.promise
    order.push('first done')
  })
  await begun.promise
  const onWait = vi.fn(() => mayEnd.resolve(undefined))
  const second = exclusively(key, onWait, async () => order.push('second done'))
  await Promise.all([first, second])
  expect(order).toEqual(['first done', 'second done'])
  expect(onWait).toHaveBeenCalledOnce()
})

test('many at once run one after the other', async () => {
  const key = randomUUID()
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await new Promise((resolve) => setImmediate(resolve))
    inside -= 1
  }
  await Promise.all(Array.from({ length: 8 }, () => exclusively(key, () => {}, work)))
  expect(most).toBe(1)
})

test('a failure of the work is passed on and lets go', async () => {
  const key = randomUUID()
  await expect(
    exclusively(
      key,
      () => {},
      () => Promise.reject(new Error('no disk')),
    ),
  ).rejects.toThrow('no disk')
  await expect(
    exclusively(
      key,
      () => {},
      async () => 'next',
    ),
  ).resolves.toBe('next')
})

test('a holder that is killed lets go', async () => {
  const key = randomUUID()
  const script = `
    import { exclusively } from ${JSON.stringify(new URL('exclusive.mjs', import.meta.url).href)}
    setInterval(() => {}, 1000)
    exclusively('${key}', () => {}, () => { console.log('held'); return new Promise(() => {}) })`
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  await exclusively(
    key,
    () => holder.kill('SIGKILL'),
    async () => {},
  )
  expect(holder.killed).toBe(true)
})
