import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallClass } from '../call-window'
import { Governor } from './governor'
import type { Entrant } from './governor-types'
import { makeWorld } from './simulation'

const minute = 60_000

/** Somebody at the door, in a guild of their own unless told otherwise. */
function who(callClass: CallClass, person = 'ada', more: Partial<Entrant> = {}): Entrant {
  return { callClass, person, guild: `guild of ${person}`, patienceMs: 0, ...more }
}

/** A visit after a moment of the world's time. */
async function settled<T>({ clock }: ReturnType<typeof makeWorld>, visit: Promise<T>): Promise<T> {
  await clock.advance(400)
  return visit
}

describe('the governor', () => {
  it('lets no call go that the backend would refuse, whatever the mix, pace, latency and number of people', async () => {
    const step = fc.record({
      callClass: fc.constantFrom<CallClass>('write', 'read', 'read', 'poll'),
      withReads: fc.boolean(),
      onlyIfRoom: fc.boolean(),
      person: fc.integer({ min: 0, max: 5 }),
      pauseMs: fc.integer({ min: 0, max: 6_000 }),
      patienceMs: fc.constantFrom(0, 2_500, 70_000),
    })
    const latencies = fc.infiniteStream(fc.integer({ min: 0, max: 3_000 }))
    const property = fc.asyncProperty(fc.array(step, { maxLength: 150 }), latencies, async (steps, latency) => {
      const world = makeWorld(() => latency.next().value ?? 0)
      for (const { callClass, onlyIfRoom, person, pauseMs, patienceMs, withReads } of steps) {
        const kind = callClass !== 'write' ? {} : withReads ? { withReads } : onlyIfRoom ? { onlyIfRoom } : {}
        void world.visit(who(callClass, `person ${person}`, { patienceMs, ...kind }))
        await world.clock.advance(pauseMs)
      }
      await world.clock.advance(3 * minute)
      expect(world.limiter.refused).toBe(0)
    })
    await fc.assert(property, { numRuns: 100 })
  })

  it('lets a save go within one window while people read and poll as fast as they can', async () => {
    const world = makeWorld(() => 50)
    for (let second = 0; second < 600; second++) {
      for (const person of ['bram', 'chloe', 'dirk']) {
        void world.visit(who('read', person, { patienceMs: 2_500 }))
        void world.visit(who('poll', person))
      }
      await world.clock.advance(1_000)
      if (second % 120 !== 90) continue
      const waits: number[] = []
      void world.visit(who('write', 'ada', { patienceMs: 2 * minute, withReads: true })).then((visit) => {
        expect(visit.entered).toBe(true)
        waits.push(visit.wentAfterMs)
      })
      await world.clock.advance(minute + 1_000)
      expect(waits).toHaveLength(1)
    }
    expect(world.limiter.refused).toBe(0)
  })

  it('lets what may be left out go only while a save still fits beside it, at once or not at all', async () => {
    const world = makeWorld(() => 50)
    const extra = who('write', 'ada', { onlyIfRoom: true })
    for (let used = 0; used <= 7; used++) {
      const first = await settled(world, world.visit(extra))
      expect([used, first.entered, first.wentAfterMs]).toEqual([used, true, 0])
    }
    // Eight have gone: with a ninth, the read and the write of a save would be the tenth and the eleventh.
    expect(await settled(world, world.visit(extra))).toMatchObject({ entered: false })
    const save = await settled(world, world.visit(who('write', 'bram', { withReads: true })))
    expect(save.entered).toBe(true)
    // Turned away it has left nothing behind: when there is room again, it takes nobody's place and holds none.
    expect((await settled(world, world.visit(who('write', 'chloe', { withReads: true })))).entered).toBe(false)
    expect((await settled(world, world.visit(extra))).entered).toBe(false)
    await world.clock.advance(2 * minute)
    expect((await settled(world, world.visit(extra))).entered).toBe(true)
    expect(world.limiter.refused).toBe(0)
  })

  it('tells a save its wait, keeps its place, and is right within two seconds', async () => {
    const world = makeWorld(() => 50)
    const told: number[] = []
    const had: number[] = []
    for (let turn = 0; turn < 40; turn++) {
      const person = `saver ${turn}`
      const cameAt = world.clock.now()
      const save = who('write', person, { patienceMs: 2_500, withReads: true })
      void world.visit(save).then(async (first) => {
        if (first.entered) return
        told.push(first.waitMs + first.wentAfterMs)
        await world.sleep(first.waitMs)
        const second = await world.visit(save)
        expect(second.entered).toBe(true)
        had.push(world.clock.now() - cameAt - 300)
      })
      void world.visit(who('read', 'bram', { patienceMs: 2_500 }))
      await world.clock.advance(7_000)
    }
    await world.clock.advance(20 * minute)
    expect(told.length).toBeGreaterThan(10)
    expect(had).toHaveLength(told.length)
    expect(had.filter((wait, index) => Math.abs(wait - (told[index] ?? 0)) > 2_000)).toEqual([])
    expect(world.limiter.refused).toBe(0)
  })

  it('keeps a place for each of two saves of one person, and lets neither take the other’s', async () => {
    const world = makeWorld(() => 50)
    for (let read = 0; read < 10; read++) {
      void world.visit(who('read', `reader ${read}`, { patienceMs: 2_500 }))
      await world.clock.advance(4_000)
    }
    const off: Record<string, number> = {}
    const saveAndReturn = async (purpose: string) => {
      const cameAt = world.clock.now()
      const save = who('write', 'ada', { patienceMs: 2_500, withReads: true, purpose })
      const first = await world.visit(save)
      if (first.entered) throw new Error('there was room at once')
      const told = first.waitMs + first.wentAfterMs
      await world.sleep(first.waitMs)
      expect((await world.visit(save)).entered).toBe(true)
      off[purpose] = Math.abs(world.clock.now() - cameAt - 300 - told)
    }
    for (const purpose of ['tickets', 'invites']) {
      void saveAndReturn(purpose)
      await world.clock.advance(1_000)
    }
    await world.clock.advance(5 * minute)
    expect(Object.keys(off).sort()).toEqual(['invites', 'tickets'])
    expect(Object.values(off).filter((ms) => ms > 2_000)).toEqual([])
    expect(world.limiter.refused).toBe(0)
  })

  it('gives up a place whose person does not come back', async () => {
    const world = makeWorld(() => 0)
    for (let read = 0; read < 10; read++) void world.visit(who('read'))
    await world.clock.advance(1_000)
    void world.visit(who('write', 'bram', { withReads: true }))
    await world.clock.advance(minute + 15_000)
    expect(world.window.view().leavesInMs).toEqual([])
  })

  it('lets polls starve before people: they go only while a whole save would still find room', async () => {
    const world = makeWorld(() => 0)
    const entered = { read: 0, poll: 0 }
    for (let turn = 0; turn < 40; turn++) {
      for (const callClass of ['poll', 'read'] as const) {
        void world.visit(who(callClass, `person ${turn}`)).then((visit) => {
          if (visit.entered) entered[callClass]++
        })
      }
      await world.clock.advance(100)
    }
    expect(entered).toEqual({ poll: 3, read: 27 })
    const alone = makeWorld(() => 0)
    let polls = 0
    for (let turn = 0; turn < 20; turn++) {
      void alone.visit(who('poll')).then((visit) => {
        if (visit.entered) polls++
      })
      await alone.clock.advance(100)
    }
    expect(polls).toBe(6)
    const save = alone.visit(who('write', 'ada', { withReads: true }))
    await alone.clock.advance(1_000)
    expect(await save).toMatchObject({ entered: true, wentAfterMs: 0 })
  })

  it('lets somebody leave the line, and hands the place to the next', async () => {
    const world = makeWorld(() => 0)
    for (let read = 0; read < 30; read++) void world.visit(who('read', `reader ${read}`))
    await world.clock.advance(100)
    const controller = new AbortController()
    const left = world.visit(who('read', 'bram', { patienceMs: 2 * minute, signal: controller.signal }))
    const stays = world.visit(who('read', 'chloe', { patienceMs: 2 * minute }))
    await world.clock.advance(1_000)
    controller.abort()
    await world.clock.advance(minute)
    expect(await left).toMatchObject({ entered: false, cancelled: true, wentAfterMs: 1_000 })
    expect(await stays).toMatchObject({ entered: true })
    const late = await world.visit(who('read', 'dirk', { signal: controller.signal }))
    expect(late).toMatchObject({ entered: false, cancelled: true })
  })

  it('holds back after a refusal it did not foresee: first a little, then longer, writes also when reads are refused', async () => {
    const { clock, governor, window } = makeWorld()
    const waits: number[] = []
    for (let turn = 0; turn < 4; turn++) {
      await governor.learnRefusal('write')
      waits.push(await governor.waitMs('write', 'ada', 'g'))
      expect(await governor.waitMs('read', 'ada', 'g')).toBe(0)
      await clock.advance(waits.at(-1) ?? 0)
    }
    expect(waits).toEqual([10_000, 20_000, 40_000, 60_000])
    await governor.learnRefusal('read')
    expect(window.view().blockedMs).toEqual({ read: 10_000, write: 10_000 })
  })

  it('lets one person save and look around as the backend would: pages do not wait for saves that few make', async () => {
    const world = makeWorld(() => 20)
    const save = world.visit(who('write', 'ada', { withReads: true }))
    await world.clock.advance(1_000)
    expect(await save).toMatchObject({ entered: true, wentAfterMs: 0 })
    const pages: boolean[] = []
    for (let page = 0; page < 20; page++) {
      void world.visit(who('read')).then(({ entered }) => pages.push(entered))
      await world.clock.advance(1_000)
    }
    expect(pages).toEqual(Array.from({ length: 20 }, () => true))
  })

  it('leaves nobody standing when a shared window cannot be reached', async () => {
    const { clock } = makeWorld()
    const limits = { reads: 30, writes: 10, windowMs: minute }
    const away = () => Promise.reject(new Error('away'))
    const governor = new Governor({ limits, view: away, take: away, learnRefusal: away }, clock)
    const entry = await governor.enter(who('write', 'ada', { patienceMs: minute }))
    expect(entry).toEqual({ entered: false, waitMs: 2_000, cancelled: false })
  })

  it('takes no place for somebody who leaves while the window is being asked', async () => {
    const { clock, window } = makeWorld()
    const controller = new AbortController()
    const asked = {
      limits: window.limits,
      view: () => window.view(),
      take: async (...claim: Parameters<typeof window.take>) => {
        controller.abort()
        await Promise.resolve()
        return window.take(...claim)
      },
      learnRefusal: () => undefined,
    }
    const entry = new Governor(asked, clock).enter(who('write', 'ada', { signal: controller.signal, withReads: true }))
    await clock.advance(1_000)
    expect(await entry).toMatchObject({ entered: false, cancelled: true })
    expect(window.view().leavesInMs).toEqual([])
  })
})
