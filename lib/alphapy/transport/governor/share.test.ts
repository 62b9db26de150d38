import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallClass } from '../call-window'
import type { Entrant } from './governor-types'
import { makeWorld } from './simulation'

const minute = 60_000

type World = ReturnType<typeof makeWorld>

/** Somebody at the door, with a person's patience. */
function who(callClass: CallClass, person: string, more: Partial<Entrant> = {}): Entrant {
  return { callClass, person, guild: `guild of ${person}`, patienceMs: 2_500, ...more }
}

/** One read every so often; which of them were let in, by the minute they came in. */
function looksAround(world: World, person: string, everyMs: number, untilMs: number) {
  const startedAt = world.clock.now()
  const minutes: { asked: number; entered: number }[] = []
  const look = async () => {
    for (; world.clock.now() < untilMs; await world.sleep(everyMs)) {
      const index = Math.floor((world.clock.now() - startedAt) / minute)
      minutes[index] ??= { asked: 0, entered: 0 }
      const now = minutes[index]
      now.asked++
      void world.visit(who('read', person)).then(({ entered }) => {
        if (entered) now.entered++
      })
    }
  }
  void look()
  return minutes
}

/** Of minutes, those in which not everything was let in. */
function shortOf(minutes: readonly { asked: number; entered: number }[]) {
  return minutes.filter(({ asked, entered }) => entered < asked)
}

function sum(minutes: readonly { asked: number; entered: number }[], of: 'asked' | 'entered'): number {
  return minutes.reduce((total, one) => total + one[of], 0)
}

/** Reads as fast as it can, of another guild each time. `refused`: the backend knows nothing of this person's rights. */
async function pries(world: World, person: string, everyMs: number, untilMs: number, refused = false) {
  for (let turn = 0; world.clock.now() < untilMs; turn++, await world.sleep(everyMs)) {
    void world.visit(who('read', person, { guild: `guild ${person} ${turn}` })).then(({ entered }) => {
      if (entered && refused) world.governor.noteRefusal(person)
    })
  }
}

/** Saves whole, again and again, each time something else, and comes back when told to. */
async function savesWithoutEnd(world: World, person: string, purposes: number, untilMs: number) {
  const one = async (purpose: string) => {
    while (world.clock.now() < untilMs) {
      const visit = await world.visit(who('write', person, { withReads: true, purpose }))
      await world.sleep(visit.entered ? 100 : visit.waitMs)
    }
  }
  for (let index = 0; index < purposes; index++) void one(`purpose ${index}`)
}

