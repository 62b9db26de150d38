/** Onboarding questions: one row per position; disabled ones are stored but never listed. */
import type { Call, Route } from '../route'
import { bool, dict, integer, list, literal, nullable, text } from '../wire/fields'
import { type PyJson, readJson } from '../wire/json-read'
import { type Json, writeJson } from '../wire/json-write'
import { onboardingListRoutes } from './onboarding-list'

interface QuestionRow {
  id: number
  question: string
  question_type: string
  options: string | null
  followup: string | null
  required: boolean
  enabled: boolean
  step_order: number
}

/** List, save (by position), delete. */
export const questionRoutes: readonly Route[] = onboardingListRoutes({
  noun: 'question',
  table: 'guild_onboarding_questions',
  body: [
    { name: 'id', check: nullable(integer), fallback: null },
    { name: 'question', check: text },
    { name: 'question_type', check: literal('select', 'multiselect', 'text', 'email') },
    { name: 'options', check: nullable(list(dict)), fallback: null },
    { name: 'followup', check: nullable(dict), fallback: null },
    { name: 'required', check: bool, fallback: true },
    { name: 'enabled', check: bool, fallback: true },
    { name: 'step_order', check: integer },
  ],
  list: listQuestions,
  save: saveQuestion,
})

async function listQuestions({ world, guildId }: Call): Promise<Json> {
  const rows = await world.db.rows<QuestionRow>(
    'select * from guild_onboarding_questions where guild_id = $1 and enabled order by step_order',
    [guildId],
  )
  return rows.map((row) => {
    if (world.defects.questionOptions && (row.options !== null || row.followup !== null)) {
      throw new Error('Stored options are text where a list is expected')
    }
    return {
      id: row.id,
      question: row.question,
      question_type: row.question_type,
      options: row.options === null ? null : readJson(row.options),
      followup: row.followup === null ? null : readJson(row.followup),
      required: row.required,
      enabled: row.enabled,
      step_order: row.step_order,
    }
  })
}

async function saveQuestion({ world, guildId, body }: Call): Promise<void> {
  const stored = (name: string): string | null => {
    const value: PyJson = body.get(name) ?? null
    if (value === null) return null
    if (world.defects.questionOptions) throw new Error('A list is bound where text is expected')
    return writeJson(value)
  }
  await world.db.run(
    `insert into guild_onboarding_questions
       (guild_id, step_order, question, question_type, options, followup, required, enabled)
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8)
     on conflict (guild_id, step_order) do update set question = excluded.question,
       question_type = excluded.question_type, options = excluded.options, followup = excluded.followup,
       required = excluded.required, enabled = excluded.enabled, updated_at = now()`,
    [
      guildId,
      body.int('step_order'),
      body.text('question'),
      body.text('question_type'),
      stored('options'),
      stored('followup'),
      body.bool('required'),
      body.bool('enabled'),
    ],
  )
}
