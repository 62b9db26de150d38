import { type ApiReply, asAuthError, type Route, textField } from './api'
import type { Core } from './core'
import { badRequest, forbidden, unprocessable } from './errors'
import { issueAuthCode } from './flows'
import { isValidCode, type Slot, slotOf, tokenHash } from './messages'
import type { OneTimeCode, User } from './model'
import { errorRedirect, redirectTarget, withFragment, withQuery } from './redirects'
import { requireEmail, requirePhone } from './routes-signup'
import { startSession } from './sessions'
import { addIdentity, isBanned } from './users'

const EMAIL_SLOTS: Readonly<Record<string, readonly Slot[]>> = {
  email: ['confirmation', 'recovery'],
  signup: ['confirmation'],
  invite: ['confirmation'],
  recovery: ['recovery'],
  magiclink: ['recovery'],
  email_change: ['email_change'],
}
const PHONE_SLOTS: Readonly<Record<string, readonly Slot[]>> = { sms: ['confirmation'], phone_change: ['phone_change'] }

interface Proven {
  readonly user: User
  readonly code: OneTimeCode
}

/** `POST /verify`: a code with its address, or the hash out of a link, for a session. */
export const verifyPost: Route = async (core, request) => {
  const body = request.json()
  const type = textField(body, 'type')
  const code = textField(body, 'token')
  const hash = textField(body, 'token_hash')
  if (!type) throw badRequest('validation_failed', 'Verify requires a verification type')
  if (Boolean(code) === Boolean(hash)) {
    throw badRequest('validation_failed', 'Verify requires either a token or a token hash')
  }
  const proven = hash
    ? byHash(core, type, hash)
    : byCode(core, type, code ?? '', textField(body, 'email'), textField(body, 'phone'))
  accept(core, proven)
  return { status: 200, body: await startSession(core, proven.user, 'otp', request.caller) }
}

/** `GET /verify`: what the link in an e-mail opens. Always answers with a redirect to the site. */
export const verifyGet: Route = async (core, request) => {
  const token = request.query.get('token') ?? ''
  const type = request.query.get('type') ?? ''
  const target = redirectTarget(core, request)
  if (!type) throw badRequest('validation_failed', 'Verify requires a verification type')
  if (!token) throw badRequest('validation_failed', 'Verify requires a token or a token hash')
  const isPkce = token.startsWith('pkce_')
  try {
    const proven = byHash(core, type, token)
    accept(core, proven)
    if (isPkce) {
      const method = type === 'signup' ? 'email/signup' : type
      return seeOther(withQuery(target, { code: issueAuthCode(core, proven.user.id, method) }))
    }
    const session = await startSession(core, proven.user, 'otp', request.caller)
    const { access_token, refresh_token, expires_in, expires_at, token_type } = session
    const tokens = { access_token, expires_at, expires_in, refresh_token, token_type, type }
    return seeOther(withFragment(target, Object.fromEntries(Object.entries(tokens).map(([k, v]) => [k, String(v)]))))
  } catch (error) {
    return seeOther(errorRedirect(target, asAuthError(error), isPkce))
  }
}

const seeOther = (location: string): ApiReply => ({ status: 303, headers: { location } })

function byHash(core: Core, type: string, hash: string): Proven {
  const slots = EMAIL_SLOTS[type]
  if (!slots) throw badRequest('validation_failed', 'Invalid email verification type')
  for (const user of core.store.users.values()) {
    const code = user.codes.find((one) => slots.includes(slotOf(one.purpose)) && one.tokenHash === hash)
    if (!code) continue
    if (isBanned(core, user)) throw forbidden('user_banned', 'User is banned')
    if (core.now() <= code.sentAt + code.ttlMs) return { user, code }
  }
  throw forbidden('otp_expired', 'Email link is invalid or has expired')
}

function byCode(core: Core, type: string, given: string, email?: string, phone?: string): Proven {
  const refused = forbidden('otp_expired', 'Token has expired or is invalid')
  if (Boolean(email) === Boolean(phone)) {
    throw badRequest('validation_failed', 'Only an email address or phone number should be provided on verify')
  }
  const to = email ? requireEmail(email) : requirePhone(phone ?? '')
  const slots = (email ? EMAIL_SLOTS : PHONE_SLOTS)[type]
  if (!slots) throw badRequest('validation_failed', 'Unsupported verification type')
  const user = [...core.store.users.values()].find((one) =>
    type === 'email_change'
      ? one.newEmail === to
      : type === 'phone_change'
        ? one.newPhone === to
        : isAddressOf(one, to),
  )
  if (!user) throw refused
  if (isBanned(core, user)) throw forbidden('user_banned', 'User is banned')
  const hash = tokenHash(to, given)
  const code = user.codes.find((one) => slots.includes(slotOf(one.purpose)) && isValidCode(core, one, hash))
  if (!code) throw refused
  return { user, code }
}

const isAddressOf = (user: User, to: string): boolean => user.email === to || user.phone === to

/** Uses the code up and writes down what it proves. */
function accept(core: Core, { user, code }: Proven): void {
  const now = core.now()
  user.codes = user.codes.filter((other) => other !== code)
  user.updatedAt = now
  if (code.purpose === 'sms' || code.purpose === 'phone_change') {
    if (code.purpose === 'phone_change') user.phone = code.to
    user.newPhone = null
    user.phoneConfirmedAt ??= now
    setIdentity(core, user, 'phone', { phone: code.to, phone_verified: true })
  } else if (code.purpose === 'email_change') {
    if (core.store.userByEmail(code.to)) {
      throw unprocessable('email_exists', 'A user with this email address has already been registered')
    }
    user.email = code.to
    user.newEmail = null
    user.emailConfirmedAt = now
    setIdentity(core, user, 'email', { email: code.to, email_verified: true })
  } else {
    user.emailConfirmedAt ??= now
    user.userMetadata = { ...user.userMetadata, email_verified: true }
    const known = user.identities.find((one) => one.provider === 'email')
    if (known) setIdentity(core, user, 'email', { email_verified: true })
  }
  user.isAnonymous = false
}

function setIdentity(core: Core, user: User, provider: 'email' | 'phone', data: Record<string, unknown>): void {
  const identity = user.identities.find((one) => one.provider === provider)
  if (identity) Object.assign(identity, { data: { ...identity.data, ...data }, updatedAt: core.now() })
  else addIdentity(core, user, provider, user.id, { sub: user.id, ...data })
}
