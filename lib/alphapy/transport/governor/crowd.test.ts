import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallClass } from '../call-window'
import type { Entrant } from './governor-types'
import { makeWorld } from './simulation'

const minute = 60_000

/** Somebody at the door, in a guild of their own unless told otherwise. */
function who(callClass: CallClass, person = 'ada', more: Partial<Entrant> = {}): Entrant {
  return { callClass, person, guild: `guild of ${person}`, patienceMs: 0, ...more }
}

/** Chances that come out the same in every run. */
function chancesFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 2 ** 32
  }
}

describe('the governor, with many people for long', () => {
  it.each([1, 2, 4, 6])(
    'with %j single writes a minute: each within a window, the median at once, and people still read',
    async (pace) => {
      const world = makeWorld(() => 50)
      const waits: number[] = []
      let reads = 0
      for (let second = 0; second < 3_600; second++) {
        if (second % (60 / pace) === 0) {
          const save = who('write', `saver ${second % 7}`, { patienceMs: 2 * minute })
          void world.visit(save).then(({ wentAfterMs }) => waits.push(wentAfterMs))
        }
        void world.visit(who('read', `reader ${second % 20}`, { patienceMs: 2_500 })).then(({ entered }) => {
          if (entered) reads++
        })
        await world.clock.advance(1_000)
      }
      await world.clock.advance(2 * minute)
      waits.sort((a, b) => a - b)
      expect(waits).toHaveLength(60 * pace)
      expect(waits.at(-1)).toBeLessThanOrEqual(minute + 1_000)
      expect(waits[30 * pace]).toBeLessThanOrEqual(1_000)
      expect(reads).toBeGreaterThanOrEqual(60 * 3)
      expect(world.limiter.refused).toBe(0)
    },
  )

  it.each([2, 5])(
    'tells a wait that holds however many people read meanwhile and come back when told to (chances %j)',
    async (seed) => {
      const chance = chancesFrom(seed)
      const world = makeWorld(() => 20 + chance() * 200)
      const until = world.clock.now() + 60 * minute
      const off: number[] = []
      const reader = async (name: string) => {
        for (; world.clock.now() < until; await world.sleep(chance() * 40_000)) {
          const read = who('read', name, { patienceMs: 2_500 })
          for (let visit = await world.visit(read); !visit.entered; visit = await world.visit(read)) {
            await world.sleep(visit.waitMs)
          }
        }
      }
      const saver = async (name: string) => {
        const save = who('write', name, { patienceMs: 2_500, withReads: true })
        for (await world.sleep(chance() * 20 * minute); world.clock.now() < until; await world.sleep(20 * minute)) {
          let told: number | undefined
          let cameAt = world.clock.now()
          for (let visit = await world.visit(save); ; cameAt = world.clock.now(), visit = await world.visit(save)) {
            const goneAt = cameAt + visit.wentAfterMs
            if (visit.entered) {
              if (told !== undefined) off.push(Math.abs(goneAt - told))
              break
            }
            told ??= goneAt + visit.waitMs
            await world.sleep(visit.waitMs)
          }
        }
      }
      for (let index = 0; index < 30; index++) void reader(`reader ${index}`)
      for (let index = 0; index < 40; index++) void saver(`saver ${index}`)
      await world.clock.advance(90 * minute)
      expect(off.length).toBeGreaterThan(20)
      expect(Math.max(...off)).toBeLessThanOrEqual(2_000)
      expect(world.limiter.refused).toBe(0)
    },
  )

  it('gives people and guilds their turns: two of one guild drift apart by a call a window at most, and nobody starves', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 2, max: 12 }),
      fc.integer({ min: 1, max: 4 }),
      async (count, guilds) => {
        const world = makeWorld(() => 20)
        const served = Array.from({ length: count }, () => 0)
        const until = world.clock.now() + 20 * minute
        const eager = async (index: number, patienceMs: number) => {
          while (world.clock.now() < until) {
            const guild = `guild ${index % guilds}`
            const { entered } = await world.visit(who('read', `person ${index}`, { guild, patienceMs }))
            if (entered) served[index] = (served[index] ?? 0) + 1
            else await world.sleep(500)
          }
        }
        for (let index = 0; index < count; index++) void eager(index, 2 * minute)
        await world.clock.advance(22 * minute)
        expect(world.limiter.refused).toBe(0)
        for (let guild = 0; guild < guilds; guild++) {
          const mine = served.filter((_, index) => index % guilds === guild)
          // Two of the same guild are never further apart than one call a window.
          if (mine.length > 1) expect(Math.max(...mine) - Math.min(...mine)).toBeLessThanOrEqual(20)
        }
        expect(Math.min(...served)).toBeGreaterThanOrEqual(20)
      },
    )
    await fc.assert(property, { numRuns: 12 })
  })

  // A whole save takes three places, so three a minute is all the window can ever hold: chance brings more than that at times.
  it('holds for any number of people and guilds over an hour: nothing refused, every save done, nobody starved', async () => {
    const crowd = fc.record({
      people: fc.integer({ min: 1, max: 50 }),
      guilds: fc.integer({ min: 1, max: 10 }),
      savesPerMinute: fc.integer({ min: 0, max: 2 }),
      seed: fc.integer(),
    })
    const property = fc.asyncProperty(crowd, async ({ people, guilds, savesPerMinute, seed }) => {
      const chance = chancesFrom(seed)
      const world = makeWorld(() => 20 + chance() * 200)
      const served = Array.from({ length: people }, () => 0)
      const waits: number[] = []
      for (let second = 0; second < 3_600; second++) {
        const index = Math.floor(chance() * people)
        const mine = { guild: `guild ${index % guilds}` }
        if (chance() < savesPerMinute / 60) {
          const save = who('write', `person ${index}`, { ...mine, patienceMs: 5 * minute, withReads: true })
          void world.visit(save).then(({ entered, wentAfterMs }) => waits.push(entered ? wentAfterMs : -1))
        }
        for (let person = 0; person < people; person++) {
          const calls = { guild: `guild ${person % guilds}`, patienceMs: 2_500 }
          if (chance() < 1 / 20) {
            void world.visit(who('read', `person ${person}`, calls)).then(({ entered }) => {
              if (entered) served[person] = (served[person] ?? 0) + 1
            })
          }
          if (chance() < 1 / 60) void world.visit(who('poll', `person ${person}`, { ...calls, patienceMs: 0 }))
        }
        await world.clock.advance(1_000)
      }
      await world.clock.advance(6 * minute)
      expect(world.limiter.refused).toBe(0)
      expect(waits.filter((wait) => wait < 0 || wait > 4 * minute)).toEqual([])
      expect(Math.min(...served)).toBeGreaterThan(0)
    })
    await fc.assert(property, { numRuns: 8 })
  }, 60_000)
})
