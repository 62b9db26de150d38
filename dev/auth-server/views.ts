import type { Factor, Identity, JsonObject, Session, User } from './model'

const iso = (ms: number): string => new Date(ms).toISOString()
const when = (key: string, ms: number | null): JsonObject => (ms === null ? {} : { [key]: iso(ms) })
const sentAt = (user: User, purposes: readonly string[]): number | null =>
  user.codes.findLast((code) => purposes.includes(code.purpose))?.sentAt ?? null

/** An identity as the API shows it: `id` is the provider's id, `identity_id` the row's. */
function identityView(identity: Identity): JsonObject {
  return {
    identity_id: identity.identityId,
    id: identity.providerId,
    user_id: identity.userId,
    identity_data: identity.data,
    provider: identity.provider,
    last_sign_in_at: iso(identity.lastSignInAt),
    created_at: iso(identity.createdAt),
    updated_at: iso(identity.updatedAt),
    ...(typeof identity.data.email === 'string' ? { email: identity.data.email } : {}),
  }
}

/** A second factor as the API lists it; the secret is never shown again. */
function factorView(factor: Factor): JsonObject {
  return {
    id: factor.id,
    created_at: iso(factor.createdAt),
    updated_at: iso(factor.updatedAt),
    status: factor.status,
    ...(factor.friendlyName === null ? {} : { friendly_name: factor.friendlyName }),
    factor_type: 'totp',
    ...when('last_challenged_at', factor.lastChallengedAt),
  }
}

/** A user as `/user` and every session answer show it. */
export function userView(user: User): JsonObject {
  return {
    id: user.id,
    aud: 'authenticated',
    role: 'authenticated',
    email: user.email ?? '',
    ...when('email_confirmed_at', user.emailConfirmedAt),
    phone: user.phone ?? '',
    ...when('phone_confirmed_at', user.phoneConfirmedAt),
    ...when('confirmation_sent_at', sentAt(user, ['signup', 'sms'])),
    ...when('confirmed_at', user.emailConfirmedAt ?? user.phoneConfirmedAt),
    ...when('recovery_sent_at', sentAt(user, ['recovery', 'magiclink'])),
    ...(user.newEmail === null ? {} : { new_email: user.newEmail }),
    ...when('email_change_sent_at', sentAt(user, ['email_change'])),
    ...(user.newPhone === null ? {} : { new_phone: user.newPhone }),
    ...when('phone_change_sent_at', sentAt(user, ['phone_change'])),
    ...when('last_sign_in_at', user.lastSignInAt),
    app_metadata: user.appMetadata,
    user_metadata: user.userMetadata,
    ...(user.factors.length === 0 ? {} : { factors: user.factors.map(factorView) }),
    identities: user.identities.map(identityView),
    created_at: iso(user.createdAt),
    updated_at: iso(user.updatedAt),
    ...when('banned_until', user.bannedUntil),
    is_anonymous: user.isAnonymous,
  }
}

/** A session as the control route lists it. */
export function sessionView(session: Session): JsonObject {
  return {
    id: session.id,
    userId: session.userId,
    createdAt: iso(session.createdAt),
    refreshedAt: session.refreshedAt === null ? null : iso(session.refreshedAt),
    aal: aalOf(session),
    amr: session.amr.map((entry) => entry.method),
    userAgent: session.userAgent,
    ip: session.ip,
    refreshTokenVersion: session.refreshKey === null ? 1 : 2,
  }
}

/** Assurance level: two once a second factor was shown in this session. */
export const aalOf = (session: Session): 'aal1' | 'aal2' =>
  session.amr.some((entry) => entry.method === 'totp') ? 'aal2' : 'aal1'
