import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { getSessionStores } from './session-stores'
import { endOthersInMind } from './sign-out'

const dayMs = 86_400_000
const startMs = 1_800_000_000_000
const ada = { userId: '5b6b7b5e-0d4c-4f0a-9d6a-3f1f0a0b0c0d', sessionId: 'here' }

beforeEach(() => {
  vi.useFakeTimers({ now: startMs, toFake: ['Date'] })
  Reflect.deleteProperty(globalThis, '__mindSessions')
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_URL', 'https://project.example')
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_ANON_KEY', 'sb_publishable_of_a_test')
  vi.stubEnv('ALPHAPY_BASE_URL', 'http://localhost:8000')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

/** How a session that Mind has never seen stands after so long, with a token of its last refresh. */
function unseenAfter(passedMs: number) {
  vi.setSystemTime(startMs + passedMs)
  return getSessionStores().ended.find({
    userId: ada.userId,
    sessionId: 'never seen',
    email: undefined,
    aal: 'aal1',
    issuedAt: startMs + passedMs,
    beganAt: startMs - dayMs,
    expiresAt: startMs + passedMs + 3_600_000,
  })
}

describe('the other sessions of a person', () => {
  it('stay out as long as their tokens can live where the auth server has ended them', async () => {
    await endOthersInMind(ada, true)
    expect(await unseenAfter(3_600_000)).toBe('everywhere')
    expect(await unseenAfter(2 * 3_600_000)).toBeUndefined()
  })

  it('stay out for a month where it has not, and are to be ended there when they turn up', async () => {
    await endOthersInMind(ada, false)
    expect(await unseenAfter(29 * dayMs)).toBe('here')
    expect(await unseenAfter(31 * dayMs)).toBeUndefined()
  })
})
