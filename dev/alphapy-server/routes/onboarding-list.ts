/** The routes of the two onboarding lists: list, save by position, remove. */
import { type Call, type Route, route } from '../route'
import type { Field } from '../wire/fields'
import type { Json } from '../wire/json-write'
import { orFail } from '../wire/reply'
import { removalRoute } from './removal'

/** The three routes of a list. `save` stores a row over whatever stands at its position; no id comes back. */
export function onboardingListRoutes({
  noun,
  table,
  body,
  list,
  save,
}: {
  noun: 'question' | 'rule'
  table: string
  body: readonly Field[]
  list: (call: Call) => Promise<Json>
  save: (call: Call) => Promise<void>
}): readonly Route[] {
  const pattern = `/api/dashboard/{guild_id}/onboarding/${noun}s`
  const done = (what: string): Json => ({
    success: true,
    message: `${noun === 'rule' ? 'Rule' : 'Question'} ${what} successfully`,
  })
  return [
    route({
      method: 'GET',
      pattern,
      access: 'guild',
      handle: (call) => orFail(`Failed to fetch ${noun}s`, () => list(call)),
    }),
    route({
      method: 'POST',
      pattern,
      access: 'guild',
      body,
      handle: (call) =>
        orFail(`Failed to save ${noun}`, async () => {
          await save(call)
          return done('saved')
        }),
    }),
    removalRoute({ pattern, access: 'guild', table, noun, answer: done('deleted') }),
  ]
}
