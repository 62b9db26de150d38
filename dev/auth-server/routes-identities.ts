import type { Route } from './api'
import { notFound } from './errors'
import { requireUser } from './identify'
import { unlinkIdentity } from './linking'
import { requireManualLinking } from './routes-oauth'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `DELETE /user/identities/:id`. */
export const deleteIdentity: Route = async (core, request, params) => {
  requireManualLinking(core)
  const { user } = await requireUser(core, request)
  const id = params.id ?? ''
  if (!UUID.test(id)) throw notFound('validation_failed', 'identity_id must be an UUID')
  unlinkIdentity(user, id)
  user.updatedAt = core.now()
  return { status: 200, body: {} }
}
