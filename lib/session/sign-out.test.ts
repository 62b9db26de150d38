import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Snowflake } from '@/lib/format/snowflake'
import { Actor } from './actor'
import { getSessionStores } from './session-stores'
import { endInMind, endOthersInMind } from './sign-out'
import { VerdictStore } from './verdicts'
import { getViewers } from './viewers'

const dayMs = 86_400_000
const startMs = 1_800_000_000_000
const ada = { userId: '5b6b7b5e-0d4c-4f0a-9d6a-3f1f0a0b0c0d', sessionId: 'here' }

beforeEach(() => {
  vi.useFakeTimers({ now: startMs, toFake: ['Date'] })
  for (const kept of ['Auth', 'Sessions', 'Viewers']) Reflect.deleteProperty(globalThis, `__mind${kept}`)
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

/** A session of hers that the door has seen. */
function seen(sessionId: string, { agoMs = dayMs, aal = 'aal1' as 'aal1' | 'aal2' } = {}) {
  const claims = {
    ...{ userId: ada.userId, sessionId, email: undefined, aal },
    ...{ issuedAt: startMs - agoMs, beganAt: startMs - agoMs, expiresAt: startMs + dayMs },
  }
  getSessionStores().seen.note(claims, 'Firefox')
  return () => getSessionStores().ended.find(claims)
}

describe('signing out elsewhere', () => {
  it('ends every session but this one, and spares those with a second factor where only the others are meant', async () => {
    const [here, other, strong] = [seen('here'), seen('other'), seen('strong', { aal: 'aal2' })]
    await endOthersInMind(ada, true, { onlyFirstFactor: true })
    expect([await here(), await other(), await strong()]).toEqual([undefined, 'everywhere', undefined])
    await endOthersInMind(ada, true)
    expect([await here(), await strong()]).toEqual([undefined, 'everywhere'])
    expect(
      getSessionStores()
        .seen.of(ada.userId)
        .map(({ sessionId }) => sessionId),
    ).toEqual(['here'])
  })

  it('meets nobody who signs in right afterwards, though clocks differ a little', async () => {
    const began = (agoMs: number) => ({
      ...{ userId: ada.userId, sessionId: `${agoMs}`, email: undefined, aal: 'aal1' as const },
      ...{ issuedAt: startMs - agoMs, beganAt: startMs - agoMs, expiresAt: startMs + dayMs },
    })
    await endOthersInMind(ada, true)
    const { ended } = getSessionStores()
    expect([await ended.find(began(1_000)), await ended.find(began(3_000))]).toEqual([undefined, 'everywhere'])
  })
})

describe('the live pages of a session that ends', () => {
  const guild = '1187420336945627143' as Snowflake
  const looks = (sessionId: string) => {
    const parts = { email: undefined, accessToken: 't', expiresAt: startMs + dayMs, requestId: 'r' }
    getViewers().seen(new Actor({ userId: ada.userId, sessionId, ...parts }), guild)
  }
  const turn = () => {
    const verdicts = new VerdictStore({ now: () => startMs })
    verdicts.grant(ada.userId, guild, { source: 'alphapy', askedAt: startMs })
    return getViewers().inTurn(guild, verdicts)?.sessionId
  }

  it('lend their token to nobody any more, here and elsewhere', async () => {
    looks('phone')
    expect(turn()).toBe('phone')
    await endInMind(ada.userId, 'phone', true)
    expect(turn()).toBeUndefined()
    looks('never noted')
    await endOthersInMind(ada, true)
    expect(turn()).toBeUndefined()
    looks('here')
    expect(turn()).toBe('here')
  })
})
