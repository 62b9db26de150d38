import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallClass } from './call-window'
import type { Entrant } from './governor-types'
import { makeWorld } from './simulation'

const minute = 60_000
const who = (callClass: CallClass, person = 'ada', more: Partial<Entrant> = {}): Entrant => ({
  callClass,
  person,
  guild: `guild of ${person}`,
  patienceMs: 0,
  ...more,
})

describe('the governor', () => {
  it('lets no call go that the backend would refuse, whatever the mix, pace, latency and number of people', async () => {
    const step = fc.record({
      callClass: fc.constantFrom<CallClass>('write', 'read', 'read', 'poll'),
      withReads: fc.boolean(),
      person: fc.integer({ min: 0, max: 5 }),
      pauseMs: fc.integer({ min: 0, max: 6_000 }),
      patienceMs: fc.constantFrom(0, 2_500, 70_000),
    })
    const run = fc.asyncProperty(
      fc.array(step, { maxLength: 120 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 3_000 })),
      async (steps, latencies) => {
        const world = makeWorld(() => latencies.next().value ?? 0)
        for (const { callClass, person, pauseMs, patienceMs, withReads } of steps) {
          void world.visit(
            who(callClass, `person ${person}`, { patienceMs, withReads: withReads && callClass === 'write' }),
          )
          await world.clock.advance(pauseMs)
        }
        await world.clock.advance(3 * minute)
        expect(world.limiter.refused).toBe(0)
      },
    )
    await fc.assert(run, { numRuns: 60 })
  })
})
