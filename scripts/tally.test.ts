import { describe, expect, test } from 'vitest'
import { closingLine, isGood, oneStage, playwrightTally, sum, vitestTally } from './tally'

const vitestReport = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 }

describe('counting a run', () => {
  test('the closing line sums tests and stages', () => {
    const total = sum([
      vitestTally(vitestReport, true),
      playwrightTally({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } }, false),
      oneStage('passed'),
      oneStage('skipped'),
      oneStage('failed'),
    ])
    expect(closingLine(total)).toBe('16 passed, 2 failed, 6 skipped')
    expect(isGood(total)).toBe(false)
  })

  test('a runner that fails without a failed test is one failure', () => {
    expect(vitestTally(vitestReport, false)).toEqual({ passed: 10, failed: 1, skipped: 3 })
    expect(playwrightTally({ stats: { expected: 3 } }, false)).toEqual({ passed: 3, failed: 1, skipped: 0 })
  })

  test('failed tests are not counted twice', () => {
    expect(vitestTally({ ...vitestReport, numFailedTests: 2 }, false).failed).toBe(2)
  })

  test('a report that is missing, or counts no test, is one failure', () => {
    expect(vitestTally(undefined, true)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(playwrightTally({ stats: { expected: 0, skipped: 5 } }, true)).toEqual({ passed: 0, failed: 1, skipped: 5 })
  })

  test('a run in which nothing ran is not good', () => {
    expect(isGood(sum([]))).toBe(false)
    expect(isGood(oneStage('skipped'))).toBe(false)
    expect(isGood(oneStage('passed'))).toBe(true)
  })
})
