import { describe, expect, it } from 'vitest'
import { SecondFactors } from './second-factors'

const userId = '5b6b7b5e-0d4c-4f0a-9d6a-3f1f0a0b0c0d'
const session = { userId, sessionId: 's', accessToken: 'a', expiresAt: 3_600_000 }
const user = (...statuses: string[]) => ({ id: userId, factors: statuses.map((status) => ({ status })) })

function asker(answer: () => Response | Promise<Response>) {
  const state = { now: 0, answer, calls: 0 }
  const fetchFn = (async () => {
    state.calls++
    return state.answer()
  }) as typeof fetch
  const parts = { authUrl: 'https://a.example/auth/v1', apiKey: 'k', fetchFn, now: () => state.now }
  return { state, factors: new SecondFactors(parts) }
}

describe('whether somebody has a second factor', () => {
  it('is asked once per session, however many visits come at once, until its token ends', async () => {
    const { state, factors } = asker(() => Response.json(user('verified')))
    const answers = await Promise.all(Array.from({ length: 20 }, () => factors.ask(session)))
    expect(new Set(answers)).toEqual(new Set(['verified']))
    expect(state.calls).toBe(1)
    state.now = session.expiresAt
    expect(await factors.ask({ ...session, expiresAt: 7_200_000 })).toBe('verified')
    expect(state.calls).toBe(2)
  })

  it('is known of a session and nobody else’s, through its renewals, and no longer than the token it was asked with', async () => {
    const { state, factors } = asker(() => Response.json(user('verified')))
    await factors.ask({ ...session, expiresAt: 60_000 })
    await factors.ask({ ...session, accessToken: 'renewed' })
    expect(state.calls).toBe(1)
    await factors.ask({ ...session, sessionId: 'another' })
    expect(state.calls).toBe(2)
    state.now = 60_000
    await factors.ask({ ...session, accessToken: 'renewed' })
    expect(state.calls).toBe(3)
  })

  it('counts factors in force only', async () => {
    expect(await asker(() => Response.json(user('unverified'))).factors.ask(session)).toBe('none')
    expect(await asker(() => Response.json({ id: userId })).factors.ask(session)).toBe('none')
    expect(await asker(() => Response.json(user('unverified', 'verified'))).factors.ask(session)).toBe('verified')
  })

  it.each([
    ['no answer', () => Promise.reject(new TypeError('fetch failed'))],
    ['a 503', () => new Response('busy', { status: 503 })],
    ['a 429', () => Response.json({ error_code: 'over_request_rate_limit' }, { status: 429 })],
    ['nonsense', () => Response.json({ hello: 'there' })],
    ['the record of somebody else', () => Response.json({ id: 'another', factors: [] })],
    ['a 403 of another kind', () => Response.json({ error_code: 'bad_jwt' }, { status: 403 })],
  ])('is unknown, never no, after %s, and is asked again soon', async (_name, answer) => {
    const { state, factors } = asker(answer)
    expect(await factors.ask(session)).toBe('unknown')
    expect(await factors.ask(session)).toBe('unknown')
    expect(state.calls).toBe(1)
    state.answer = () => Response.json(user())
    state.now = 3_001
    expect(await factors.ask(session)).toBe('none')
  })

  it('comes with the news that the session is over, when it is', async () => {
    const gone = () => Response.json({ code: 403, error_code: 'session_not_found' }, { status: 403 })
    expect(await asker(gone).factors.ask(session)).toBe('ended')
  })

  it('is known without asking from a record that came with the token, and forgotten when a factor comes or goes', async () => {
    const { state, factors } = asker(() => Response.json(user('verified')))
    factors.note(session, user())
    expect(await factors.ask(session)).toBe('none')
    expect(state.calls).toBe(0)
    factors.note(session, { id: 'another', factors: [] })
    factors.forget(userId)
    expect(await factors.ask(session)).toBe('verified')
    expect(state.calls).toBe(1)
  })
})
