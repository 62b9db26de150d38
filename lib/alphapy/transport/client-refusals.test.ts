import { describe, expect, it, vi } from 'vitest'
import { verifiedUserId } from './credentials'
import { type Handler, json, plainRead as read, testBackend } from './test-backend'

const backend = testBackend()

describe('a read', () => {
  it.each<[string, Handler]>([
    ['whose connection is cut', (_, response) => void response.destroy()],
    ['that meets a proxy without its server', json(503, '')],
  ])('joined to a poll %s is made anew, once for all who wait, and tried again as any other', async (_, passing) => {
    const answers: (() => void)[] = []
    backend.handle = (request, response) => answers.push(() => passing(request, response))
    const client = backend.makeClient()
    const poll = client.read({ ...read, callClass: 'poll', freshForMs: 10_000 })
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    const reads = Promise.all([1, 2, 3].map(() => client.read({ ...read, freshForMs: 10_000 })))
    const polled = client.read({ ...read, callClass: 'poll', freshForMs: 10_000 })
    backend.handle = (request, response) =>
      (backend.arrived.length === 2 ? passing : json(200, '{"id":"a"}'))(request, response)
    answers[0]?.()
    expect(await poll).toMatchObject({ problem: { code: 'unavailable' } })
    expect(await polled).toMatchObject({ problem: { code: 'unavailable' } })
    expect((await reads).map(({ ok }) => ok)).toEqual([true, true, true])
    expect(backend.arrived).toHaveLength(3)
  })

  it('joined to a poll that finds no room goes by the room there is for people', async () => {
    backend.handle = json(200, '{"id":"a"}')
    const client = backend.makeClient()
    for (let call = 0; call < 8; call++) await client.read(read)
    const fresh = { ...read, freshForMs: 10_000, path: '/other' }
    const [poll, page] = await Promise.all([client.read({ ...fresh, callClass: 'poll' }), client.read(fresh)])
    expect(poll).toMatchObject({ problem: { code: 'busy' } })
    expect(page.ok).toBe(true)
  })
})

describe('somebody who tries out guilds that are not theirs', () => {
  const about = (userId: string, guildId: string) => ({
    ...read,
    access: 'guild' as const,
    credentials: { kind: 'jwt' as const, token: userId, userId: verifiedUserId({ sub: userId }) },
    guildId,
    share: `actor:${userId}`,
    path: `/thing/${guildId}`,
  })

  it('uses up a small part of the window however many it tries, is told when to come back, and nobody else waits', async () => {
    backend.handle = (request, response) =>
      request.headers.authorization === 'Bearer mallory'
        ? json(403, '{"detail":"You do not have admin access to this guild."}')(request, response)
        : json(200, '{"id":"a"}')(request, response)
    const client = backend.makeClient()
    const codes: (string | undefined)[] = []
    for (let guild = 0; guild < 40; guild++) {
      const answer = await client.read(about('mallory', `${guild}`))
      codes.push(answer.ok ? 'ok' : answer.problem.code)
    }
    expect(new Set(codes)).toEqual(new Set(['forbidden', 'busy']))
    expect(backend.arrived.length).toBeLessThanOrEqual(8)
    const more = await client.read(about('mallory', 'more'))
    expect(more).toMatchObject({ problem: { code: 'busy', retryAfterMs: expect.any(Number) } })
    if (!more.ok) expect(more.problem.retryAfterMs).toBeLessThanOrEqual(60_000)
    for (let page = 0; page < 12; page++) expect((await client.read(about('ada', '1'))).ok).toBe(true)
    backend.nowMs += 60_001
    expect(await client.read(about('mallory', 'more'))).toMatchObject({ problem: { code: 'forbidden' } })
  })

  it('asks once for as long as a refusal is remembered, which no clock set back makes longer', async () => {
    backend.handle = json(403, '{"detail":"You do not have admin access to this guild."}')
    const client = backend.makeClient()
    for (const [aheadMs, calls] of [
      [0, 1],
      [9_999, 1],
      [1, 2],
      [-60_000, 3],
    ] as const) {
      backend.nowMs += aheadMs
      expect(await client.read(about('mallory', '1'))).toMatchObject({ problem: { code: 'forbidden' } })
      expect(backend.arrived).toHaveLength(calls)
    }
  })
})
