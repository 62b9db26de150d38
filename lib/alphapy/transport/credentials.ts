/**
 * What the backend is shown, by route and by server. Its rules, as measured: a user's token is taken on most routes; the
 * service key with a Discord id is demanded by the newer routes and believed without question, so that id must be proven
 * here first. A Discord header beside a token takes over, so the two families never travel together.
 */
import { isSnowflake, type Snowflake } from '@/lib/format/snowflake'

/** A generation of the server, told apart in `generation.ts`. */
export type Generation = 'A' | 'B' | 'C'

declare const proven: unique symbol

/** The Discord id of a person, proven by the auth server. Only `verifiedDiscordId` makes one. */
export type VerifiedDiscordId = Snowflake & { readonly [proven]: 'discord' }

/** The id of a signed-in user, out of a verified token. Only `verifiedUserId` makes one. */
export type VerifiedUserId = string & { readonly [proven]: 'user' }

/**
 * The Discord id among the identities that the auth server itself listed for a user (a server call). Never pass what a
 * user can edit, such as the metadata of a profile: the backend lets the holder of this id do whatever that person may.
 */
export function verifiedDiscordId(
  identities: readonly { provider: string; id: string }[],
): VerifiedDiscordId | undefined {
  const id = identities.find(({ provider }) => provider === 'discord')?.id
  return isSnowflake(id) ? (id as VerifiedDiscordId) : undefined
}

/** The user of a token whose signature and times have been checked. */
export function verifiedUserId(claims: { sub: string }): VerifiedUserId {
  return claims.sub as VerifiedUserId
}

/**
 * What the auth server says of a person's Discord account: its id, that there is none, that it cannot tell now, or that it
 * does not take the person's token any more.
 */
export type DiscordAnswer = { kind: 'found'; id: VerifiedDiscordId } | { kind: 'none' | 'unknown' | 'refused' }

/** Who a call is made for. The Discord id is given, or asked for by the calls that need it and by no others. */
export type Credentials =
  | { kind: 'none' }
  | {
      kind: 'jwt'
      token: string
      userId?: VerifiedUserId
      discordId?: VerifiedDiscordId
      /** `anew`: a token was refused, so an earlier answer will not do. */
      askDiscordId?: (options: { anew: boolean }) => Promise<DiscordAnswer>
      /** Address of the person's browser, as far as it is known for certain. */
      clientAddress?: string
    }

/**
 * What a route asks for: nothing, the service key alone, any user, a guild's administrator by token or service pair, such
 * a one by service pair only, or the rollback, which takes a token and then fails on it.
 */
export type Access = 'public' | 'key' | 'user' | 'guild' | 'service' | 'rollback'

/** One way to be let in. */
export interface Showing {
  family: 'none' | 'jwt' | 'key' | 'discord-pair' | 'user-pair'
  headers: Record<string, string>
}

/** Why there is no way in, before anything was sent. */
export type NoWay = 'service-key-missing' | 'discord-identity-missing' | 'discord-identity-unknown' | 'server-too-old'

/** What `showings` decides by. */
export interface ShowingParts {
  access: Access
  credentials: Credentials
  apiKey: string | undefined
  /** What the server may be, as far as noticed. */
  possible: ReadonlySet<Generation>
  /** The server has just refused a good token, as it does when it cannot reach its auth server. */
  tokensRefused?: boolean
}

/** The ways in, best first; the next one is for a 401 of the one before. */
export function showings(parts: ShowingParts): Showing[] | NoWay {
  const { access, credentials, apiKey, possible } = parts
  if (access === 'public') return [{ family: 'none', headers: {} }]
  if (access === 'key') {
    return apiKey === undefined ? 'service-key-missing' : [{ family: 'key', headers: { 'x-api-key': apiKey } }]
  }
  if (credentials.kind === 'none') return [{ family: 'none', headers: {} }]
  const { token, userId, discordId } = credentials
  const jwt: Showing = { family: 'jwt', headers: { authorization: `Bearer ${token}` } }
  const discordPair = possible.has('C') || access === 'service' ? pair('discord-pair', apiKey, discordId) : []
  switch (access) {
    case 'user':
      return [jwt, ...(possible.has('A') ? pair('user-pair', apiKey, userId) : [])]
    case 'guild': {
      // The oldest servers look the named user up as they do a token's, so it is the user's id there.
      const pairs = [...discordPair, ...(possible.has('A') ? pair('user-pair', apiKey, userId) : [])]
      return parts.tokensRefused ? [...pairs, jwt] : [jwt, ...pairs]
    }
    case 'rollback':
      // Here the oldest servers turn the named user into a number: only a Discord id works.
      return [...discordPair, ...(possible.has('A') ? pair('user-pair', apiKey, discordId) : []), jwt]
    case 'service':
      if (apiKey === undefined) return 'service-key-missing'
      if (discordId === undefined) return 'discord-identity-missing'
      return possible.has('B') || possible.has('C') ? discordPair : 'server-too-old'
  }
}

function pair(
  family: 'discord-pair' | 'user-pair',
  apiKey: string | undefined,
  id: VerifiedDiscordId | VerifiedUserId | undefined,
): Showing[] {
  if (apiKey === undefined || id === undefined) return []
  const header = family === 'discord-pair' ? 'x-discord-user-id' : 'x-user-id'
  return [{ family, headers: { 'x-api-key': apiKey, [header]: id } }]
}
