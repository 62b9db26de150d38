import { describe, expect, it } from 'vitest'
import { refreshBudgetMs, SessionRefresher } from './refresh'

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
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => subject.refresh('old')))
    expect(outcomes.every(({ kind }) => kind === 'refreshed')).toBe(true)
    await subject.refresh('old')
    expect(calls()).toBe(1)
    await subject.refresh('another')
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
    expect(await subject.refresh('old')).toEqual({ kind: 'ended' })
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
    expect(await subject.refresh('old')).toEqual({ kind: 'unavailable' })
    expect(await subject.refresh('old')).toMatchObject({ kind: 'refreshed', session: { access_token: 'new' } })
    expect(calls()).toBe(2)
  })

  it('does not hold up a visit whose token still holds, and its late answer serves the next one', async () => {
    const slow = Promise.withResolvers<Response>()
    const { subject, calls } = refresher(() => slow.promise)
    expect(await subject.refresh('old', { hurry: true })).toEqual({ kind: 'unavailable' })
    expect(await subject.refresh('old', { hurry: true })).toEqual({ kind: 'unavailable' })
    slow.resolve(Response.json(answer))
    expect(await subject.refresh('old')).toMatchObject({ kind: 'refreshed' })
    expect(await subject.refresh('old', { hurry: true })).toMatchObject({ kind: 'refreshed' })
    expect(calls()).toBe(1)
  })

  it('is not tried again at once for a visit whose token still holds', async () => {
    const { subject, calls } = refresher(() => new Response('busy', { status: 503 }))
    await subject.refresh('old', { hurry: true })
    await subject.refresh('old', { hurry: true })
    expect(calls()).toBe(1)
    await subject.refresh('old')
    expect(calls()).toBe(2)
  })

  it('has a budget of three seconds', () => {
    expect(refreshBudgetMs).toBeLessThanOrEqual(3_000)
  })
})
