import { expect, it } from 'vitest'
import { Turns } from './turns'

const held = () => Promise.withResolvers<void>()

it('runs what has the same name one after the other, in order, and other names beside it', async () => {
  const turns = new Turns()
  const seen: string[] = []
  const first = held()
  const a = turns.run('guild', 1_000, async () => {
    await first.promise
    seen.push('a')
  })
  const b = turns.run('guild', 1_000, async () => void seen.push('b'))
  await turns.run('other', 1_000, async () => void seen.push('other'))
  first.resolve()
  await Promise.all([a, b])
  expect(seen).toEqual(['other', 'a', 'b'])
})

it('runs nothing for whoever waited too long, and lets the next one go on', async () => {
  const turns = new Turns()
  const first = held()
  const a = turns.run('guild', 1_000, () => first.promise)
  const ran: string[] = []
  expect(await turns.run('guild', 5, async () => ran.push('b'))).toBeUndefined()
  const c = turns.run('guild', 1_000, async () => {
    ran.push('c')
    return 'c'
  })
  // Whoever gave up has not made the one before them end.
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(ran).toEqual([])
  first.resolve()
  await a
  expect([await c, ran]).toEqual(['c', ['c']])
})

it('goes on after something failed', async () => {
  const turns = new Turns()
  const failing = turns.run('guild', 1_000, () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(await turns.run('guild', 1_000, async () => 'yes')).toBe('yes')
})
