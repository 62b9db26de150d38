/**
 * What is left for others beside somebody who takes all they can get: an hour of each under a simulated clock, before a
 * limiter as faithful as the backend's. Ada reads every five seconds and Bram saves every three minutes. Ends with code 1
 * when either has less than they must.
 */
import type { CallClass } from '@/lib/alphapy/transport/call-window'
import { makeWorld } from '@/lib/alphapy/transport/governor/simulation'

type World = ReturnType<typeof makeWorld>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const LIMIT_SAVE_MS = 2 * MINUTE_MS

/** Who is greedy, the least part of Ada's reads that must be let in at once, and how they go about it. */
const ways: readonly [who: string, least: number, begin: (world: World) => void][] = [
  ['nobody', 0.9, () => undefined],
  ['one without rights, reading', 0.9, (world) => reads(world, 'mallory', false)],
  ['one with rights, reading', 0.8, (world) => reads(world, 'mallory', true)],
  ['five with rights, reading', 0.2, (world) => five((index) => reads(world, `mallory ${index}`, true))],
  ['one with rights, saving', 0.4, (world) => five((index) => saves(world, 'mallory', `category ${index}`))],
]

console.log('greedy                         reads of Ada let in   saves of Bram   longest wait   refused')
for (const [who, least, begin] of ways) {
  const { asked, entered, waits, refused } = await anHour(begin)
  const longestMs = Math.max(0, ...waits)
  const cells = [`${entered} of ${asked}`.padStart(20), String(waits.length).padStart(16)]
  console.log(
    `${who.padEnd(30)}${cells.join('')}${`${(longestMs / 1_000).toFixed(1)} s`.padStart(15)}${String(refused).padStart(10)}`,
  )
  if (entered < least * asked || waits.length < 18 || longestMs > LIMIT_SAVE_MS || refused > 0) {
    console.log(`FAIL  beside ${who}`)
    process.exitCode = 1
  }
}

async function anHour(begin: (world: World) => void) {
  const world = makeWorld(() => 50)
  const until = world.clock.now() + HOUR_MS
  const ada = { asked: 0, entered: 0 }
  const waits: number[] = []
  begin(world)
  void every(world, 5_000, () => {
    ada.asked++
    void world.visit(at('read', 'ada')).then(({ entered }) => {
      if (entered) ada.entered++
    })
  })
  void every(world, 3 * MINUTE_MS, async () => {
    const cameAt = world.clock.now()
    const save = { ...at('write', 'bram'), withReads: true }
    for (let visit = await world.visit(save); !visit.entered; visit = await world.visit(save)) {
      await world.sleep(visit.waitMs)
    }
    waits.push(world.clock.now() - cameAt)
  })
  await world.clock.advance(until - world.clock.now())
  return { ...ada, waits, refused: world.limiter.refused }
}

/** Twice a second the settings of another guild, waiting for none. */
function reads(world: World, person: string, hasRights: boolean): void {
  let turn = 0
  void every(world, 500, () => {
    turn++
    void world.visit({ ...at('read', person), guild: `${person} ${turn}` }).then(({ entered }) => {
      if (entered && !hasRights) world.governor.noteRefusal(person)
    })
  })
}

/** A whole save after the other, coming back when told to. */
function saves(world: World, person: string, purpose: string): void {
  void every(world, 100, async () => {
    const visit = await world.visit({ ...at('write', person), withReads: true, purpose })
    if (!visit.entered) await world.sleep(visit.waitMs)
  })
}

async function every(world: World, ms: number, act: () => void | Promise<void>): Promise<never> {
  for (;;) {
    await act()
    await world.sleep(ms)
  }
}

function five(begin: (index: number) => void): void {
  for (let index = 1; index <= 5; index++) begin(index)
}

function at(callClass: CallClass, person: string) {
  return { callClass, person, guild: `guild of ${person}`, patienceMs: 2_500 }
}
