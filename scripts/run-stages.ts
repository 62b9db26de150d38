/** Runs stages and says how they went. */
import type { Stage, StageResult } from './stages'
import { oneStage, type Tally } from './tally'

/** Runs one stage, prints one line about it (and, when it failed, what it said), and answers its tally. */
export async function runStage(stage: Stage): Promise<Tally> {
  const began = performance.now()
  const { tally, words } = await attempt(stage)
  const failed = tally.failed > 0
  const tests = tally.passed + tally.failed + tally.skipped
  const count =
    tests > 1 ? `, ${tally.passed} of ${tests} passed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''}` : ''
  console.log(`${mark(failed)}  ${stage.name.padEnd(24)} ${seconds(performance.now() - began)}${count}`)
  if (failed) for (const line of words) console.log(`   | ${line}`)
  return tally
}

/** Says that a stage could not be run, and counts it as skipped. */
export function skipStage(name: string, why: string): Tally {
  console.log(`skip  ${name.padEnd(24)} ${why}`)
  return oneStage('skipped')
}

async function attempt(stage: Stage): Promise<StageResult> {
  try {
    return await stage.run()
  } catch (error) {
    return { tally: oneStage('failed'), words: String(error instanceof Error ? error.message : error).split('\n') }
  }
}

function mark(failed: boolean): string {
  return failed ? 'FAIL' : 'ok  '
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(6)} s`
}
