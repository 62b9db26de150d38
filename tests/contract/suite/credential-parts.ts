/** What a request can be signed with, by name. */

/** The things that were given to sign in with. Only the first two are needed. */
export interface Secrets {
  token: string
  guildId: string
  apiKey?: string | undefined
  discordId?: string | undefined
  /** A token of somebody who does not administer the guild. */
  memberToken?: string | undefined
  /** A token of somebody without a linked Discord account. */
  unlinkedToken?: string | undefined
}

/** One header of a request. */
export type Part =
  | 'token'
  | 'bare token'
  | 'bad token'
  | 'member token'
  | 'unlinked token'
  | 'key'
  | 'wrong key'
  | 'user id'
  | 'Discord id'
  | "stranger's Discord id"
  | 'Discord id that is no number'
  | 'empty Discord id'

/** A Discord id that belongs to nobody. */
const STRANGER = '1'

/** Name, value (undefined when it was not given) and what would have to be given. */
function headerOf(part: Part, secrets: Secrets): [name: string, value: string | undefined, needs: string] {
  const bearer = (token: string | undefined): string | undefined => token && `Bearer ${token}`
  switch (part) {
    case 'token':
      return ['authorization', bearer(secrets.token), 'a token']
    case 'bare token':
      return ['authorization', secrets.token, 'a token']
    case 'bad token':
      return ['authorization', 'Bearer not-a-token', '']
    case 'member token':
      return ['authorization', bearer(secrets.memberToken), 'a token of a plain member']
    case 'unlinked token':
      return ['authorization', bearer(secrets.unlinkedToken), 'a token of somebody without a linked Discord account']
    case 'key':
      return ['x-api-key', secrets.apiKey, 'the service key']
    case 'wrong key':
      return ['x-api-key', 'not-the-key', '']
    case 'user id':
      return ['x-user-id', secrets.discordId, 'the Discord id of an administrator']
    case 'Discord id':
      return ['x-discord-user-id', secrets.discordId, 'the Discord id of an administrator']
    case "stranger's Discord id":
      return ['x-discord-user-id', STRANGER, '']
    case 'Discord id that is no number':
      return ['x-discord-user-id', 'junk', '']
    case 'empty Discord id':
      return ['x-discord-user-id', '', '']
  }
}

/** What is missing to send these parts; undefined when nothing is. */
export function missingFor(parts: readonly Part[], secrets: Secrets): string | undefined {
  return parts.map((part) => headerOf(part, secrets)).find(([, value]) => value === undefined)?.[2]
}

/** The headers of these parts. */
export function headersFor(parts: readonly Part[], secrets: Secrets): Record<string, string> {
  return Object.fromEntries(parts.map((part) => headerOf(part, secrets)).map(([name, value = '']) => [name, value]))
}
