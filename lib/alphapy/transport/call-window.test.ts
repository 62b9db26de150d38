import { describe, expect, it } from 'vitest'
import { MemoryCallWindow } from './call-window'
import type { Clock } from './governor/governor-types'
import { HeldPlaces } from './governor/held-places'

const one = { kind: 'read' as const, before: 0, after: 0 }
const save = { kind: 'write' as const, before: 1, after: 1 }

function makeWindow(limits = { reads: 4, writes: 3, windowMs: 1_000 }) {
  const clock = { now: 0 }
  return { clock, window: new MemoryCallWindow(limits, () => clock.now) }
}

describe('the window', () => {
  it('takes as many reads as the server does, and a place back only once its call is a window old', () => {
    const { clock, window } = makeWindow()
    const places = Array.from({ length: 4 }, () => window.take(one)?.[0])
    expect(places).not.toContain(undefined)
    expect(window.take(one)).toBeUndefined()
    for (const place of places) place?.settle(true)
    clock.now = 999
    expect(window.take(one)).toBeUndefined()
    clock.now = 1_000
    expect(window.take(one)).toHaveLength(1)
  })

  it('counts a place once, however often it is settled', () => {
    const { window } = makeWindow()
    const [place] = window.take(one) ?? []
    place?.settle(true)
    place?.settle(true)
    expect(window.view().leavesInMs).toHaveLength(1)
    const [given] = window.take(one) ?? []
    given?.settle(false)
    given?.settle(true)
    expect(window.view().leavesInMs).toHaveLength(1)
  })

  it('lets a write find fewer calls than its limit, and nothing past that limit while it is open', () => {
    const { window } = makeWindow()
    window.take(one)
    const places = window.take({ ...save, after: 0 })
    expect(places).toHaveLength(2)
    // One more read would fit among the reads, but might overtake the write.
    expect(window.take(one)).toBeUndefined()
    for (const place of places ?? []) place.settle(true)
    expect(window.take(one)).toHaveLength(1)
    expect(makeWindow({ reads: 9, writes: 1, windowMs: 1_000 }).window.take(save)).toBeUndefined()
    // Its read-back must find room among the reads as well.
    const narrow = makeWindow({ reads: 4, writes: 4, windowMs: 1_000 }).window
    for (let used = 0; used < 2; used++) for (const place of narrow.take(one) ?? []) place.settle(true)
    expect(narrow.take(save)).toBeUndefined()
  })

  it('after a refusal nobody foresaw holds back, longer each time, writes with the reads', () => {
    const { clock, window } = makeWindow({ reads: 9, writes: 9, windowMs: 60_000 })
    window.learnRefusal('write')
    expect([window.take(save), window.take(one)?.length]).toEqual([undefined, 1])
    clock.now = 10_000
    expect(window.take(save)).toHaveLength(3)
    window.learnRefusal('read')
    expect([window.take(save), window.take(one)]).toEqual([undefined, undefined])
    clock.now = 20_000
    window.learnRefusal('read')
    expect(window.view().blockedMs).toEqual({ read: 20_000, write: 20_000 })
  })
})

describe('places held for somebody', () => {
  function makeHeld() {
    const { window } = makeWindow({ reads: 9, writes: 9, windowMs: 1_000 })
    let ring: () => void = () => undefined
    const clock: Clock = {
      now: () => 0,
      after: (_ms, run) => {
        ring = run
        return () => undefined
      },
    }
    const held = new HeldPlaces(clock)
    held.hold('ada settings', window.take(save) ?? [])
    return { held, window, ring: () => ring() }
  }

  it('are theirs, once, for what they were held for', () => {
    const { held, window } = makeHeld()
    expect(held.take('ada other', 3)).toBeUndefined()
    expect(held.take('ada settings', 3)).toHaveLength(3)
    expect(held.take('ada settings', 3)).toBeUndefined()
    expect(window.view().leavesInMs).toHaveLength(3)
  })

  it('are given back when another number is wanted, and when they do not come', () => {
    const other = makeHeld()
    expect(other.held.take('ada settings', 1)).toBeUndefined()
    expect(other.window.view().leavesInMs).toEqual([])
    const late = makeHeld()
    late.ring()
    expect(late.window.view().leavesInMs).toEqual([])
    expect(late.held.take('ada settings', 3)).toBeUndefined()
  })
})
