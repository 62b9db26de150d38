import { expect, it } from 'vitest'
import { BoundedLimiter } from './bounded-limiter'

it('a counter keeps no more keys than it may, and those in use longest', async () => {
  const limiter = new BoundedLimiter({ keyPrefix: 'test', points: 100_000, duration: 600 }, 100)
  for (let made = 0; made < 2_000; made++) {
    await limiter.consume(`made up ${made}`)
    await limiter.consume('ada')
  }
  const kept = await Promise.all(Array.from({ length: 2_000 }, (_, made) => limiter.get(`made up ${made}`)))
  expect(kept.filter(Boolean)).toHaveLength(99)
  expect((await limiter.get('ada'))?.consumedPoints).toBe(2_000)
  await limiter.set('bram', 1, 600)
  expect(await limiter.get('bram')).toMatchObject({ consumedPoints: 1 })
  expect(await limiter.get('made up 1901')).toBeNull()
})
