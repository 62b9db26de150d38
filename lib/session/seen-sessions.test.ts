import { describe, expect, it } from 'vitest'
import type { VerifiedClaims } from '@/lib/supabase/tokens/token-claims'
import { SeenSessions } from './seen-sessions'

const claims = (sessionId: string, parts: Partial<VerifiedClaims> = {}): VerifiedClaims => ({
  userId: 'ada',
  sessionId,
  email: undefined,
  aal: 'aal1',
  issuedAt: 1_000,
  beganAt: 1_000,
  expiresAt: 3_601_000,
  ...parts,
})

describe('the sessions Mind has seen', () => {
  it('are a person’s own, seen last first, with the first and the last time', () => {
    const state = { now: 100 }
    const seen = new SeenSessions(() => state.now)
    seen.note(claims('one'), 'Firefox')
    state.now = 200
    seen.note(claims('two', { aal: 'aal2' }), 'Chrome')
    seen.note(claims('theirs', { userId: 'bram' }), 'Safari')
    state.now = 300
    seen.note(claims('one'), 'Firefox')
    expect(seen.of('ada')).toEqual([
      { sessionId: 'one', userAgent: 'Firefox', firstSeenAt: 100, lastSeenAt: 300, secondFactor: false },
      { sessionId: 'two', userAgent: 'Chrome', firstSeenAt: 200, lastSeenAt: 200, secondFactor: true },
    ])
    seen.forget('ada', 'one')
    expect(seen.of('ada').map(({ sessionId }) => sessionId)).toEqual(['two'])
  })

  it('do not grow without end, nor does what a browser calls itself', () => {
    const seen = new SeenSessions()
    for (let index = 0; index < 100; index++) seen.note(claims(`s${index}`), 'x'.repeat(9_000))
    expect(seen.of('ada')).toHaveLength(30)
    expect(seen.of('ada')[0]).toMatchObject({ sessionId: 's99', userAgent: 'x'.repeat(300) })
  })

  it('tell the longest life of a token, an hour at least', () => {
    const seen = new SeenSessions()
    expect(seen.longestTokenLifeMs).toBe(3_600_000)
    seen.note(claims('one', { expiresAt: 7_201_000 }), '')
    seen.note(claims('one', { expiresAt: 600_000 }), '')
    // A token that does not say when it was issued tells nothing.
    seen.note(claims('one', { issuedAt: 0, expiresAt: 1_800_000_000_000 }), '')
    expect(seen.longestTokenLifeMs).toBe(7_200_000)
  })
})
