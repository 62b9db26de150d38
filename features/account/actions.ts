'use server'

import { defineAction } from '@/lib/actions/define-action'
import { beginLinking, changePassword, endOtherSession, endOtherSessions, removeIdentity } from './data'
import { identityIdSchema, nothingSchema, passwordSchema, sessionIdSchema } from './schema'

/** Sets a new password. */
export const setPassword = defineAction({
  name: 'account.password',
  input: passwordSchema,
  run: (actor, input) => changePassword(actor, input),
})

/** Signs one other device out of Mind. */
export const signOutDevice = defineAction({
  name: 'account.sign-out-device',
  input: sessionIdSchema,
  run: (actor, { sessionId }) => endOtherSession(actor, sessionId),
})

/** Signs out every other device. */
export const signOutElsewhere = defineAction({
  name: 'account.sign-out-elsewhere',
  input: nothingSchema,
  run: (actor) => endOtherSessions(actor),
})

/** Takes a way to sign in away. */
export const unlinkIdentity = defineAction({
  name: 'account.unlink',
  input: identityIdSchema,
  run: (actor, { identityId }) => removeIdentity(actor, identityId),
})

/** Begins to connect Discord: the page of Mind that leads there. */
export const linkDiscord = defineAction({
  name: 'account.link-discord',
  input: nothingSchema,
  run: (actor) => beginLinking(actor),
})
