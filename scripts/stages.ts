/** The stages of `npm run check` and `npm test`: what each runs, and how it is counted. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BuildFailed, ensureBuild } from './build'
import { oneStage, playwrightTally, readReport, type Tally, vitestTally } from './tally'
import { ROOT, runTool, type ToolResult, toolPath } from './tools'

const LOGS = join(ROOT, '.local', 'logs', 'stages')
const REPORTS = join(ROOT, '.local', 'reports')
const SHOWN_LINES_OF_A_FAILURE = 60

/** What became of a stage. `words` is shown when it failed. */
export interface StageResult {
  tally: Tally
  words: readonly string[]
}

/** A stage: `run` never rejects for what it checks, only for faults of the scripts themselves. */
export interface Stage {
  name: string
  run(): Promise<StageResult>
}

/** TypeScript over the whole project, after Next has written the types of its routes, and over the bootstrap scripts. */
export const types: Stage = {
  name: 'types',
  run: () =>
    inTurn('types', [
      [toolPath('next'), 'typegen'],
      [toolPath('typescript', 'tsc'), '--noEmit'],
      [toolPath('typescript', 'tsc'), '--project', 'scripts/bootstrap'],
    ]),
}

/** Lint, import law and format. */
export const lint: Stage = {
  name: 'lint and format',
  run: () => inTurn('lint', [[toolPath('@biomejs/biome', 'biome'), 'check', '--error-on-warnings']]),
}

/** Files, exports and dependencies that nothing uses. */
export const deadCode: Stage = {
  name: 'dead code',
  run: () => inTurn('dead-code', [[toolPath('knip'), '--no-progress']]),
}

/** Unit tests and the tests of the project's structure. */
export const unit: Stage = { name: 'structure and unit', run: () => vitest('unit') }

/** The contract tests against the local servers. */
export const contract: Stage = { name: 'contract', run: () => vitest('contract') }

/** The production build, reused when its sources are unchanged. */
export const build: Stage = {
  name: 'build',
  async run() {
    try {
      await ensureBuild(() => {})
      return { tally: oneStage('passed'), words: [] }
    } catch (error) {
      if (!(error instanceof BuildFailed)) throw error
      return { tally: oneStage('failed'), words: [error.message] }
    }
  },
}

/** The budget of JavaScript at first load. Needs the build. */
export const firstLoad = (browser: string): Stage => ({
  name: 'first-load JavaScript',
  run: () => inTurn('first-load-js', [['--import', 'tsx', 'bench/first-load-js.ts']], { MIND_CHROMIUM: browser }),
})

/** The journeys in a browser. Needs the build. */
export const journeys = (browser: string): Stage => ({
  name: 'journeys',
  async run() {
    const report = freshReport('journeys')
    // Playwright decides on colours itself, and Node warns about a second opinion.
    const env = { MIND_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report, NO_COLOR: '' }
    const result = await step(
      'journeys',
      [toolPath('@playwright/test', 'playwright'), 'test', '--reporter=dot,json'],
      env,
    )
    return { tally: playwrightTally(readReport(report), result.ok), words: wordsOf('journeys') }
  },
})

async function vitest(project: string): Promise<StageResult> {
  const report = freshReport(project)
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const result = await step(project, [toolPath('vitest'), 'run', '--project', project, ...reporters])
  return { tally: vitestTally(readReport(report), result.ok), words: wordsOf(project) }
}

/** Runs commands one after the other until one fails; together they count as one test. */
async function inTurn(
  name: string,
  commands: readonly (readonly string[])[],
  env: Readonly<Record<string, string>> = {},
): Promise<StageResult> {
  for (const command of commands) {
    const result = await step(name, command, env)
    if (!result.ok) return { tally: oneStage('failed'), words: wordsOf(name) }
  }
  return { tally: oneStage('passed'), words: [] }
}

function step(
  name: string,
  [path = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ToolResult> {
  return runTool(path, args, { logFile: logFile(name), env })
}

function logFile(name: string): string {
  return join(LOGS, `${name}.log`)
}

/** The end of what the stage's last command printed. */
function wordsOf(name: string): readonly string[] {
  const words = readFileSync(logFile(name), 'utf8').trimEnd().split('\n')
  const cut = words.length - SHOWN_LINES_OF_A_FAILURE
  return cut > 0
    ? [`(${cut} lines before; all of it is in ${logFile(name)})`, ...words.slice(-SHOWN_LINES_OF_A_FAILURE)]
    : words
}

function freshReport(name: string): string {
  const file = join(REPORTS, `${name}.json`)
  rmSync(file, { force: true })
  return file
}
