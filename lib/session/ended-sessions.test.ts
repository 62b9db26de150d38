import { describe, expect, it } from 'vitest'
import type { VerifiedClaims } from '@/lib/supabase/token-claims'
import { MemoryEndedSessions } from './ended-sessions'

const hourMs = 3_600_000

function claims(parts: Partial<VerifiedClaims> = {}): VerifiedClaims {
  return {
    userId: 'ada',
    sessionId: 'one',
    email: undefined,
    aal: 'aal1',
    issuedAt: 1_000_000,
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

  it('is told apart when only Mind has ended it', async () => {
    const { ended } = store()
    await ended.endOne('one', 1_000_000 + hourMs, 'here')
    expect(await ended.find(claims())).toBe('here')
  })

  it('is remembered exactly as long as asked, and no memory is kept of it afterwards', async () => {
    const { state, ended } = store()
    await ended.endOne('one', 1_000_000 + hourMs, 'everywhere')
    await ended.endPerson({ userId: 'ada', issuedBefore: 1_000_001 }, 1_000_000 + hourMs)
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
    await ended.endPerson({ userId: 'ada', issuedBefore: 1_000_500, exceptSessionId: 'one' }, until)
    expect(await ended.find(claims())).toBeUndefined()
    expect(await ended.find(claims({ sessionId: 'two' }))).toBe('everywhere')
    expect(await ended.find(claims({ sessionId: undefined }))).toBe('everywhere')
    expect(await ended.find(claims({ sessionId: 'three', issuedAt: 1_001_000 }))).toBeUndefined()
    expect(await ended.find(claims({ sessionId: 'two', userId: 'bram' }))).toBeUndefined()
  })

  it('spares those who have shown a second factor when only the others are meant', async () => {
    const { ended } = store()
    await ended.endPerson({ userId: 'ada', issuedBefore: 1_000_500, onlyFirstFactor: true }, 1_000_000 + hourMs)
    expect(await ended.find(claims({ aal: 'aal2' }))).toBeUndefined()
    expect(await ended.find(claims())).toBe('everywhere')
  })

  it('keeps every order: a later, narrower one does not undo an earlier one', async () => {
    const { ended } = store()
    const until = 1_000_000 + hourMs
    await ended.endPerson({ userId: 'ada', issuedBefore: 1_000_500 }, until)
    await ended.endPerson({ userId: 'ada', issuedBefore: 900_000, exceptSessionId: 'one' }, until)
    expect(await ended.find(claims())).toBe('everywhere')
  })
})
