'use server'

import { defineAction } from '@/lib/actions/define-action'
import { failed } from '@/lib/problems/result'
import { requireGuildToSave } from '@/lib/session/gates'
import { foreignChangesProblem } from '@/lib/session/own-changes'
import { changeQuestionList, changeRuleList } from './data'
import { changeQuestionsSchema, changeRulesSchema } from './schema'

export const changeQuestions = defineAction({
  name: 'onboarding.questions',
  input: changeQuestionsSchema,
  run: async (actor, { guildId, change, personId }) => {
    const foreign = foreignChangesProblem(actor, personId)
    if (foreign) return failed(foreign)
    const granted = await requireGuildToSave(actor, guildId)
    return granted.ok ? changeQuestionList(granted.data.actor, granted.data.guildId, change) : granted
  },
})

export const changeRules = defineAction({
  name: 'onboarding.rules',
  input: changeRulesSchema,
  run: async (actor, { guildId, change, personId }) => {
    const foreign = foreignChangesProblem(actor, personId)
    if (foreign) return failed(foreign)
    const granted = await requireGuildToSave(actor, guildId)
    return granted.ok ? changeRuleList(granted.data.actor, granted.data.guildId, change) : granted
  },
})
