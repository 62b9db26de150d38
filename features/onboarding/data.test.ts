import { describe, expect, it } from 'vitest'
import { flowOf } from './data'

describe('how onboarding goes', () => {
  it('is sure only where nothing is stored that the bot takes otherwise', () => {
    expect(flowOf({})).toMatchObject({ isOn: true, mode: 'rules_with_questions', limits: [] })
    expect(flowOf({ enabled: true }).limits).toEqual([])
    expect(flowOf({ enabled: 'false' })).toMatchObject({
      ...{ isOn: false, mode: 'rules_with_questions', limits: ['neverOff'] },
    })
    for (const mode of ['rules_only', 'rules_with_questions', 'questions_only', 'disabled']) {
      expect(flowOf({ mode: `"${mode}"` })).toMatchObject({ isOn: true, mode, limits: ['modeMisread'] })
    }
    expect(flowOf({ mode: '"later"' })).toMatchObject({ isOn: true, mode: 'unknown', limits: ['modeMisread'] })
  })

  it('asks of a list what is set, and of both when an off is taken for on', () => {
    expect(flowOf({}).asked).toEqual({ rules: true, questions: true })
    expect(flowOf({ enabled: false }).asked).toEqual({ rules: true, questions: true })
    expect(flowOf({ mode: 'rules_only' }).asked).toEqual({ rules: true, questions: false })
    expect(flowOf({ mode: 'questions_only' }).asked).toEqual({ rules: false, questions: true })
    expect(flowOf({ enabled: false, mode: 'disabled' }).asked).toEqual({ rules: false, questions: false })
  })
})
