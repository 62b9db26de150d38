'use server'

import { defineAction } from '@/lib/actions/define-action'
import { isSnowflake } from '@/lib/format/snowflake'
import { problem } from '@/lib/problems/problem'
import { failed } from '@/lib/problems/result'
import { changeQuestionList, changeRuleList } from './data'
import { changeQuestionsSchema, changeRulesSchema } from './schema'

export const changeQuestions = defineAction({
  name: 'onboarding.questions',
  input: changeQuestionsSchema,
  run: async (actor, { guildId, change }) =>
    isSnowflake(guildId) ? changeQuestionList(actor, guildId, change) : failed(problem('not-found')),
})

export const changeRules = defineAction({
  name: 'onboarding.rules',
  input: changeRulesSchema,
  run: async (actor, { guildId, change }) =>
    isSnowflake(guildId) ? changeRuleList(actor, guildId, change) : failed(problem('not-found')),
})
