/**
 * How the request window is shared out: an hour of many people under a simulated clock, before a limiter as faithful as
 * the backend's. Ends with code 1 when a call is refused, a wait is too long or told wrongly, or somebody starves.
 */
import type { CallClass } from '@/lib/alphapy/transport/call-window'
import { makeWorld } from '@/lib/alphapy/transport/governor/simulation'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const PATIENCE_MS = 2_500
const LIMIT = { waitMs: 61_000, medianMs: 1_000, toldMs: 2_000 }
/** Runs per row, each with chances of its own; the row shows their medians, and the worst of what must not happen. */
const RUNS = 3

interface Crowd {
  people: number
  guilds: number
  /** Writes a minute, of all people together, evenly spread or by chance. */
  writesPerMinute: number
  even: boolean
  /** Each with its fresh read and its read-back. */
  withReads: boolean
}

interface Figures {
  sent: number
  refused: number
  writes: number
  medianMs: number
  worstMs: number
  /** Writes that were told a wait, and the largest difference between the told and the had one. */
  told: number
  toldOffMs: number
  /** Reads of the person served least, and of the one served most. */
  least: number
  most: number
  lost: number
}

const faults: string[] = []
await main()
process.exitCode = faults.length > 0 ? 1 : 0

async function main(): Promise<void> {
  const sizes = [1, 10, 50].flatMap((people) => [1, 3, 10].map((guilds) => ({ people, guilds })))
  const crowds = sizes.filter(({ people, guilds }) => guilds <= people)
  const single = { people: 20, guilds: 4, even: true, withReads: false }
  const upToSix = [
    ...[1, 2, 3, 4, 5].map((writesPerMinute) => ({ ...single, writesPerMinute })),
    ...crowds.map((size) => ({ ...single, ...size, writesPerMinute: 6 })),
  ]
  await table('single writes, evenly, up to 6 a minute', upToSix, (crowd, figures) => {
    if (figures.worstMs > LIMIT.waitMs) fault(crowd, `a write waited ${seconds(figures.worstMs)}`)
    if (figures.medianMs > LIMIT.medianMs) fault(crowd, `the median write waited ${seconds(figures.medianMs)}`)
  })
  const beyond = [8, 10, 12].map((writesPerMinute) => ({ ...single, even: false, writesPerMinute }))
  await table('single writes by chance, beyond that', beyond)
  const saves = crowds.map((size) => ({ ...size, even: false, writesPerMinute: 2, withReads: true }))
  await table('whole saves (read, write, read-back) by chance, 2 a minute', saves)
  for (const line of faults) console.log(`FAIL  ${line}`)
}

async function table(
  title: string,
  crowds: readonly Crowd[],
  judge: (crowd: Crowd, figures: Figures) => void = () => undefined,
): Promise<void> {
  console.log(`\n${title}`)
  console.log('people guilds a min.   sent refused writes   median    worst   told  off by   reads of one person')
  for (const crowd of crowds) {
    const runs: Figures[] = []
    for (let run = 1; run <= RUNS; run++) runs.push(await anHour(crowd, run))
    const figures = together(runs)
    if (figures.refused > 0) fault(crowd, `${figures.refused} calls were refused`)
    if (figures.toldOffMs > LIMIT.toldMs) fault(crowd, `a wait was told wrong by ${seconds(figures.toldOffMs)}`)
    if (figures.least === 0) fault(crowd, 'somebody was never served')
    if (figures.lost > 0) fault(crowd, `${figures.lost} writes never went out`)
    judge(crowd, figures)
    print(crowd, figures)
  }
}

