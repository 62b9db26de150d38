import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const hour = 3_600_000
const serverTime = 1_800_000_000_000

/** A device with its two clocks, and Mind's clock beside it. */
class World {
  trueNow = serverTime
  wall = serverTime
  running = 0
  asked = 0
  /** Whether Mind can be reached. */
  online = true

  passes(ms: number) {
    this.trueNow += ms
    this.wall += ms
    this.running += ms
    this.#show()
  }

  sleeps(ms: number, { countsSleep }: { countsSleep: boolean }) {
    this.trueNow += ms
    this.wall += ms
    if (countsSleep) this.running += ms
    this.#show()
  }

  isSet(byMs: number) {
    this.wall += byMs
    this.#show()
  }

  #show() {
    vi.setSystemTime(this.wall)
  }
}

let world: World

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ toFake: ['Date'] })
  world = new World()
  vi.setSystemTime(world.wall)
  vi.spyOn(performance, 'now').mockImplementation(() => world.running)
  vi.stubGlobal('fetch', async () => {
    world.asked += 1
    if (!world.online) throw new TypeError('offline')
    return new Response('', { headers: { date: new Date(world.trueNow).toUTCString() } })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** What an age shown each second leads to, answers included. */
async function looksAgain(serverNow: () => number): Promise<number> {
  serverNow()
  await new Promise((resolve) => setTimeout(resolve, 0))
  return serverNow()
}

it.each([
  ['right', 0],
  ['an hour fast', hour],
  ['an hour slow', -hour],
])('counts by the clock of the server on a device whose clock is %s, and asks nothing', async (_name, offMs) => {
  const { hearServerClock, serverNow } = await import('./server-clock')
  world.isSet(offMs)
  hearServerClock(serverTime)
  world.passes(65_000)
  expect(await looksAgain(serverNow)).toBe(serverTime + 65_000)
  expect(world.asked).toBe(0)
})

it('tells when an answer was made on a clock that is an hour fast', async () => {
  const { onDeviceClock } = await import('./server-clock')
  world.isSet(hour)
  expect(onDeviceClock(serverTime - 5_000, serverTime)).toBe(serverTime + hour - 5_000)
})

it('is not set back by an answer that lay in a cache', async () => {
  const { hearServerClock, serverNow } = await import('./server-clock')
  hearServerClock(serverTime)
  world.passes(hour)
  hearServerClock(serverTime)
  expect(serverNow()).toBe(serverTime + hour)
})

it('is the clock of the device until the other was heard of', async () => {
  const { serverNow } = await import('./server-clock')
  expect(serverNow()).toBe(serverTime)
})

describe('a device whose clock is set during a visit', () => {
  it('back: tells the right time at once, and asks nobody', async () => {
    const { hearServerClock, serverNow } = await import('./server-clock')
    hearServerClock(serverTime)
    world.passes(10_000)
    world.isSet(-hour)
    expect(await looksAgain(serverNow)).toBe(serverTime + 10_000)
    world.passes(60_000)
    expect(await looksAgain(serverNow)).toBe(serverTime + 70_000)
    expect(world.asked).toBe(0)
  })

  it('forward: tells the right time as soon as Mind was asked, and never one that is too early', async () => {
    const { hearServerClock, serverNow, onDeviceClock } = await import('./server-clock')
    hearServerClock(serverTime)
    world.passes(10_000)
    world.isSet(hour)
    expect(serverNow()).toBeGreaterThanOrEqual(world.trueNow)
    const now = await looksAgain(serverNow)
    expect(Math.abs(now - world.trueNow)).toBeLessThan(1_000)
    expect(Math.abs(onDeviceClock(world.trueNow, world.trueNow) - world.wall)).toBeLessThan(1_000)
    world.passes(60_000)
    expect(Math.abs((await looksAgain(serverNow)) - world.trueNow)).toBeLessThan(1_000)
    expect(world.asked).toBe(1)
  })

  it('forward, while Mind cannot be reached: asks again, and not every second', async () => {
    const { hearServerClock, serverNow } = await import('./server-clock')
    hearServerClock(serverTime)
    world.online = false
    world.isSet(hour)
    for (let second = 0; second < 60; second += 1) {
      await looksAgain(serverNow)
      world.passes(1_000)
    }
    expect(world.asked).toBeGreaterThan(1)
    expect(world.asked).toBeLessThan(6)
    world.online = true
    world.passes(20_000)
    expect(Math.abs((await looksAgain(serverNow)) - world.trueNow)).toBeLessThan(1_000)
  })
})

describe('a device that slept', () => {
  it.each([true, false])('tells the right time at once (its running clock counts sleep: %s)', async (countsSleep) => {
    const { hearServerClock, serverNow } = await import('./server-clock')
    hearServerClock(serverTime)
    world.passes(10_000)
    world.sleeps(8 * hour, { countsSleep })
    expect(serverNow()).toBe(world.trueNow)
    expect(Math.abs((await looksAgain(serverNow)) - world.trueNow)).toBeLessThan(1_000)
  })

  it('tells the right time although its clock was set back before', async () => {
    const { hearServerClock, serverNow } = await import('./server-clock')
    hearServerClock(serverTime)
    world.isSet(-hour)
    await looksAgain(serverNow)
    world.sleeps(hour / 2, { countsSleep: false })
    expect(serverNow()).toBe(world.trueNow)
  })
})

it('is right to a second once it was looked at, whatever happened to the device', async () => {
  const long = { min: 10_000, max: 10 * hour }
  const happening = fc.oneof(
    fc.record({ kind: fc.constant('passes' as const), ms: fc.integer(long) }),
    fc.record({ kind: fc.constant('sleeps' as const), ms: fc.integer(long) }),
    fc.record({
      kind: fc.constant('isSet' as const),
      ms: fc.oneof(
        fc.integer(long),
        fc.integer(long).map((ms) => -ms),
      ),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), fc.boolean(), async (happenings, countsSleep) => {
      vi.resetModules()
      const { hearServerClock, serverNow } = await import('./server-clock')
      hearServerClock(world.trueNow)
      for (const { kind, ms } of happenings) {
        world[kind](ms, { countsSleep })
        expect(Math.abs((await looksAgain(serverNow)) - world.trueNow)).toBeLessThan(1_000)
        world.passes(20_000)
      }
    }),
    { numRuns: 60 },
  )
})
