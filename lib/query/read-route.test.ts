import { beforeAll, expect, it, vi } from 'vitest'
import { answerRead } from './read-route'

beforeAll(() => {
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_URL', 'http://127.0.0.1:1')
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_ANON_KEY', 'sb_publishable_none')
  vi.stubEnv('ALPHAPY_BASE_URL', 'http://127.0.0.1:1')
  vi.stubEnv('MIND_LOG_LEVEL', 'silent')
})

it('makes of an exception a problem with an id to quote, and lets nothing of it out', async () => {
  // Outside of a request there are no cookies to read, which is as good an exception as any.
  const answer = await answerRead('test', async () => {
    throw new Error('never reached')
  })
  expect(answer.status).toBe(500)
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(await answer.json()).toEqual({
    ok: false,
    problem: { code: 'unexpected', safeToRepeat: true, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  })
})
