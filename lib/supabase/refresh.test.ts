import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refreshBudgetMs, SessionRefresher } from './refresh'

/** Whose refreshes they are where it is not the point. */
const ada = { userId: 'ada' }
const answer = { access_token: 'new', refresh_token: 'next', expires_in: 3_600, user: { id: 'u' } }

function refresher(respond: (call: number) => Response | Promise<Response>) {
  let calls = 0
  const fetchFn = (async () => respond(++calls)) as typeof fetch
  return {
    subject: new SessionRefresher({ authUrl: 'https://a.example/auth/v1', apiKey: 'k', fetchFn }),
    calls: () => calls,
  }
}

describe('a refresh', () => {
  it('happens once however many ask, at once or just after', async () => {
    const { subject, calls } = refresher(() => Response.json(answer))
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => subject.refresh('old', ada)))
    expect(outcomes.every(({ kind }) => kind === 'refreshed')).toBe(true)
    await subject.refresh('old', ada)
    expect(calls()).toBe(1)
    await subject.refresh('another', ada)
    expect(calls()).toBe(2)
  })

  it.each([
    'refresh_token_not_found',
    'refresh_token_already_used',
    'session_not_found',
    'session_expired',
    'user_banned',
    'user_not_found',
    'validation_failed',
  ])('ends the session on %s', async (code) => {
    const { subject } = refresher(() => Response.json({ code: 400, error_code: code, msg: '' }, { status: 400 }))
    expect(await subject.refresh('old', ada)).toEqual({ kind: 'ended' })
  })

  it.each([
    ['429', () => Response.json({ error_code: 'over_request_rate_limit' }, { status: 429 })],
    ['503', () => new Response('busy', { status: 503 })],
    ['a 400 of another kind', () => Response.json({ error_code: 'unexpected_failure' }, { status: 400 })],
    ['an answer that is no session', () => Response.json({ hello: 'there' })],
    ['HTML from a proxy', () => new Response('<html>')],
    ['no answer', () => Promise.reject(new TypeError('fetch failed'))],
  ])('leaves the session alone on %s, and tries again next time', async (_name, respond) => {
    const { subject, calls } = refresher((call) => (call === 1 ? respond() : Response.json(answer)))
    expect(await subject.refresh('old', ada)).toEqual({ kind: 'unavailable' })
    expect(await subject.refresh('old', ada)).toMatchObject({ kind: 'refreshed', session: { access_token: 'new' } })
    expect(calls()).toBe(2)
  })

  it('does not hold up a visit whose token still holds, and its late answer serves the next one', async () => {
    const slow = Promise.withResolvers<Response>()
    const { subject, calls } = refresher(() => slow.promise)
    expect(await subject.refresh('old', { ...ada, hurry: true })).toEqual({ kind: 'unavailable' })
    expect(await subject.refresh('old', { ...ada, hurry: true })).toEqual({ kind: 'unavailable' })
    slow.resolve(Response.json(answer))
    expect(await subject.refresh('old', ada)).toMatchObject({ kind: 'refreshed' })
    expect(await subject.refresh('old', { ...ada, hurry: true })).toMatchObject({ kind: 'refreshed' })
    expect(calls()).toBe(1)
  })

  it('is not tried again at once for a visit whose token still holds', async () => {
    const { subject, calls } = refresher(() => new Response('busy', { status: 503 }))
    await subject.refresh('old', { ...ada, hurry: true })
    await subject.refresh('old', { ...ada, hurry: true })
    expect(calls()).toBe(1)
    await subject.refresh('old', ada)
    expect(calls()).toBe(2)
  })

  it('has a budget of three seconds', () => {
    expect(refreshBudgetMs).toBeLessThanOrEqual(3_000)
  })

  it('waits less when the visit has waited for something else before', async () => {
    const { subject } = refresher(() => new Promise(() => {}))
    const since = performance.now()
    expect(await subject.refresh('old', { ...ada, waitedMs: 2_800 })).toEqual({ kind: 'unavailable' })
    expect(performance.now() - since).toBeLessThan(1_500)
  })
})

describe('a refresh after a long wait', () => {
  it('still has a moment, so that a quick answer is not thrown away', async () => {
    const { subject } = refresher(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return Response.json(answer)
    })
    expect(await subject.refresh('old', { ...ada, waitedMs: 60_000 })).toMatchObject({ kind: 'refreshed' })
  })
})

