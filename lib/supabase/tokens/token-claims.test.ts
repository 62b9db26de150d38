import { describe, expect, it } from 'vitest'
import { readClaims } from './token-claims'

const sub = '5b6b7b5e-0d4c-4f0a-9d6a-3f1f0a0b0c0d'
const claims = { sub, exp: 2_000, iat: 1_000 }

describe('what a token says', () => {
  it('of when its session began is the first proof shown in it, however often it was renewed or raised since', () => {
    const amr = [
      { method: 'totp', timestamp: 700 },
      { method: 'password', timestamp: 500 },
    ]
    expect(readClaims({ ...claims, amr })).toMatchObject({ beganAt: 500_000, issuedAt: 1_000_000 })
    for (const nothing of [undefined, [], ['password']]) {
      expect(readClaims({ ...claims, amr: nothing })).toMatchObject({ beganAt: 1_000_000 })
    }
  })

  it('of nobody, or of nobody’s end, is nothing', () => {
    for (const wrong of [undefined, 'text', { exp: 1 }, { sub, exp: '1' }, { sub: 'anon', exp: 1 }]) {
      expect(readClaims(wrong)).toBeUndefined()
    }
  })

  it('of address, number and ways in is what the auth server wrote, and an empty one is none', () => {
    const said = {
      email: '',
      phone: '31612345678',
      app_metadata: { providers: ['phone'] },
      user_metadata: { sub: 'x' },
    }
    expect(readClaims({ ...claims, ...said })).toEqual({
      ...{ userId: sub, sessionId: undefined, email: undefined, phone: '+31612345678', providers: ['phone'] },
      ...{ aal: 'aal1', issuedAt: 1_000_000, beganAt: 1_000_000, expiresAt: 2_000_000 },
    })
  })
})
