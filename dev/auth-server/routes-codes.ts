import { type ApiRequest, objectField, type Route, textField } from './api'
import type { Core } from './core'
import { badRequest, unprocessable } from './errors'
import { bodyChallenge, type Challenge, startFlow } from './flows'
import { sendCode } from './messages'
import type { OtpPurpose, User } from './model'
import { redirectTarget } from './redirects'
import { randomPassword, register, requireEmail, requirePhone } from './routes-signup'

const done = { status: 200, body: {} }

/** `POST /otp`: a link with a code by e-mail, or a code by SMS. Unknown people get an account unless told otherwise. */
export const otp: Route = async (core, request) => {
  const body = request.json()
  const email = textField(body, 'email')
  const phone = textField(body, 'phone')
  if (email && phone) {
    throw badRequest('validation_failed', 'Only an email address or phone number should be provided')
  }
  if (!email && !phone) throw badRequest('validation_failed', 'One of email or phone must be set')
  const known = email ? core.store.userByEmail(requireEmail(email)) : core.store.userByPhone(requirePhone(phone ?? ''))
  if (body.create_user === false && !known) throw unprocessable('otp_disabled', 'Signups not allowed for otp')
  return email ? sendMagicLink(core, request, email) : sendSms(core, request, requirePhone(phone ?? ''))
}

/** `POST /magiclink`: the older name of the e-mail half of `/otp`. */
export const magicLink: Route = async (core, request) => {
  const email = textField(request.json(), 'email')
  if (!email) throw badRequest('validation_failed', 'Password recovery requires an email')
  return sendMagicLink(core, request, email)
}

/** `POST /recover`: the link that leads to a new password. Unknown addresses get the same answer and no mail. */
export const recover: Route = async (core, request) => {
  requireEmailProvider(core)
  const body = request.json()
  const email = textField(body, 'email')
  if (!email) throw badRequest('validation_failed', 'Password recovery requires an email')
  const pkce = bodyChallenge(body)
  const user = core.store.userByEmail(requireEmail(email))
  if (user) mail(core, request, user, 'recovery', pkce)
  return done
}

/** `POST /resend`: the confirmation once more. Says nothing about whether there was one to send. */
export const resend: Route = async (core, request) => {
  const body = request.json()
  const type = textField(body, 'type')
  const email = textField(body, 'email')
  const phone = textField(body, 'phone')
  if (type !== 'signup' && type !== 'sms' && type !== 'email_change' && type !== 'phone_change') {
    throw badRequest('validation_failed', 'Missing one of these types: signup, email_change, sms, phone_change')
  }
  if (!email && type === 'signup') throw badRequest('validation_failed', 'Type provided requires an email address')
  if (!phone && type === 'sms') throw badRequest('validation_failed', 'Type provided requires a phone number')
  const user = email
    ? core.store.userByEmail(requireEmail(email))
    : phone && core.store.userByPhone(requirePhone(phone))
  const to = user ? waitingAddress(user, type) : null
  if (user && to) sendCode(core, user, { purpose: type, to, redirectTo: redirectTarget(core, request), pkce: false })
  return done
}

function waitingAddress(user: User, type: 'signup' | 'sms' | 'email_change' | 'phone_change'): string | null {
  if (type === 'signup') return user.emailConfirmedAt === null ? user.email : null
  if (type === 'sms') return user.phoneConfirmedAt === null ? user.phone : null
  return type === 'email_change' ? user.newEmail : user.newPhone
}

function sendMagicLink(core: Core, request: ApiRequest, address: string) {
  requireEmailProvider(core)
  const email = requireEmail(address)
  const body = request.json()
  const pkce = bodyChallenge(body)
  const user = core.store.userByEmail(email)
  if (user && user.emailConfirmedAt !== null) mail(core, request, user, 'magiclink', pkce)
  else {
    const data = objectField(body, 'data') ?? {}
    const newcomer = register(core, request, { email, password: randomPassword(), data, pkce })
    if (newcomer && newcomer.emailConfirmedAt !== null) mail(core, request, newcomer, 'magiclink', pkce)
  }
  return done
}

function mail(core: Core, request: ApiRequest, user: User, purpose: OtpPurpose, pkce: Challenge | null): void {
  const redirectTo = redirectTarget(core, request)
  if (pkce) {
    startFlow(core, { provider: purpose, method: purpose, redirectTo, linkingUserId: null, userId: user.id, pkce })
  }
  sendCode(core, user, { purpose, to: user.email ?? '', redirectTo, pkce: pkce !== null })
}

function sendSms(core: Core, request: ApiRequest, phone: string) {
  if (!core.config.providers.phone) throw badRequest('phone_provider_disabled', 'Unsupported phone provider')
  const user = core.store.userByPhone(phone)
  if (user && user.phoneConfirmedAt !== null) {
    const message = sendCode(core, user, { purpose: 'sms', to: phone, redirectTo: core.config.siteUrl, pkce: false })
    return { status: 200, body: { message_id: `SM${message.id}` } }
  }
  const data = objectField(request.json(), 'data') ?? {}
  register(core, request, { phone, password: randomPassword(), data, pkce: null })
  return done
}

function requireEmailProvider(core: Core): void {
  if (!core.config.providers.email) throw unprocessable('email_provider_disabled', 'Email logins are disabled')
}
