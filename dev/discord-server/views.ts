import type { Account } from './world'

const MAX_GUILDS = 200

/** `/users/@me`: the address only with the scope for it. */
export function userView(account: Account, scopes: readonly string[]): Record<string, unknown> {
  return {
    id: account.id,
    username: account.username,
    avatar: account.avatar,
    discriminator: '0',
    public_flags: 0,
    flags: 0,
    banner: null,
    accent_color: null,
    global_name: account.globalName,
    mfa_enabled: false,
    locale: 'en-GB',
    premium_type: 0,
    ...(scopes.includes('email') ? { email: account.email, verified: account.verified } : {}),
  }
}

/** `/users/@me/guilds`, ordered by id, with `before`, `after`, `limit` and `with_counts`; null when a limit is out of range. */
export function guildViews(account: Account, query: URLSearchParams): Record<string, unknown>[] | null {
  const limit = Number(query.get('limit') ?? MAX_GUILDS)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_GUILDS) return null
  const after = BigInt(/^\d+$/.exec(query.get('after') ?? '')?.[0] ?? 0)
  const before = /^\d+$/.exec(query.get('before') ?? '')?.[0]
  const inRange = account.guilds
    .filter((guild) => BigInt(guild.id) > after && (before === undefined || BigInt(guild.id) < BigInt(before)))
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  const chosen = before === undefined ? inRange.slice(0, limit) : inRange.slice(-limit)
  return chosen.map(({ memberCount, ...guild }) => ({
    ...guild,
    banner: null,
    features: [],
    ...(query.get('with_counts') === 'true'
      ? { approximate_member_count: memberCount, approximate_presence_count: Math.ceil(memberCount / 5) }
      : {}),
  }))
}