describe('a new session', () => {
  it('ends when the auth server says, or as long after now as it is good for', async () => {
    const ends = async (more: object) => {
      const { subject } = refresher(() => Response.json({ ...answer, ...more }))
      const outcome = await subject.refresh('old', ada)
      return outcome.kind === 'refreshed' ? outcome.session.expires_at : undefined
    }
    expect(await ends({ expires_at: 1_900_000_000 })).toBe(1_900_000_000)
    const inAnHour = Date.now() / 1_000 + 3_600
    expect(Math.abs(((await ends({})) ?? 0) - inAnHour)).toBeLessThan(10)
  })
})

describe('refresh tokens that nobody has', () => {
  const refusal = { code: 400, error_code: 'refresh_token_not_found', msg: '' }
  const genuine = (token: string) => token.startsWith('genuine')

  /** A token as the auth server hands it out, of this person. */
  function tokenOf(person: string): string {
    const sub = person.length > 1 ? person : `5b6b7b5e-0d4c-4f0a-9d6a-00000000000${person}`
    return `e30.${Buffer.from(JSON.stringify({ sub, exp: 1_900_000_000 })).toString('base64url')}.c2ln`
  }

  function authServer() {
    const state = { now: 1_000_000, calls: [] as string[], status: 200 }
    const fetchFn = (async (_input: unknown, init?: RequestInit) => {
      const { refresh_token: token } = JSON.parse(String(init?.body))
      state.calls.push(token)
      if (state.status !== 200) return new Response('', { status: state.status })
      if (!genuine(token)) return Response.json(refusal, { status: 400 })
      return Response.json({ ...answer, access_token: tokenOf(token.startsWith('genuine-ada') ? 'a' : randomUUID()) })
    }) as typeof fetch
    const now = () => state.now
    return { state, subject: new SessionRefresher({ authUrl: 'https://a.example/auth/v1', apiKey: 'k', fetchFn, now }) }
  }

  it('cost the auth server a few calls however many strangers bring, and never a person who is proven', async () => {
    const { state, subject } = authServer()
    for (let index = 0; index < 500; index++) await subject.refresh(`made-up-${index}`, {})
    expect(state.calls.length).toBeLessThanOrEqual(10)
    expect(await subject.refresh('genuine-ada', ada)).toMatchObject({ kind: 'refreshed' })
    state.now += 60_000
    expect(await subject.refresh('genuine-bram', {})).toMatchObject({ kind: 'refreshed' })
  })

  it('of one address leave what others may cost, where a proxy tells addresses apart', async () => {
    const { subject } = authServer()
    for (let index = 0; index < 500; index++) await subject.refresh(`made-up-${index}`, { address: '203.0.113.9' })
    expect(await subject.refresh('genuine', { address: '203.0.113.10' })).toMatchObject({ kind: 'refreshed' })
  })

  it('are asked about once', async () => {
    const { state, subject } = authServer()
    for (let again = 0; again < 50; again++) expect(await subject.refresh('made-up', ada)).toEqual({ kind: 'ended' })
    expect(state.calls).toHaveLength(1)
  })

  it('use up what the person has whose token comes with them, and nobody else', async () => {
    const { state, subject } = authServer()
    const mallory = { userId: 'mallory' }
    for (let index = 0; index < 500; index++) await subject.refresh(`made-up-${index}`, mallory)
    for (let index = 0; index < 500; index++) await subject.refresh(`genuine-${index}`, mallory)
    expect(state.calls.length).toBeLessThanOrEqual(20)
    expect(await subject.refresh('genuine-ada', ada)).toMatchObject({ kind: 'refreshed' })
  })

  it('cannot be stood in for by one’s own: a person goes on as a stranger only so long', async () => {
    const { state, subject } = authServer()
    for (let index = 0; index < 500; index++) await subject.refresh(`genuine-ada-${index}`, {})
    expect(state.calls.length).toBeLessThanOrEqual(30)
    expect(await subject.refresh('genuine', { userId: 'bram' })).toMatchObject({ kind: 'refreshed' })
  })

  it('do not bound sessions that cannot be proven but are genuine, nor anybody after an outage', async () => {
    const { state, subject } = authServer()
    for (let index = 0; index < 100; index++) {
      expect(await subject.refresh(`genuine-${index}`, {})).toMatchObject({ kind: 'refreshed' })
    }
    state.status = 503
    for (let again = 0; again < 100; again++) await subject.refresh('genuine-ada', ada)
    state.status = 200
    expect(await subject.refresh('genuine-ada', ada)).toMatchObject({ kind: 'refreshed' })
  })
})
