import { describe, expect, it } from 'vitest'
import { AuthClock } from './auth-clock'

describe('the clock of the auth server', () => {
  it.each([7_200_000, -7_200_000])('is followed when ours is off by %i ms, and back again', (offMs) => {
    const clock = new AuthClock(() => 1_000_000_000)
    clock.learn(1_000_000_000 + offMs)
    expect(clock.now()).toBe(1_000_000_000 + offMs)
    clock.learn(1_000_000_000)
    expect(clock.now()).toBe(1_000_000_000)
  })

  it('is ours while they differ by no more than an answer travels', () => {
    const clock = new AuthClock(() => 1_000_000_000)
    clock.learn(999_996_000)
    expect(clock.now()).toBe(1_000_000_000)
  })
})
