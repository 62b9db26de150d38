import { describe, expect, it } from 'vitest'
import { EqualTime } from './equal-time'

const leastMs = 300
const mostMs = 2_000

/** A kind of answers under a clock of its own; `take` tells how long one answer took in the end. */
function scene() {
  let now = 1_800_000_000_000
  const pass = async (ms: number) => {
    now += ms
  }
  const time = new EqualTime({ leastMs, mostMs, now: () => now, pause: pass })
  return {
    pass,
    take: async (ms: number, answer: 'refused' | 'ok' | 'away' = 'refused') => {
      const since = now
      await time.of(() => pass(ms).then(() => answer), {
        holds: (one) => one === 'refused',
        counts: (one) => one !== 'away',
      })
      return now - since
    },
  }
}

describe('answers of one kind', () => {
  it('take the least time, however quick they were', async () => {
    const { take } = scene()
    expect([await take(0), await take(120), await take(270)]).toEqual([leastMs, leastMs, leastMs])
  })

  it('take the time of the slowest once one was slower, and quick ones in any number do not shorten it', async () => {
    const { take } = scene()
    expect(await take(1_000)).toBe(1_100)
    for (let probe = 0; probe < 200; probe++) expect(await take(5)).toBe(1_100)
    expect(await take(1_050)).toBe(1_155)
    expect(await take(5)).toBe(1_155)
  })

  it('are back at the least when nothing slow was seen for twice the memory', async () => {
    const { take, pass } = scene()
    await take(1_000)
    await pass(9 * 60_000)
    expect(await take(5)).toBe(1_100)
    await pass(9 * 60_000)
    expect(await take(5)).toBe(1_100)
    await pass(21 * 60_000)
    expect(await take(5)).toBe(leastMs)
  })

  it('are never held back beyond the most', async () => {
    const { take } = scene()
    expect(await take(7_000)).toBe(7_000)
    expect(await take(5)).toBe(mostMs)
  })

  it('learn nothing from one that gave up, and let one go at once that tells by its words', async () => {
    const { take } = scene()
    expect(await take(1_900, 'away')).toBe(1_900)
    expect(await take(5, 'ok')).toBe(5)
    expect(await take(5)).toBe(leastMs)
  })
})
