import { describe, expect, it } from 'vitest'
import {
  type Access,
  type Credentials,
  type DiscordAnswer,
  type Generation,
  showings,
  type VerifiedDiscordId,
  verifiedDiscordId,
  verifiedUserId,
} from './credentials'
import { WayIn } from './way-in'

const discordId = verifiedDiscordId([{ provider: 'discord', id: '305678901234567891' }]) as VerifiedDiscordId
const userId = verifiedUserId({ sub: '7d1f0c52-9a3e-4b6d-8c21-5e0f3a9b7d14' })
const token = { authorization: 'Bearer t' }
const userPair = { 'x-api-key': 'k', 'x-user-id': userId }
const discordPair = { 'x-api-key': 'k', 'x-discord-user-id': discordId }

type Jwt = Extract<Credentials, { kind: 'jwt' }>

function makeWay(
  access: Access,
  answer: DiscordAnswer | undefined,
  { possible = ['A', 'B', 'C'] as Generation[], hasKey = true, known = {} as Partial<Jwt> } = {},
) {
  const asked: boolean[] = []
  const askDiscordId = async ({ anew }: { anew: boolean }) => {
    asked.push(anew)
    return answer ?? { kind: 'none' as const }
  }
  const credentials = { kind: 'jwt' as const, token: 't', userId, ...(answer ? { askDiscordId } : {}), ...known }
  return {
    asked,
    way: new WayIn({ access, credentials, apiKey: hasKey ? 'k' : undefined, possible: new Set(possible) }),
  }
}

/** What is shown, one after the other, when the token is refused each time. */
async function shown(...args: Parameters<typeof makeWay>) {
  const { asked, way } = makeWay(...args)
  const noWay = await way.prepare()
  if (noWay) return { noWay, asked }
  const headers: Record<string, string>[] = []
  for (let next = way.next(); next; next = way.next()) {
    headers.push(next.headers)
    if (next.family === 'jwt' && !(await way.afterRefusedToken())) break
  }
  return { headers, asked }
}

describe('after a refused token', () => {
  it.each<DiscordAnswer['kind']>(['refused', 'unknown'])(
    'nothing stronger is shown where the auth server, asked anew, says %s',
    async (kind) => {
      const answer = { kind } as DiscordAnswer
      for (const possible of [['A'], ['C'], ['A', 'B', 'C']] as Generation[][]) {
        for (const known of [{}, { discordId }]) {
          expect(await shown('guild', answer, { possible, known })).toEqual({ headers: [token], asked: [true] })
        }
      }
    },
  )

  it('the pair is shown of the account the auth server names now, and of none it named before', async () => {
    const found = { kind: 'found' as const, id: discordId }
    expect(await shown('guild', found, { possible: ['C'] })).toEqual({ headers: [token, discordPair], asked: [true] })
    const none = { kind: 'none' as const }
    expect(await shown('guild', none, { possible: ['C'], known: { discordId } })).toMatchObject({ headers: [token] })
    expect(await shown('guild', none, { possible: ['A'] })).toMatchObject({ headers: [token, userPair] })
  })

  it('nothing follows without the service key, and the auth server is not asked', async () => {
    const found = { kind: 'found' as const, id: discordId }
    expect(await shown('guild', found, { hasKey: false })).toEqual({ headers: [token], asked: [] })
  })
})

describe('a route that takes the pair alone', () => {
  it('is shown it for a proven account, and nothing at all for any other', async () => {
    expect(await shown('service', { kind: 'found', id: discordId })).toEqual({ headers: [discordPair], asked: [false] })
    const reasons = { none: 'missing', unknown: 'unknown', refused: 'unknown' } as const
    for (const kind of ['none', 'unknown', 'refused'] as const) {
      const noWay = `discord-identity-${reasons[kind]}`
      expect(await shown('service', { kind }, { known: { discordId } })).toEqual({ noWay, asked: [false] })
    }
    expect(await shown('service', undefined)).toEqual({ noWay: 'discord-identity-missing', asked: [] })
  })
})

describe('what is shown', () => {
  it('names a user by the id of the token where the oldest servers take one, and by Discord’s for a rollback alone', () => {
    const credentials = { kind: 'jwt' as const, token: 't', userId, discordId }
    const of = (access: Access, ...possible: Generation[]) => {
      const ways = showings({ access, credentials, apiKey: 'k', possible: new Set(possible) })
      return typeof ways === 'string' ? ways : ways.map(({ headers }) => headers)
    }
    expect(of('user', 'A')).toEqual([token, userPair])
    expect(of('guild', 'A')).toEqual([token, userPair])
    expect(of('rollback', 'A')).toEqual([{ ...userPair, 'x-user-id': discordId }, token])
    expect([of('user', 'B'), of('guild', 'B')]).toEqual([[token], [token]])
    expect([of('user', 'C'), of('guild', 'C')]).toEqual([[token], [token, discordPair]])
    expect(of('service', 'A')).toBe('server-too-old')
  })

  it('is the account that the auth server lists as Discord’s, and no other identity', () => {
    const other = { provider: 'github', id: '305678901234567899' }
    expect(verifiedDiscordId([other, { provider: 'discord', id: discordId }])).toBe(discordId)
    for (const identities of [[], [other], [{ provider: 'discord', id: '12' }], [{ provider: 'discord', id: '1 ' }]]) {
      expect(verifiedDiscordId(identities)).toBeUndefined()
    }
  })
})
