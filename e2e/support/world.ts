/** People and guilds of a single journey. Nothing is shared: journeys run side by side. */
import { randomInt, randomUUID } from 'node:crypto'
import type { BrowserContext } from '@playwright/test'
import { createChunks } from '@supabase/ssr'
import { alphapyControl, authControl, queryDatabase, stackAddresses } from './control'

/** Somebody who can sign in. */
export interface Person {
  name: string
  email: string
  password: string
  userId: string
  discordId: string
}

/** A guild of the bot. */
export interface Guild {
  id: string
  name: string
}

/** A session as the auth server issues it. */
export interface IssuedSession {
  access_token: string
  refresh_token: string
  expires_in: number
  expires_at: number
  user: { id: string }
}

const cookieName = 'sb-mind-auth-token'

/** A 19-digit id that a JavaScript number would round. */
export function newSnowflake(): string {
  const tail = String(randomInt(10 ** 9)).padStart(9, '0')
  return `11${randomInt(10 ** 6, 10 ** 7)}${tail}${randomInt(1, 10)}`
}

/**
 * Somebody new. `linked`: Alphapy knows their Discord account; `discord`: the auth server does, as after signing in with
 * Discord. Both unless said otherwise.
 */
export async function newPerson(
  name: string,
  { linked = true, discord = linked }: { linked?: boolean; discord?: boolean } = {},
): Promise<Person> {
  const email = `${name}-${randomUUID()}@example.test`
  const password = `secret-of-${randomUUID()}`
  const discordId = newSnowflake()
  const { id: userId } = await authControl.post<{ id: string }>('/users', {
    email,
    password,
    confirmed: true,
    ...(discord ? { discord: { id: discordId, username: name } } : {}),
  })
  if (linked) await alphapyControl.post('/links', { innersyncUserId: userId, discordUserId: discordId })
  return { name, email, password, userId, discordId }
}

/** A new guild of the bot with these administrators and plain members. */
export function newGuild(name: string, admins: Person[], members: Person[] = []): Promise<Guild> {
  return placeGuild(name, admins, members, newSnowflake())
}

/** Lets the bot be in the guild of this id. */
export async function placeGuild(name: string, admins: Person[], members: Person[], id: string): Promise<Guild> {
  const member = (person: Person, administrator: boolean) => ({
    id: person.discordId,
    name: person.name,
    administrator,
  })
  await alphapyControl.post('/guilds', {
    id,
    name,
    memberCount: 1 + admins.length + members.length,
    ownerId: admins[0]?.discordId ?? newSnowflake(),
    channels: [],
    roles: [],
    members: [...admins.map((person) => member(person, true)), ...members.map((person) => member(person, false))],
  })
  return { id, name }
}

/** Writes rows into the settings table as if they had always been there. */
export async function storeSettings(guild: Guild, scope: string, values: Record<string, unknown>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    await queryDatabase(
      `insert into bot_settings (guild_id, scope, key, value) values ($1::bigint, $2, $3, $4::jsonb)
       on conflict (guild_id, scope, key) do update set value = excluded.value`,
      [guild.id, scope, key, JSON.stringify(value)],
    )
  }
}

/** What the database holds for a category, JSON text by key. */
export async function storedSettings(guild: Guild, scope: string): Promise<Record<string, string | null>> {
  const rows = await queryDatabase(
    'select key, value::text as value from bot_settings where guild_id = $1::bigint and scope = $2 order by key',
    [guild.id, scope],
  )
  return Object.fromEntries(rows.map(({ key, value }) => [key, value ?? null]))
}

/** A fresh session of this person, their own: no two journeys share a refresh token. */
export function issueSession(person: Person): Promise<IssuedSession> {
  return authControl.post<IssuedSession>('/sessions', { userId: person.userId })
}

/** The same session with an access token that ends at this moment (genuine, signed by the project). */
export async function withExpiry(session: IssuedSession, expiresAtS: number): Promise<IssuedSession> {
  return { ...(await withClaims(session, { iat: expiresAtS - 3_600, exp: expiresAtS })), expires_at: expiresAtS }
}

/** The same session with a genuine access token that says this besides. */
export async function withClaims(session: IssuedSession, more: Record<string, unknown>): Promise<IssuedSession> {
  const payload = JSON.parse(Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const claims = { ...payload, ...more }
  const { token } = await authControl.post<{ token: string }>('/forge', { claims, key: 'current' })
  return { ...session, access_token: token }
}

/** The same session with an access token of more claims than cookies hold, as a project's own hook can make it. */
export function grown(session: IssuedSession): Promise<IssuedSession> {
  return withClaims(session, { groups: Array.from({ length: 600 }, (_, index) => `group-${index}`) })
}

/** The cookies that hold a session, as the sign-in writes them. */
export function sessionCookies(session: IssuedSession): { name: string; value: string }[] {
  const value = `base64-${Buffer.from(JSON.stringify(session), 'utf8').toString('base64url')}`
  return createChunks(cookieName, value)
}

/** Gives a browser a session. */
export async function putSession(context: BrowserContext, session: IssuedSession): Promise<void> {
  await context.addCookies(
    sessionCookies(session).map((cookie) => ({
      ...cookie,
      url: stackAddresses().mind,
      httpOnly: true,
      sameSite: 'Lax',
    })),
  )
}

/** Signs a person in without the form. */
export async function signInAs(context: BrowserContext, person: Person): Promise<IssuedSession> {
  const session = await issueSession(person)
  await putSession(context, session)
  return session
}
