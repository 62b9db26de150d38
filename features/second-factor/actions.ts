'use server'

import { defineAction, defineFirstFactorAction } from '@/lib/actions/define-action'
import { beginEnrolment, removeFactor, showCode } from './data'
import { codeSchema, factorIdSchema, nothingSchema } from './schema'

/** Begins to set up an authenticator app: its secret, once. */
export const startEnrolment = defineAction({
  name: 'second-factor.enrol',
  input: nothingSchema,
  run: (actor) => beginEnrolment(actor),
})

/** Puts a new authenticator app in force by its first code. */
export const finishEnrolment = defineAction({
  name: 'second-factor.confirm',
  input: codeSchema,
  run: (actor, { factorId, code }) => showCode(actor, factorId, code),
})

/** Takes an authenticator app away. */
export const takeFactorAway = defineAction({
  name: 'second-factor.remove',
  input: factorIdSchema,
  run: (actor, { factorId }) => removeFactor(actor, factorId),
})

/** Answers the question after a sign-in. */
export const answerChallenge = defineFirstFactorAction({
  name: 'second-factor.answer',
  input: codeSchema,
  run: (person, { factorId, code }) => showCode(person, factorId, code),
})
