/** `npm test`: every check there is, on one machine, closed by one line that counts them all. */
import { randomUUID } from 'node:crypto'
import { type Browser, findBrowser } from '../find-browser'
import { onInterrupt } from '../interrupt'
import { endLeftovers } from '../leftovers'
import { runStage, skipStage } from '../run-stages'
import { build, contract, deadCode, firstLoad, journeys, lint, types, unit } from '../stages'
import { closingLine, isGood, oneStage, sum, type Tally } from '../tally'
import { endRunningPrograms } from '../tools'

const RUN = 'MIND_TEST_RUN'
const runId = randomUUID()
// Inherited by all that this run starts, so that what outlives it can be found.
process.env[RUN] = runId

onInterrupt(() => void endRunningPrograms().then(() => process.exit(130)))

const total = sum([...(await runAll()), await checkLeftovers()])
console.log(closingLine(total))
process.exitCode = isGood(total) ? 0 : 1

/** Two lines side by side: one alone leaves the second core idle, and the contract tests mostly wait for servers. */
async function runAll(): Promise<Tally[]> {
  const browserSearch = lookForBrowser()
  // Both write the types of the routes, so the build comes after them.
  const typed = runStage(types)
  const lines = await Promise.all([readAndTalk(typed), typed.then(() => buildAndVisit(browserSearch))])
  return lines.flat()
}

async function readAndTalk(typed: Promise<Tally>): Promise<Tally[]> {
  const quick = await Promise.all([typed, ...[lint, deadCode, unit].map(runStage)])
  return [...quick, await runStage(contract)]
}

async function buildAndVisit(browserSearch: Promise<Browser | Error>): Promise<Tally[]> {
  const built = await runStage(build)
  return [built, ...(await runInBrowser(await browserSearch, built.failed === 0))]
}

/** The stages that need a browser and a build. Without a browser they fail: a run must not pass for lack of one. */
async function runInBrowser(browser: Browser | Error, isBuilt: boolean): Promise<Tally[]> {
  const stages = [firstLoad, journeys].map((stage) => stage(browser instanceof Error ? '' : browser.path))
  if (!isBuilt) return stages.map((stage) => skipStage(stage.name, 'skipped: the build failed'))
  const tallies: Tally[] = []
  for (const stage of stages) {
    const ready = browser instanceof Error ? { name: stage.name, run: () => Promise.reject(browser) } : stage
    tallies.push(await runStage(ready))
  }
  return tallies
}

async function lookForBrowser(): Promise<Browser | Error> {
  try {
    return await findBrowser((line) => console.log(line))
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** A process left behind is a failure of its own; its absence is no test. */
async function checkLeftovers(): Promise<Tally> {
  const left = await endLeftovers(RUN, runId, new Set([process.pid]))
  if (left.length === 0) return { passed: 0, failed: 0, skipped: 0 }
  console.log('FAIL  processes left behind, now ended:')
  for (const line of left) console.log(`   | ${line}`)
  return oneStage('failed')
}
