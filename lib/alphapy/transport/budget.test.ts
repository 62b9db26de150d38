import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BudgetWindow, type CallClass } from './budget'

const limits = { reads: 30, writes: 10, windowMs: 60_000 }

/** The backend's own limiter: one list, each call compared with the limit of its class, refused calls not counted. */
function backend(now: () => number) {
  let seen: number[] = []
  return (callClass: CallClass): boolean => {
    seen = seen.filter((at) => at > now() - limits.windowMs)
    if (seen.length >= (callClass === 'write' ? limits.writes : limits.reads)) return false
    seen.push(now())
    return true
  }
}

describe('the budget window', () => {
  it('never lets a call go that the backend would refuse, whatever the mix, pace and latency', () => {
    const step = fc.record({
      callClass: fc.constantFrom<CallClass>('write', 'read', 'poll'),
      pauseMs: fc.integer({ min: 0, max: 9_000 }),
      latencyMs: fc.integer({ min: 0, max: 4_000 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        let time = 1_000_000
        const window = new BudgetWindow(limits, () => time)
        const accepts = backend(() => time)
        for (const { callClass, pauseMs, latencyMs } of steps) {
          time += pauseMs
          const admission = window.admit(callClass)
          if (!admission.admitted) continue
          time += Math.floor(latencyMs / 2)
          expect(accepts(callClass)).toBe(true)
          time += Math.ceil(latencyMs / 2)
          admission.settle(true)
        }
      }),
    )
  })

  it('tells the exact wait: a write after ten reads fits when the oldest has left', () => {
    let time = 0
    const window = new BudgetWindow(limits, () => time)
    for (let i = 0; i < 10; i++) {
      const admission = window.admit('read')
      if (admission.admitted) admission.settle(true)
      time += 1_000
    }
    expect(window.waitMs('write')).toBe(50_000)
    time += 49_999
    expect(window.waitMs('write')).toBe(1)
    time += 1
    expect(window.waitMs('write')).toBe(0)
    expect(window.waitMs('write', 1)).toBe(1_000)
  })

  it('lets polls take only what leaves room for a save', () => {
    const window = new BudgetWindow(limits, () => 0)
    let polls = 0
    while (window.admit('poll').admitted) polls++
    expect(polls).toBe(6)
    expect(window.waitMs('write', 2)).toBe(0)
  })

  it('counts a call under way and forgets one that was never sent', () => {
    const window = new BudgetWindow({ ...limits, reads: 1 }, () => 0)
    const first = window.admit('read')
    expect(window.admit('read').admitted).toBe(false)
    if (first.admitted) first.settle(false)
    expect(window.used).toBe(0)
    expect(window.admit('read').admitted).toBe(true)
  })

  it('holds back a class for a while after a refusal it did not foresee', () => {
    let time = 0
    const window = new BudgetWindow(limits, () => time)
    window.learnRefusal('write')
    expect(window.waitMs('write')).toBe(10_000)
    expect(window.waitMs('read')).toBe(0)
    time = 10_000
    expect(window.waitMs('write')).toBe(0)
  })
})
