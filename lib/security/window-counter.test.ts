import { describe, expect, it } from 'vitest'
import { StrangerAllowance, WindowCounter } from './window-counter'

const windowMs = 60_000

describe('an allowance', () => {
  it('holds for each key by itself, within a window', () => {
    const state = { now: 1_000 }
    const counter = new WindowCounter({ max: 2, windowMs }, () => state.now)
    expect([counter.take('a'), counter.take('a'), counter.take('a')].map(Boolean)).toEqual([true, true, false])
    expect(counter.take('b')).toBeDefined()
    state.now += windowMs
    expect(counter.take('a')).toBeDefined()
  })

  it('that is given back can be used again, but never counts for a later window', () => {
    const state = { now: 1_000 }
    const counter = new WindowCounter({ max: 1, windowMs }, () => state.now)
    const giveBack = counter.take('a')
    expect(counter.take('a')).toBeUndefined()
    giveBack?.()
    const late = counter.take('a')
    expect(late).toBeDefined()
    state.now += windowMs
    expect(counter.take('a')).toBeDefined()
    late?.()
    expect(counter.take('a')).toBeUndefined()
  })
})

describe('strangers', () => {
  it('from one address cannot use up what all have, nor does what is refused to them count', () => {
    const strangers = new StrangerAllowance({ each: 2, all: 5, windowMs })
    const taken = (address: string | undefined, times: number) =>
      Array.from({ length: times }, () => strangers.take(address)).filter(Boolean).length
    expect(taken('203.0.113.1', 50)).toBe(2)
    expect(taken('203.0.113.2', 2)).toBe(2)
    expect(taken(undefined, 50)).toBe(1)
    expect(taken('203.0.113.3', 1)).toBe(0)
  })

  it('keep what their address has, where it was all the others who used up what there is', () => {
    const strangers = new StrangerAllowance({ each: 1, all: 1, windowMs })
    const giveBack = strangers.take(undefined)
    expect(strangers.take('203.0.113.1')).toBeUndefined()
    giveBack?.()
    expect(strangers.take('203.0.113.1')).toBeDefined()
  })
})
