import type { Core } from './core'
import { AuthError, forbidden, unprocessable } from './errors'
import { sendCode } from './messages'
import type { Identity, JsonObject, User } from './model'
import { addIdentity, createUser, isBanned, refreshProviders } from './users'

const PROVIDER = 'discord'
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/**
 * The user behind an identity of the provider: the one who has it, else the one whose confirmed address the provider
 * vouches for, else a new one. An address the provider does not vouch for links nothing and must be confirmed first.
 */
export function signInWithIdentity(core: Core, data: JsonObject, redirectTo: string): User {
  const providerId = text(data.sub) ?? ''
  if (!text(data.email)) {
    throw new AuthError(500, 'unexpected_failure', 'Error getting user email from external provider')
  }
  const known = core.store.userByIdentity(PROVIDER, providerId)
  const user = known ?? linkByAddress(core, data, providerId) ?? signUp(core, data, providerId)
  if (isBanned(core, user)) throw forbidden('user_banned', 'User is banned')
  const identity = user.identities.find((one) => one.provider === PROVIDER && one.providerId === providerId)
  if (identity) Object.assign(identity, { data, lastSignInAt: core.now(), updatedAt: core.now() })
  user.userMetadata = { ...user.userMetadata, ...data }
  if (user.emailConfirmedAt !== null) return user
  if (data.email_verified === true) {
    dropUnconfirmed(user, identity)
    user.emailConfirmedAt = core.now()
    return user
  }
  const why = user.email
    ? 'A confirmation email has been sent to your discord email'
    : 'Verify the email with discord in order to sign in'
  if (user.email) sendCode(core, user, { purpose: 'signup', to: user.email, redirectTo, pkce: false })
  throw unprocessable('provider_email_needs_verification', `Unverified email with discord. ${why}`)
}

function linkByAddress(core: Core, data: JsonObject, providerId: string): User | null {
  const email = text(data.email)
  if (!email || data.email_verified !== true) return null
  const user = core.store.userByEmail(email)
  if (!user) return null
  addIdentity(core, user, PROVIDER, providerId, data)
  return user
}

function signUp(core: Core, data: JsonObject, providerId: string): User {
  if (core.config.disableSignup) throw unprocessable('signup_disabled', 'Signups not allowed for this instance')
  const user = createUser(core, { userMetadata: data })
  const email = text(data.email)
  if (email && !core.store.userByEmail(email)) user.email = email.toLowerCase()
  addIdentity(core, user, PROVIDER, providerId, data)
  return user
}

/** Nobody who prepared an account under a stranger's address keeps a door into it. */
function dropUnconfirmed(user: User, keep: Identity | undefined): void {
  const hasPhone = user.phoneConfirmedAt !== null
  user.identities = user.identities.filter((one) => one === keep || (one.provider === 'phone' && hasPhone))
  user.passwordHash = null
  refreshProviders(user)
}

/** Adds an identity to somebody signed in; refused when it belongs to anybody already. */
export function linkIdentity(core: Core, user: User, data: JsonObject): User {
  const providerId = text(data.sub) ?? ''
  const owner = core.store.userByIdentity(PROVIDER, providerId)
  if (owner) {
    const whose = owner === user ? 'Identity is already linked' : 'Identity is already linked to another user'
    throw unprocessable('identity_already_exists', whose)
  }
  addIdentity(core, user, PROVIDER, providerId, data)
  const email = text(data.email)
  if (user.email === null && email && data.email_verified === true && !core.store.userByEmail(email)) {
    user.email = email.toLowerCase()
    user.emailConfirmedAt = core.now()
  }
  return user
}

/** Takes an identity away; the last one stays. */
export function unlinkIdentity(user: User, identityId: string): void {
  if (user.identities.length <= 1) {
    throw unprocessable('single_identity_not_deletable', 'User must have at least 1 identity after unlinking')
  }
  const gone = user.identities.find((one) => one.identityId === identityId)
  if (!gone) throw unprocessable('identity_not_found', "Identity doesn't exist")
  user.identities = user.identities.filter((one) => one !== gone)
  if (gone.provider === 'phone') {
    user.phone = null
    user.phoneConfirmedAt = null
  } else {
    const own = user.identities.find((one) => one.provider === 'email') ?? user.identities.find((one) => one.data.email)
    user.email = text(own?.data.email)?.toLowerCase() ?? null
  }
  refreshProviders(user)
}
