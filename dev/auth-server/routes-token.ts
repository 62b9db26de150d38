import { type Route, textField } from './api'
import type { Core } from './core'
import { badRequest, invalidCredentials, unprocessable } from './errors'
import { pkceGrant } from './flows'
import { passwordMatches } from './passwords'
import { refresh } from './refresh'
import { parseRefreshToken } from './refresh-token-v2'
import { startSession } from './sessions'
import { isBanned, requireUserFor } from './users'

/** `POST /token`: the grants. */
export const token: Route = async (core, request, params) => {
  const grant = request.query.get('grant_type')
  if (grant === 'password') return passwordGrant(core, request, params)
  if (grant === 'refresh_token') return refreshGrant(core, request, params)
  if (grant === 'pkce') return pkceGrant(core, request, params)
  throw badRequest('invalid_credentials', 'unsupported_grant_type')
}

const passwordGrant: Route = async (core, request) => {
  const body = request.json()
  const email = textField(body, 'email')
  const phone = textField(body, 'phone')
  if (email && phone) {
    throw badRequest('validation_failed', 'Only an email address or phone number should be provided on login.')
  }
  if (!email && !phone) throw badRequest('validation_failed', 'missing email or phone')
  requireProvider(core, Boolean(phone))
  const user = requireUserFor(core, email, phone)
  if (user.passwordHash === null) throw invalidCredentials()
  if (isBanned(core, user)) throw badRequest('user_banned', 'User is banned')
  if (!passwordMatches(textField(body, 'password') ?? '', user.passwordHash)) throw invalidCredentials()
  if (email && user.emailConfirmedAt === null) throw badRequest('email_not_confirmed', 'Email not confirmed')
  if (phone && user.phoneConfirmedAt === null) throw badRequest('phone_not_confirmed', 'Phone not confirmed')
  return { status: 200, body: await startSession(core, user, 'password', request.caller) }
}

function requireProvider(core: Core, byPhone: boolean): void {
  if (byPhone && !core.config.providers.phone)
    throw unprocessable('phone_provider_disabled', 'Phone logins are disabled')
  if (!byPhone && !core.config.providers.email)
    throw unprocessable('email_provider_disabled', 'Email logins are disabled')
}

const refreshGrant: Route = async (core, request) => {
  const refreshToken = textField(request.json(), 'refresh_token') ?? ''
  if (!isRefreshTokenShaped(refreshToken)) throw badRequest('validation_failed', 'Refresh token is not valid')
  return { status: 200, ...(await refresh(core, refreshToken, request.caller)) }
}

/** What is neither twelve small letters and digits nor a whole second-generation token is not even looked up. */
const isRefreshTokenShaped = (text: string): boolean =>
  text.length > 12 ? parseRefreshToken(text) !== null : /^[a-z0-9]{12}$/.test(text)
