/** Counting what passed: the reports of the test runners, and stages that count as one each. */
import { readFileSync } from 'node:fs'

/** Numbers of tests, or of stages that are one test each. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
}

/** The sum of tallies. */
export function sum(tallies: readonly Tally[]): Tally {
  const total: Tally = { passed: 0, failed: 0, skipped: 0 }
  for (const tally of tallies) {
    total.passed += tally.passed
    total.failed += tally.failed
    total.skipped += tally.skipped
  }
  return total
}

/** The closing line of a run: `N passed, N failed, N skipped`. */
export function closingLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`
}

/** A run is good when nothing failed and something was run at all. */
export function isGood(tally: Tally): boolean {
  return tally.failed === 0 && tally.passed > 0
}

/** The tally of a stage that counts as one test. */
export function oneStage(outcome: 'passed' | 'failed' | 'skipped'): Tally {
  return { passed: 0, failed: 0, skipped: 0, [outcome]: 1 }
}

/** Reads a JSON report; undefined when the runner did not get as far as writing it. */
export function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Counts Vitest's JSON report. A runner that failed without a failed test (a file that does not load, an error outside
 * tests, no tests at all) counts as one failure, so that it is never lost.
 */
export function vitestTally(report: unknown, ok: boolean): Tally {
  const tally = {
    passed: numberAt(report, 'numPassedTests'),
    failed: numberAt(report, 'numFailedTests'),
    skipped: numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests'),
  }
  return withLostFailure(tally, ok)
}

/** Counts Playwright's JSON report, with the same promise; a test that passed on a second try counts as passed. */
export function playwrightTally(report: unknown, ok: boolean): Tally {
  const stats = fieldOf(report, 'stats')
  const tally = {
    passed: numberAt(stats, 'expected') + numberAt(stats, 'flaky'),
    failed: numberAt(stats, 'unexpected'),
    skipped: numberAt(stats, 'skipped'),
  }
  return withLostFailure(tally, ok)
}

function withLostFailure(tally: Tally, ok: boolean): Tally {
  const good = ok && tally.passed + tally.failed > 0
  return good || tally.failed > 0 ? tally : { ...tally, failed: 1 }
}

function numberAt(value: unknown, key: string): number {
  const found = fieldOf(value, key)
  return typeof found === 'number' ? found : 0
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
