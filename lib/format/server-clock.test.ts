import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const hour = 3_600_000
const serverTime = 1_800_000_000_000

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

it.each([
  ['right', 0],
  ['an hour fast', hour],
  ['an hour slow', -hour],
])('counts by the clock of the server on a device whose clock is %s', async (_name, offMs) => {
  const { hearServerClock, serverNow } = await import('./server-clock')
  vi.setSystemTime(serverTime + offMs)
  hearServerClock(serverTime)
  vi.setSystemTime(serverTime + offMs + 65_000)
  expect(serverNow()).toBe(serverTime + 65_000)
})

it('tells when an answer was made on a clock that is an hour fast', async () => {
  const { onDeviceClock } = await import('./server-clock')
  vi.setSystemTime(serverTime + hour)
  expect(onDeviceClock(serverTime - 5_000, serverTime)).toBe(serverTime + hour - 5_000)
})

it('is not set back by an answer that lay in a cache', async () => {
  const { hearServerClock, serverNow } = await import('./server-clock')
  vi.setSystemTime(serverTime + hour)
  hearServerClock(serverTime)
  vi.setSystemTime(serverTime + 2 * hour)
  hearServerClock(serverTime)
  expect(serverNow()).toBe(serverTime + hour)
})

it('is the clock of the device until the other was heard of', async () => {
  const { serverNow } = await import('./server-clock')
  vi.setSystemTime(serverTime)
  expect(serverNow()).toBe(serverTime)
})
