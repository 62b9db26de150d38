import { expect, it } from 'vitest'
import { ReadCache } from './read-cache'

it('keeps few long readings and many short ones: what all take together has a bound', () => {
  const cache = new ReadCache()
  const keptOf = (name: string, count: number, size: number) => {
    for (let index = 0; index < count; index++) cache.keeper(`${name} ${index}`, [])({ value: index, readAt: 0 }, size)
    return Array.from({ length: count }, (_, index) => cache.last(`${name} ${index}`)).filter(Boolean).length
  }
  expect(keptOf('short', 400, 10_000)).toBe(400)
  expect(keptOf('long', 40, 4_000_000)).toBe(8)
  // The newest stay, and what nobody can keep pushes nothing out.
  expect(cache.last('long 39')).toMatchObject({ value: 39 })
  expect(keptOf('empty', 1, 0)).toBe(1)
  cache.keeper('endless', [])({ value: 0, readAt: 0 }, 40_000_000)
  expect(cache.last('endless')).toBeUndefined()
  expect(cache.last('long 39')).toMatchObject({ value: 39 })
})
