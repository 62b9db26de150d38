import { describe, expect, it } from 'vitest'
import { makeKey, project, sign, startMs, userId } from './test-project'

describe('a token and the list of keys', () => {
  it('older than our list is no reason to fetch the list again, whatever key it names', async () => {
    const [listed, unlisted] = [await makeKey('listed'), await makeKey('unlisted')]
    const { state, verifier } = project([listed])
    await verifier.verify(await sign(listed))
    state.nowMs += 60_000
    await verifier.verify(await sign(unlisted, {}, startMs - 60_000))
    expect([state.fetches, state.asked]).toEqual([2, 1])
  })

  it('is held against a list renewed in the background every ten minutes, and a renewal that fails takes no key away', async () => {
    const key = await makeKey('a')
    const { state, verifier } = project([key])
    const token = await sign(key)
    await verifier.verify(token)
    state.list = 503
    for (let renewal = 2; renewal <= 3; renewal++) {
      state.nowMs += 601_000
      expect((await verifier.verify(token)).kind).toBe('valid')
      expect(state.fetches).toBe(renewal)
    }
    Object.assign(state, { list: 200, keys: [], user: 403, nowMs: state.nowMs + 601_000 })
    await verifier.verify(token)
    expect((await verifier.verify(token)).kind).toBe('unproven')
  })

  it('that was proven once is known when it has ended, though its key is published no more', async () => {
    const [key, next] = [await makeKey('a'), await makeKey('b')]
    const { state, verifier } = project([key])
    const token = await sign(key)
    await verifier.verify(token)
    Object.assign(state, { keys: [next.jwk], nowMs: state.nowMs + 3_700_000 })
    await verifier.verify(token)
    expect(await verifier.verify(token)).toMatchObject({ kind: 'expired', claims: { userId } })
    expect(await verifier.verify(await sign(key, { jti: 'never seen' }))).toEqual({ kind: 'unproven' })
  })
})
