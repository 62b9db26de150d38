import { describe, expect, it } from 'vitest'
import { DiscordIdentities } from './discord-identity'

const userId = '7d1f0c52-9a3e-4b6d-8c21-5e0f3a9b7d14'
const discordId = '305678901234567891'
const session = (sessionId: string) => ({ userId, sessionId, accessToken: 't' })
const withDiscord = { id: userId, identities: [{ provider: 'discord', id: discordId }] }
const without = { id: userId, identities: [{ provider: 'email', id: userId }] }

/** An asker whose auth server answers when told to, and whose clock is held. */
function asker() {
  const clock = { now: 0 }
  const waiting: ((body: object, status?: number) => void)[] = []
  const fetchFn = () =>
    new Promise<Response>((resolve) => waiting.push((body, status = 200) => resolve(Response.json(body, { status }))))
  const identities = new DiscordIdentities({ authUrl: 'http://auth', apiKey: 'key', fetchFn, now: () => clock.now })
  const find = (sessionId = 'one') => identities.find(session(sessionId), { anew: false })
  return {
    identities,
    clock,
    find,
    waiting,
    answer: (body: object, status?: number) => waiting.shift()?.(body, status),
  }
}

describe('the Discord account of a person', () => {
  it('is asked for once in five minutes and session, however many want it at once', async () => {
    const { clock, find, waiting, answer } = asker()
    const both = [find(), find()]
    answer(withDiscord)
    expect(await Promise.all(both)).toEqual([
      { kind: 'found', id: discordId },
      { kind: 'found', id: discordId },
    ])
    clock.now = 299_000
    expect(await find()).toMatchObject({ kind: 'found' })
    expect(waiting).toHaveLength(0)
    clock.now = 301_000
    const later = find()
    answer(without)
    expect(await later).toEqual({ kind: 'none' })
  })

  it('is asked for anew in every session once it was linked or unlinked, whatever was under way', async () => {
    const { identities, find, waiting, answer } = asker()
    for (const one of ['one', 'two']) {
      const asked = find(one)
      answer(without)
      expect(await asked).toEqual({ kind: 'none' })
    }
    const underWay = find('three')
    identities.changed(userId, 'linked')
    answer(without)
    await underWay
    for (const one of ['one', 'two', 'three']) {
      const asked = find(one)
      expect(waiting).toHaveLength(1)
      answer(withDiscord)
      expect(await asked).toMatchObject({ kind: 'found' })
    }
  })

  it('is taken from nobody else’s record, and from no answer that failed', async () => {
    const { find, answer } = asker()
    for (const [body, status, kind] of [
      [{ ...withDiscord, id: '11111111-2222-4333-8444-555555555555' }, 200, 'unknown'],
      [withDiscord, 500, 'unknown'],
      [{ id: userId, user_metadata: { provider_id: discordId } }, 200, 'none'],
      [{ id: userId, identities: [{ provider: 'discord', id: '12' }] }, 200, 'none'],
    ] as const) {
      const asked = find(kind === 'none' ? JSON.stringify(body) : 'one')
      answer(body, status)
      expect([body, await asked]).toEqual([body, { kind }])
    }
    // Nothing of a failure was kept.
    const asked = find()
    answer(withDiscord)
    expect(await asked).toEqual({ kind: 'found', id: discordId })
  })

  it('is asked for anew when a token was refused: an earlier answer serves where none can be had, and a no ends it', async () => {
    const { identities, find, waiting, answer } = asker()
    const first = find()
    answer(withDiscord)
    await first
    const anew = async (body: object, status: number) => {
      const asked = identities.find(session('one'), { anew: true })
      expect(waiting).toHaveLength(1)
      answer(body, status)
      return (await asked).kind
    }
    expect(await anew({}, 503)).toBe('found')
    expect(await anew({}, 403)).toBe('refused')
    const again = find()
    expect(waiting).toHaveLength(1)
    answer(without)
    expect(await again).toEqual({ kind: 'none' })
  })

  it('is offered as a way in by what has changed since the token was issued, else by the token', () => {
    const { identities, clock } = asker()
    const token = (issuedAt: number, ...providers: string[]) => identities.isLinked(userId, { issuedAt, providers })
    expect([token(0, 'email'), token(0, 'email', 'discord')]).toEqual([false, true])
    clock.now = 10_000
    identities.changed(userId, 'linked')
    expect([token(5_000, 'email'), token(15_000, 'email')]).toEqual([true, false])
    // Issued in the very moment of the change, it may not tell of it yet.
    expect(token(10_000, 'email')).toBe(true)
    clock.now = 20_000
    identities.changed(userId, 'unlinked')
    expect([token(15_000, 'discord'), token(25_000, 'discord')]).toEqual([false, true])
  })
})
