import { type ApiRequest, objectField, type Route, textField } from './api'
import type { Core } from './core'
import { AuthError, badRequest, forbidden, unprocessable } from './errors'
import { bodyChallenge, type Challenge, startFlow } from './flows'
import { requireUser } from './identify'
import { sendCode } from './messages'
import type { JsonObject, User } from './model'
import { hashPassword, passwordMatches, requireStrongPassword } from './passwords'
import { redirectTarget } from './redirects'
import { requireEmail, requirePhone } from './routes-signup'
import { endSessions } from './sessions'
import { aalOf, userView } from './views'

/** `GET /user`: the current record of the person behind the token. */
export const getUser: Route = async (core, request) => {
  const { user } = await requireUser(core, request)
  return { status: 200, body: userView(user) }
}

/**
 * `PUT /user`: password, `data` (user metadata), and a new e-mail or number once confirmed. `app_metadata` is refused, and everything else a person might send
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
  const email = textField(body, 'email')
  const phone = textField(body, 'phone')
  const newEmail = email && requireEmail(email) !== user.email ? requireEmail(email) : null
  const newPhone = phone && requirePhone(phone) !== user.phone ? requirePhone(phone) : null
  const hasSecondFactor = user.factors.some((factor) => factor.status === 'verified')
  if ((password || newEmail || newPhone) && hasSecondFactor && aalOf(session) !== 'aal2') {
    const why = 'AAL2 session is required to update email or password when MFA is enabled.'
    throw new AuthError(401, 'insufficient_aal', why)
  }
  if (newEmail && core.store.userByEmail(newEmail)) {
    throw unprocessable('email_exists', 'A user with this email address has already been registered')
  }
  if (newPhone && core.store.userByPhone(newPhone)) {
    throw unprocessable('phone_exists', 'A user with this phone number has already been registered')
  }
  if (password !== undefined) {
    if (passwordMatches(password, user.passwordHash)) {
      throw unprocessable('same_password', 'New password should be different from the old password.')
    }
    user.passwordHash = hashPassword(password)
    endSessions(core, user.id, 'others', session.id)
  }
  if (data) mergeMetadata(user, data)
  if (newEmail) sendEmailChange(core, request, user, newEmail, bodyChallenge(body))
  if (newPhone) {
    user.newPhone = newPhone
    sendCode(core, user, { purpose: 'phone_change', to: newPhone, redirectTo: core.config.siteUrl, pkce: false })
  }
  user.updatedAt = core.now()
  return { status: 200, body: userView(user) }
}

function sendEmailChange(core: Core, request: ApiRequest, user: User, email: string, pkce: Challenge | null): void {
  const redirectTo = redirectTarget(core, request)
  const purpose = 'email_change'
  if (pkce) {
    startFlow(core, { provider: purpose, method: purpose, redirectTo, linkingUserId: null, userId: user.id, pkce })
  }
  user.newEmail = email
  sendCode(core, user, { purpose, to: email, redirectTo, pkce: pkce !== null })
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
