import { randomUUID } from 'node:crypto'
import { PEOPLE } from '../seed/people'
import type { Core } from './core'
import { invalidCredentials } from './errors'
import type { Identity, JsonObject, User } from './model'
import { hashPassword } from './passwords'
import { normalPhone } from './store'

/** What is needed to make a user; everything may be left out. */
interface NewUser {
  readonly id?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly password?: string | undefined
  /** Whether e-mail and phone count as confirmed. Default: yes. */
  readonly confirmed?: boolean | undefined
  readonly discord?: { readonly id: string; readonly username: string } | undefined
  readonly userMetadata?: JsonObject | undefined
  readonly banned?: boolean | undefined
  readonly anonymous?: boolean | undefined
}

// What GoTrue writes for "forever".
const HUNDRED_YEARS_MS = 100 * 365.25 * 24 * 3600 * 1000

/** Makes a user with one identity per way in. The caller has checked that address and number are free. */
export function createUser(core: Core, input: NewUser): User {
  const now = core.now()
  const confirmedAt = input.confirmed === false ? null : now
  const user: User = {
    id: input.id ?? randomUUID(),
    email: input.email?.trim().toLowerCase() || null,
    phone: input.phone ? normalPhone(input.phone) : null,
    passwordHash: input.password === undefined ? null : hashPassword(input.password),
    emailConfirmedAt: input.email ? confirmedAt : null,
    phoneConfirmedAt: input.phone ? confirmedAt : null,
    lastSignInAt: null,
    newEmail: null,
    newPhone: null,
    bannedUntil: input.banned ? now + HUNDRED_YEARS_MS : null,
    isAnonymous: input.anonymous ?? false,
    appMetadata: {},
    userMetadata: { ...input.userMetadata },
    identities: [],
    factors: [],
    codes: [],
    createdAt: now,
    updatedAt: now,
  }
  if (user.email) {
    const data = { sub: user.id, email: user.email, email_verified: confirmedAt !== null, phone_verified: false }
    addIdentity(core, user, 'email', user.id, { ...input.userMetadata, ...data })
    user.userMetadata = { ...user.userMetadata, ...data }
  }
  if (user.phone) {
    const data = { sub: user.id, phone: user.phone, phone_verified: confirmedAt !== null, email_verified: false }
    addIdentity(core, user, 'phone', user.id, data)
  }
  if (input.discord) {
    const data = discordData({ ...input.discord, email: user.email })
    addIdentity(core, user, 'discord', input.discord.id, data)
    user.userMetadata = { ...user.userMetadata, ...data, ...input.userMetadata }
  }
  core.store.users.set(user.id, user)
  return user
}

/** Adds an identity and keeps `app_metadata.provider(s)` true. */
export function addIdentity(core: Core, user: User, provider: string, providerId: string, data: JsonObject): Identity {
  const now = core.now()
  const identity: Identity = {
    identityId: randomUUID(),
    provider,
    providerId,
    userId: user.id,
    data,
    createdAt: now,
    updatedAt: now,
    lastSignInAt: now,
  }
  user.identities.push(identity)
  refreshProviders(user)
  return identity
}

/** `app_metadata.provider` is the first way in, `providers` all of them. Only the server writes here. */
export function refreshProviders(user: User): void {
  const providers = [...new Set(user.identities.map((identity) => identity.provider))]
  const first = typeof user.appMetadata.provider === 'string' ? user.appMetadata.provider : providers[0]
  user.appMetadata = {
    ...user.appMetadata,
    provider: first && providers.includes(first) ? first : providers[0],
    providers,
  }
}

/** Identity data as the real server derives it from Discord's `/users/@me`. */
export function discordData(profile: {
  readonly id: string
  readonly username: string
  readonly globalName?: string | null | undefined
  readonly avatarUrl?: string | undefined
  readonly email?: string | null | undefined
  readonly emailVerified?: boolean | undefined
}): JsonObject {
  const avatar = profile.avatarUrl ?? 'https://cdn.discordapp.com/embed/avatars/0.png'
  return {
    avatar_url: avatar,
    custom_claims: { global_name: profile.globalName ?? profile.username },
    ...(profile.email ? { email: profile.email } : {}),
    email_verified: profile.emailVerified ?? Boolean(profile.email),
    full_name: profile.username,
    iss: 'https://discord.com/api',
    name: `${profile.username}#0`,
    phone_verified: false,
    picture: avatar,
    provider_id: profile.id,
    sub: profile.id,
  }
}

/** Shuts a user out for good, or lets them in again. */
export function setBanned(core: Core, user: User, banned: boolean): void {
  user.bannedUntil = banned ? core.now() + HUNDRED_YEARS_MS : null
}

/** Whether the user is shut out at the moment. */
export const isBanned = (core: Core, user: User): boolean => user.bannedUntil !== null && user.bannedUntil > core.now()

/** The user with this address or number, or the answer that does not tell which part was wrong. */
export function requireUserFor(core: Core, email: string | undefined, phone: string | undefined): User {
  const user = email ? core.store.userByEmail(email) : phone ? core.store.userByPhone(phone) : undefined
  if (!user) throw invalidCredentials()
  return user
}

/** The people of the demo seed, confirmed and with the Discord identity of those who sign in with it. */
export function seedPeople(core: Core): void {
  for (const person of Object.values(PEOPLE)) {
    createUser(core, {
      id: person.userId,
      email: person.email,
      password: person.password,
      ...(person.discordSignIn ? { discord: { id: person.discordId, username: person.name } } : {}),
    })
  }
}
