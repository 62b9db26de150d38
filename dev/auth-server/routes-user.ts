import { objectField, type Route, textField } from './api'
import { AuthError, badRequest, forbidden, unprocessable } from './errors'
import { requireUser } from './identify'
import type { JsonObject, User } from './model'
import { hashPassword, passwordMatches, requireStrongPassword } from './passwords'
import { endSessions } from './sessions'
import { aalOf, userView } from './views'

/** `GET /user`: the current record of the person behind the token. */
export const getUser: Route = async (core, request) => {
  const { user } = await requireUser(core, request)
  return { status: 200, body: userView(user) }
}

/**
 * `PUT /user`: password and `data` (user metadata). `app_metadata` is refused, and everything else a person might send
 * (identities, role, id) is not read at all.
 */
export const updateUser: Route = async (core, request) => {
  const { user, session } = await requireUser(core, request)
  const body = request.json()
  const password = textField(body, 'password')
  const data = objectField(body, 'data')
  if (password !== undefined) requireStrongPassword(password)
  if (objectField(body, 'app_metadata')) {
    throw forbidden('not_admin', 'Updating app_metadata requires admin privileges')
  }
  const hasSecondFactor = user.factors.some((factor) => factor.status === 'verified')
  if (password && hasSecondFactor && aalOf(session) !== 'aal2') {
    const why = 'AAL2 session is required to update email or password when MFA is enabled.'
    throw new AuthError(401, 'insufficient_aal', why)
  }
  if (password !== undefined) {
    if (passwordMatches(password, user.passwordHash)) {
      throw unprocessable('same_password', 'New password should be different from the old password.')
    }
    user.passwordHash = hashPassword(password)
    endSessions(core, user.id, 'others', session.id)
  }
  if (data) mergeMetadata(user, data)
  user.updatedAt = core.now()
  return { status: 200, body: userView(user) }
}

/** Merges top-level keys; null removes one. */
function mergeMetadata(user: User, data: JsonObject): void {
  const merged = { ...user.userMetadata, ...data }
  user.userMetadata = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
}

/** `POST /logout?scope=global|local|others`. */
export const logout: Route = async (core, request) => {
  const scope = request.query.get('scope') || 'global'
  const { user, session } = await requireUser(core, request)
  if (scope !== 'global' && scope !== 'local' && scope !== 'others') {
    throw badRequest('validation_failed', `Unsupported logout scope "${scope}"`)
  }
  endSessions(core, user.id, scope, session.id)
  return { status: 204 }
}
