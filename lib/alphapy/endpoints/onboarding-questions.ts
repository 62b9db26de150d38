/**
 * The questions asked of a new member. Listed are enabled ones only; a disabled one is invisible and still holds its
 * position. A server without the codec fails the whole list once a question has options, and refuses to save any.
 */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { wireDone, wireStructure } from './fields'
import { type GuildCall, type GuildRead, readBy, writeBy } from './guild-call'

const questionSchema = z.object({
  id: z.number().int(),
  question: z.string(),
  question_type: z.enum(['select', 'multiselect', 'text', 'email']),
  options: wireStructure(z.array(z.object({ label: z.string(), value: z.string() })).nullish()),
  /** By the value of the option that leads to it: a question, or one whose answer must be an e-mail address. */
  followup: wireStructure(
    z
      .record(z.string(), z.union([z.string(), z.object({ question: z.string(), type: z.string().optional() })]))
      .nullish(),
  ),
  required: z.boolean().default(true),
  enabled: z.boolean().default(true),
  step_order: z.number().int(),
})

/** One question. */
export type Question = z.infer<typeof questionSchema>

/** The enabled questions in their order. */
export function getQuestions(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'onboarding'),
    path: `/api/dashboard/${call.guildId}/onboarding/questions`,
    route: '/api/dashboard/:guildId/onboarding/questions',
    schema: z.array(questionSchema),
    access: 'guild',
  })
}

/**
 * Saves a question at its position, over whatever stands there, a disabled one included; an id is of no use. Empty options
 * and follow-ups are sent as none: some servers fail on an empty list.
 */
export function saveQuestion(client: AlphapyClient, call: GuildCall & { question: Omit<Question, 'id'> }) {
  const { options, followup } = call.question
  return client.write({
    ...writeBy(call, 'onboarding'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/onboarding/questions`,
    route: '/api/dashboard/:guildId/onboarding/questions',
    schema: wireDone,
    access: 'guild',
    body: {
      ...call.question,
      options: options && options.length > 0 ? options : null,
      followup: followup && Object.keys(followup).length > 0 ? followup : null,
    },
  })
}

/** Removes a question. */
export function removeQuestion(client: AlphapyClient, call: GuildCall & { questionId: number }) {
  return client.write({
    ...writeBy(call, 'onboarding'),
    method: 'DELETE',
    path: `/api/dashboard/${call.guildId}/onboarding/questions/${call.questionId}`,
    route: '/api/dashboard/:guildId/onboarding/questions/:questionId',
    schema: wireDone,
    access: 'guild',
  })
}
