/** The named credentials of the recordings, and the people behind them. */

/** The service key of the recorded server. */
export const API_KEY = 'recorded-service-key'
/** An administrator of the recorded guild. */
export const ADMIN = { userId: '11111111-1111-4111-8111-111111111111', discordId: '305678901234567890' }
/** A plain member of it. */
export const MEMBER = { userId: '22222222-2222-4222-8222-222222222222', discordId: '405678901234567891' }
/** A user without a linked Discord account. */
const UNLINKED = { userId: '33333333-3333-4333-8333-333333333333' }

/** Which token belongs to whom. */
export const TOKENS: Readonly<Record<string, string>> = {
  'admin-token': ADMIN.userId,
  'member-token': MEMBER.userId,
  'unlinked-token': UNLINKED.userId,
}

const PARTS: Readonly<Record<string, Record<string, string>>> = {
  none: {},
  'admin-jwt': { authorization: 'Bearer admin-token' },
  'member-jwt': { authorization: 'Bearer member-token' },
  'unlinked-jwt': { authorization: 'Bearer unlinked-token' },
  'bad-jwt': { authorization: 'Bearer bad-token' },
  'raw-admin-jwt': { authorization: 'admin-token' },
  key: { 'x-api-key': API_KEY },
  'wrong-key': { 'x-api-key': 'wrong' },
  'user-id': { 'x-user-id': ADMIN.discordId },
  'discord-admin': { 'x-discord-user-id': ADMIN.discordId },
  'discord-member': { 'x-discord-user-id': MEMBER.discordId },
  'discord-junk': { 'x-discord-user-id': 'junk' },
}

/** The headers of named credentials, parts joined by `+`. */
export function credentialHeaders(name: string): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const part of name.split('+')) {
    const found = PARTS[part]
    if (!found) throw new Error(`Unknown credentials ${part}`)
    Object.assign(headers, found)
  }
  return headers
}
