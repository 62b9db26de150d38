import { randomBytes, randomUUID } from 'node:crypto'
import { type ApiRequest, objectField, type Route, textField } from './api'
import type { Core } from './core'
import { AuthError, badRequest, unprocessable } from './errors'
import { bodyChallenge, type Challenge, startFlow } from './flows'
import { sendCode } from './messages'
import type { JsonObject, User } from './model'
import { requireStrongPassword } from './passwords'
import { redirectTarget } from './redirects'
import { startSession } from './sessions'
import { normalPhone } from './store'
import { createUser } from './users'
import { userView } from './views'

/** Whom a new account is for. */
interface Newcomer {
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly password: string
  readonly data: JsonObject
  readonly pkce: Challenge | null
}

/** A mail address in the form the server keeps, or 400. */
export function requireEmail(text: string): string {
  const email = text.trim().toLowerCase()
  if (/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email) && email.length <= 255) return email
  throw badRequest('validation_failed', 'Unable to validate email address: invalid format')
}

/** A phone number in the form the server keeps (digits), or 400. */
export function requirePhone(text: string): string {
  const phone = normalPhone(text)
  if (/^[1-9]\d{1,14}$/.test(phone)) return phone
  throw badRequest('validation_failed', 'Invalid phone number format (E.164 required)')
}

/** A password nobody knows, for accounts made by a code. */
export const randomPassword = (): string => randomBytes(32).toString('base64url')

/** Makes the account, or takes the unconfirmed one that is there, and sends the confirmation. Null: already taken. */
export function register(core: Core, request: ApiRequest, newcomer: Newcomer): User | null {
  const { email, phone } = newcomer
  if (core.config.disableSignup) throw unprocessable('signup_disabled', 'Signups not allowed for this instance')
  const known = email ? core.store.userByEmail(email) : core.store.userByPhone(phone ?? '')
  if (known && (email ? known.emailConfirmedAt : known.phoneConfirmedAt) !== null) return null
  const confirmed = email !== undefined && core.config.mailerAutoconfirm
  const user =
    known ?? createUser(core, { email, phone, password: newcomer.password, confirmed, userMetadata: newcomer.data })
  if (confirmed) return user
  const redirectTo = redirectTarget(core, request)
  const { pkce } = newcomer
  if (pkce) {
    startFlow(core, {
      provider: 'email',
      method: 'email/signup',
      redirectTo,
      linkingUserId: null,
      userId: user.id,
      pkce,
    })
  }
  sendCode(core, user, { purpose: email ? 'signup' : 'sms', to: email ?? phone ?? '', redirectTo, pkce: pkce !== null })
  return user
}

/** `POST /signup`. */
export const signup: Route = async (core, request) => {
  const body = request.json()
  const email = textField(body, 'email')
  const phone = textField(body, 'phone')
  const data = objectField(body, 'data') ?? {}
  if (!email && !phone) return anonymousSignup(core, request, data)
  if (email && phone) {
    throw badRequest('validation_failed', 'Only an email address or phone number should be provided on signup.')
  }
  const password = textField(body, 'password')
  if (!password) throw badRequest('validation_failed', 'Signup requires a valid password')
  requireStrongPassword(password)
  if (email && !core.config.providers.email)
    throw unprocessable('email_provider_disabled', 'Email signups are disabled')
  if (phone && !core.config.providers.phone)
    throw unprocessable('phone_provider_disabled', 'Phone signups are disabled')
  const user = register(core, request, {
    email: email && requireEmail(email),
    phone: phone && requirePhone(phone),
    password,
    data,
    pkce: bodyChallenge(body),
  })
  if (!user) return alreadyRegistered(core, email, phone, data)
  if (user.emailConfirmedAt === null && user.phoneConfirmedAt === null) return { status: 200, body: userView(user) }
  return { status: 200, body: await startSession(core, user, 'password', request.caller) }
}

/** A taken address gets the face of a new account, so that nobody learns who is registered. */
function alreadyRegistered(core: Core, email: string | undefined, phone: string | undefined, data: JsonObject) {
  if (core.config.mailerAutoconfirm) throw unprocessable('user_already_exists', 'User already registered')
  const now = new Date(core.now()).toISOString()
  const provider = email ? 'email' : 'phone'
  const body = {
    id: randomUUID(),
    aud: 'authenticated',
    role: 'authenticated',
    email: email ?? '',
    phone: phone ?? '',
    confirmation_sent_at: now,
    app_metadata: { provider, providers: [provider] },
    user_metadata: data,
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  }
  return { status: 200, body }
}

async function anonymousSignup(core: Core, request: ApiRequest, data: JsonObject) {
  if (!core.config.providers.anonymous) {
    throw new AuthError(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled')
  }
  const user = createUser(core, { userMetadata: data, anonymous: true })
  return { status: 200, body: await startSession(core, user, 'anonymous', request.caller) }
}