describe('the governor, with somebody who wants everything', () => {
  it('lets a person look around as if one who reads other guilds twice a second were not there', async () => {
    const world = makeWorld()
    const until = world.clock.now() + 10 * minute
    void pries(world, 'mallory', 500, until)
    await world.clock.advance(30_000)
    const ada = looksAround(world, 'ada', 5_000, until)
    await world.clock.advance(12 * minute)
    expect(ada.length).toBeGreaterThan(8)
    // She comes in the middle of a window that is three quarters full; from the next on she has all she asks for.
    expect(ada[0]?.entered).toBeGreaterThanOrEqual(10)
    expect(shortOf(ada.slice(1))).toEqual([])
    expect(world.limiter.refused).toBe(0)
  })

  it('leaves nearly everything to the others when what somebody asks for is refused each time', async () => {
    const world = makeWorld()
    const until = world.clock.now() + 10 * minute
    void pries(world, 'mallory', 500, until, true)
    await world.clock.advance(11 * minute)
    expect(world.limiter.accepted).toBeLessThanOrEqual(10 * 9)
    expect(world.limiter.accepted).toBeGreaterThanOrEqual(10)
  })

  it('lets those who ask for little have it beside a few who ask for all there is, and most of it beside many', async () => {
    const crowd = fc.record({
      greedy: fc.integer({ min: 1, max: 8 }),
      everyMs: fc.integer({ min: 100, max: 3_000 }),
      modestEveryMs: fc.integer({ min: 20_000, max: 40_000 }),
      latencyMs: fc.integer({ min: 0, max: 400 }),
    })
    const property = fc.asyncProperty(crowd, async ({ greedy, everyMs, modestEveryMs, latencyMs }) => {
      const world = makeWorld(() => latencyMs)
      const until = world.clock.now() + 10 * minute
      for (let index = 0; index < greedy; index++) void pries(world, `greedy ${index}`, everyMs + index, until)
      await world.clock.advance(minute)
      const ada = looksAround(world, 'ada', modestEveryMs, until)
      await world.clock.advance(12 * minute)
      // Many who press all at once leave one place among them, and whoever comes twice in a window may meet it taken.
      if (greedy <= 4) expect(shortOf(ada.slice(1))).toEqual([])
      else expect(sum(ada, 'entered')).toBeGreaterThanOrEqual(sum(ada, 'asked') / 3)
      expect(world.limiter.refused).toBe(0)
    })
    await fc.assert(property, { numRuns: 20 })
  })

  it('lets one person who saves without end keep nobody from reading, nor from saving within two windows', async () => {
    const world = makeWorld()
    const until = world.clock.now() + 20 * minute
    void savesWithoutEnd(world, 'mallory', 10, until)
    await world.clock.advance(minute)
    const ada = looksAround(world, 'ada', 5_000, until)
    const waits: number[] = []
    const saves = async () => {
      for (; world.clock.now() < until; await world.sleep(3 * minute)) {
        const cameAt = world.clock.now()
        const save = who('write', 'bram', { withReads: true })
        for (let visit = await world.visit(save); ; visit = await world.visit(save)) {
          if (visit.entered) break
          await world.sleep(visit.waitMs)
        }
        waits.push(world.clock.now() - cameAt)
      }
    }
    void saves()
    await world.clock.advance(25 * minute)
    expect(Math.min(...ada.map(({ entered }) => entered))).toBeGreaterThanOrEqual(3)
    expect(waits.length).toBeGreaterThan(4)
    expect(Math.max(...waits)).toBeLessThanOrEqual(2 * minute)
    expect(world.limiter.refused).toBe(0)
  })

  it.each([false, true])(
    'tells a third save of one person within a window its wait, and only while somebody else is about: %j',
    async (beside) => {
      const world = makeWorld()
      if (beside) void world.visit(who('poll', 'ada'))
      const came: { entered: boolean; atMs: number; waitMs: number }[] = []
      const startedAt = world.clock.now()
      const save = async (purpose: string) => {
        const visit = await world.visit(who('write', 'mallory', { withReads: true, purpose }))
        const { entered } = visit
        came.push({ entered, atMs: world.clock.now() - startedAt, waitMs: visit.entered ? 0 : visit.waitMs })
        if (visit.entered) return
        await world.sleep(visit.waitMs)
        await save(purpose)
      }
      for (const purpose of ['a', 'b', 'c']) {
        void save(purpose)
        await world.clock.advance(1_000)
      }
      await world.clock.advance(2 * minute)
      expect(came.map(({ entered }) => entered)).toEqual(beside ? [true, true, false, true] : [true, true, true])
      if (!beside) return
      const [, , told, had] = came
      // Told when the first of them leaves, and let in then: what the three calls of it take is not waiting.
      expect(told?.waitMs).toBeGreaterThan(50_000)
      expect(Math.abs((had?.atMs ?? 0) - (told?.atMs ?? 0) - (told?.waitMs ?? 0))).toBeLessThanOrEqual(2_000)
    },
  )

  it('does not make readers step aside for saves that were never made', async () => {
    const world = makeWorld()
    for (let save = 0; save < 6; save++) {
      void world.governor.enter(who('write', `person ${save}`, { withReads: true })).then(async (entry) => {
        const [before, ...rest] = entry.entered ? entry.places : []
        if (!before) throw new Error('not let in')
        // The fresh read says that this person may not; the rest is given back.
        await world.call(before, 'read')
        for (const place of rest) place.settle(false)
      })
      await world.clock.advance(1_000)
    }
    const ada = looksAround(world, 'ada', 3_000, world.clock.now() + minute)
    await world.clock.advance(2 * minute)
    expect(ada).toEqual([{ asked: 20, entered: 20 }])
  })
})
