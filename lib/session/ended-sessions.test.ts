import { describe, expect, it } from 'vitest'
import type { VerifiedClaims } from '@/lib/supabase/tokens/token-claims'
import { MemoryEndedSessions } from './ended-sessions'

const hourMs = 3_600_000

function claims(parts: Partial<VerifiedClaims> = {}): VerifiedClaims {
  return {
    userId: 'ada',
    sessionId: 'one',
    email: undefined,
    aal: 'aal1',
    issuedAt: 1_000_000,
    beganAt: 1_000_000,
    expiresAt: 1_000_000 + hourMs,
    ...parts,
  }
}

function store() {
  const state = { now: 1_000_000 }
  return { state, ended: new MemoryEndedSessions(() => state.now) }
}

describe('an ended session', () => {
  it('is over at once, for all its tokens, and no other is', async () => {
    const { ended } = store()
    await ended.endOne('one', 1_000_000 + hourMs, 'everywhere')
    expect(await ended.find(claims())).toBe('everywhere')
    expect(await ended.find(claims({ issuedAt: 2_000_000 }))).toBe('everywhere')
    expect(await ended.find(claims({ sessionId: 'two' }))).toBeUndefined()
    expect(await ended.find(claims({ sessionId: undefined }))).toBeUndefined()
  })

  it('stays over when others are ended after it', async () => {
    const { ended } = store()
    const until = 1_000_000 + hourMs
    await ended.endOne('one', until, 'everywhere')
    await ended.endOne('two', until, 'here')
    await ended.endPerson({ userId: 'bram', begunBefore: 2_000_000 }, until, 'everywhere')
    await ended.endPerson({ userId: 'cleo', begunBefore: 2_000_000 }, until, 'everywhere')
    const found = ['one', 'two'].map((sessionId) => ended.find(claims({ sessionId })))
    expect(await Promise.all(found)).toEqual(['everywhere', 'here'])
    expect(await ended.find(claims({ sessionId: 'three', userId: 'bram' }))).toBe('everywhere')
  })

  it('is told apart when only Mind has ended it', async () => {
    const { ended } = store()
    await ended.endOne('one', 1_000_000 + hourMs, 'here')
    expect(await ended.find(claims())).toBe('here')
  })

  it('is remembered exactly as long as asked, and no memory is kept of it afterwards', async () => {
    const { state, ended } = store()
    await ended.endOne('one', 1_000_000 + hourMs, 'everywhere')
    await ended.endPerson({ userId: 'ada', begunBefore: 1_000_001 }, 1_000_000 + hourMs, 'everywhere')
    state.now += hourMs - 1
    expect(await ended.find(claims())).toBe('everywhere')
    state.now += 1
    expect(await ended.find(claims())).toBeUndefined()
    await ended.endOne('another', state.now + hourMs, 'everywhere')
    expect(ended.size).toBe(1)
  })
})

describe('everybody but one', () => {
  it('ends what was issued before, known to Mind or not, and spares the one and what comes after', async () => {
    const { ended } = store()
    const until = 1_000_000 + hourMs
    await ended.endPerson({ userId: 'ada', begunBefore: 1_000_500, exceptSessionId: 'one' }, until, 'everywhere')
    expect(await ended.find(claims())).toBeUndefined()
    expect(await ended.find(claims({ sessionId: 'two' }))).toBe('everywhere')
    expect(await ended.find(claims({ sessionId: undefined }))).toBe('everywhere')
    expect(await ended.find(claims({ sessionId: 'three', beganAt: 1_001_000 }))).toBeUndefined()
    expect(await ended.find(claims({ sessionId: 'three', beganAt: 1_000_500 }))).toBeUndefined()
    expect(await ended.find(claims({ sessionId: 'two', userId: 'bram' }))).toBeUndefined()
  })

  it('spares those who have shown a second factor when only the others are meant', async () => {
    const { ended } = store()
    await ended.endPerson(
      { userId: 'ada', begunBefore: 1_000_500, onlyFirstFactor: true },
      1_000_000 + hourMs,
      'everywhere',
    )
    expect(await ended.find(claims({ aal: 'aal2' }))).toBeUndefined()
    expect(await ended.find(claims())).toBe('everywhere')
  })

  it('that the auth server ended for one order and not for another is ended there', async () => {
    const { ended } = store()
    const until = 1_000_000 + hourMs
    await ended.endPerson({ userId: 'ada', begunBefore: 1_000_500 }, until, 'here')
    await ended.endPerson({ userId: 'ada', begunBefore: 1_000_500, exceptSessionId: 'two' }, until, 'everywhere')
    expect(await ended.find(claims())).toBe('everywhere')
    expect(await ended.find(claims({ sessionId: 'two' }))).toBe('here')
  })

  it('keeps every order: a later, narrower one does not undo an earlier one', async () => {
    const { ended } = store()
    const until = 1_000_000 + hourMs
    await ended.endPerson({ userId: 'ada', begunBefore: 1_000_500 }, until, 'everywhere')
    await ended.endPerson({ userId: 'ada', begunBefore: 900_000, exceptSessionId: 'one' }, until, 'everywhere')
    expect(await ended.find(claims())).toBe('everywhere')
  })

  it('ends a session whose token is of a refresh since', async () => {
    const { ended } = store()
    await ended.endPerson(
      { userId: 'ada', begunBefore: 1_000_500, exceptSessionId: 'one' },
      1_000_000 + hourMs,
      'everywhere',
    )
    expect(await ended.find(claims({ sessionId: 'two', issuedAt: 1_002_000 }))).toBe('everywhere')
    // Said again, and not confirmed this time.
    await ended.endPerson({ userId: 'ada', begunBefore: 1_000_600, exceptSessionId: 'one' }, 2_000_000, 'here')
    expect(await ended.find(claims({ sessionId: 'two' }))).toBe('here')
  })

  it('said again and again is remembered once, with the last moment and the longest time', async () => {
    const { state, ended } = store()
    for (let again = 0; again < 50; again++) {
      const order = { userId: 'ada', begunBefore: 1_000_500 + again, exceptSessionId: 'one' }
      await ended.endPerson(order, 1_000_000 + hourMs * (again === 10 ? 2 : 1), 'everywhere')
    }
    expect(ended.size).toBe(1)
    expect(await ended.find(claims({ sessionId: 'two', beganAt: 1_000_548 }))).toBe('everywhere')
    state.now += hourMs * 2 - 1
    expect(await ended.find(claims({ sessionId: 'two' }))).toBe('everywhere')
  })
})
