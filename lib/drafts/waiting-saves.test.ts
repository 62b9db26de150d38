import { describe, expect, it } from 'vitest'
import { isLeftWaiting, tellWaiting } from './waiting-saves'

describe('a save that waits', () => {
  it('is known by its place and whatever that is a part of, until it waits no more', () => {
    tellWaiting(['1', 'onboarding', 'rules'], true)
    expect(isLeftWaiting(['1', 'onboarding'])).toBe(true)
    expect(isLeftWaiting(['1', 'onboarding', 'rules'])).toBe(true)
    expect(isLeftWaiting(['1', 'onboarding', 'rules', 'x'])).toBe(false)
    expect(isLeftWaiting(['1', 'onboard'])).toBe(false)
    expect(isLeftWaiting(['2', 'onboarding'])).toBe(false)
    tellWaiting(['1', 'onboarding', 'rules'], false)
    expect(isLeftWaiting(['1', 'onboarding'])).toBe(false)
  })
})