/** One hour: everybody reads every 20 s or so and polls every 30 s, and writes come at their pace. */
async function anHour({ people, guilds, writesPerMinute, even, withReads }: Crowd, seed: number): Promise<Figures> {
  const chance = randomFrom(seed * 7_919 + people * 31 + guilds)
  const world = makeWorld(() => 20 + chance() * 180)
  const { clock } = world
  const until = clock.now() + HOUR_MS
  const gap = (meanMs: number) => -Math.log(1 - chance()) * meanMs
  const who = (index: number, callClass: CallClass, patienceMs: number) => ({
    callClass,
    person: `person ${index}`,
    guild: `guild ${index % guilds}`,
    patienceMs,
  })
  const served = Array.from({ length: people }, () => 0)
  const waits: number[] = []
  const off: number[] = []
  const saving = new Set<number>()
  let asked = 0

  const reads = async (index: number): Promise<void> => {
    for (await world.sleep(gap(20_000)); clock.now() < until; await world.sleep(gap(20_000))) {
      let visit = await world.visit(who(index, 'read', PATIENCE_MS))
      for (; !visit.entered; visit = await world.visit(who(index, 'read', PATIENCE_MS))) await world.sleep(visit.waitMs)
      served[index] = (served[index] ?? 0) + 1
    }
  }
  const polls = async (index: number): Promise<void> => {
    for (await world.sleep(chance() * 30_000); clock.now() < until; await world.sleep(30_000)) {
      await world.visit(who(index, 'poll', 0))
    }
  }
  /** Comes back when told to, as a person's page does. */
  const write = async (index: number): Promise<void> => {
    // One form at a time: whoever still waits changes nothing else meanwhile.
    if (saving.has(index)) return
    saving.add(index)
    asked++
    const cameAt = clock.now()
    let toldAt: number | undefined
    for (;;) {
      const startedAt = clock.now()
      const visit = await world.visit({ ...who(index, 'write', PATIENCE_MS), withReads })
      if (visit.entered) {
        const wait = startedAt + visit.wentAfterMs - cameAt
        waits.push(wait)
        if (toldAt !== undefined) off.push(Math.abs(cameAt + wait - toldAt))
        saving.delete(index)
        return
      }
      toldAt ??= clock.now() + visit.waitMs
      await world.sleep(visit.waitMs)
    }
  }
  const writes = async (): Promise<void> => {
    const meanMs = MINUTE_MS / writesPerMinute
    for (let turn = 0; clock.now() < until; turn++) {
      void write(even ? turn % people : Math.floor(chance() * people))
      await world.sleep(even ? meanMs : gap(meanMs))
    }
  }
  for (let index = 0; index < people; index++) {
    void reads(index)
    void polls(index)
  }
  void writes()
  await clock.advance(2 * HOUR_MS)
  waits.sort((a, b) => a - b)
  return {
    sent: world.limiter.accepted,
    refused: world.limiter.refused,
    writes: waits.length,
    medianMs: waits[Math.floor(waits.length / 2)] ?? 0,
    worstMs: waits.at(-1) ?? 0,
    told: off.length,
    toldOffMs: Math.max(0, ...off),
    least: Math.min(...served),
    most: Math.max(...served),
    lost: asked - waits.length,
  }
}

/** Medians of what is usual, the worst of what must not happen. */
function together(runs: readonly Figures[]): Figures {
  const of = (key: keyof Figures) => runs.map((run) => run[key]).sort((a, b) => a - b)
  const median = (key: keyof Figures) => of(key)[Math.floor(runs.length / 2)] ?? 0
  const largest = (key: keyof Figures) => of(key).at(-1) ?? 0
  return {
    sent: median('sent'),
    refused: largest('refused'),
    writes: median('writes'),
    medianMs: median('medianMs'),
    worstMs: largest('worstMs'),
    told: median('told'),
    toldOffMs: largest('toldOffMs'),
    least: of('least')[0] ?? 0,
    most: largest('most'),
    lost: largest('lost'),
  }
}

function print({ people, guilds, writesPerMinute }: Crowd, figures: Figures): void {
  const cells: [text: string | number, width: number][] = [
    [people, 6],
    [guilds, 7],
    [writesPerMinute, 7],
    [figures.sent, 7],
    [figures.refused, 8],
    [figures.writes, 7],
    [seconds(figures.medianMs), 9],
    [seconds(figures.worstMs), 9],
    [figures.told, 7],
    [seconds(figures.toldOffMs), 8],
    [`${figures.least} to ${figures.most}`, 14],
  ]
  console.log(cells.map(([text, width]) => String(text).padStart(width)).join(''))
}

function fault({ people, guilds, writesPerMinute }: Crowd, what: string): void {
  faults.push(`${people} people, ${guilds} guilds, ${writesPerMinute} writes a minute: ${what}`)
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}

/** Chances that come out the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 2 ** 32
  }
}
