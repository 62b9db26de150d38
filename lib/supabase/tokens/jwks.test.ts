import { describe, expect, it } from 'vitest'
import { authUrl, makeKey, project, sign, startMs, userId } from './test-project'

describe('a token', () => {
  it('is verified without any call once the keys are known', async () => {
    const key = await makeKey('a')
    const { state, verifier } = project([key])
    const token = await sign(key)
    expect(await verifier.verify(token)).toMatchObject({ kind: 'valid', claims: { userId, sessionId: 's-1' } })
    for (let i = 0; i < 20; i++) await verifier.verify(token)
    expect(state.fetches).toBe(1)
  })

  it('of another issuer, audience, key, algorithm or shape proves nothing', async () => {
    const [key, foreign] = [await makeKey('a'), await makeKey('a')]
    const { verifier } = project([key])
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const unsigned = `${encode({ alg: 'none' })}.${encode({ sub: userId, iss: authUrl, aud: 'authenticated', exp: 9e9 })}.`
    for (const token of [
      await sign(key, { iss: 'https://other.example/auth/v1' }),
      await sign(key, { aud: 'anon' }),
      await sign(key, { sub: 'not-a-uuid' }),
      await sign(foreign),
      unsigned,
      'not.a.token',
      '',
    ]) {
      expect((await verifier.verify(token)).kind).toBe('invalid')
    }
  })

  it('that is too old is told apart from a bad one', async () => {
    const key = await makeKey('a')
    const { state, verifier } = project([key])
    const token = await sign(key)
    state.nowMs += 3_700_000
    expect(await verifier.verify(token)).toMatchObject({ kind: 'expired', claims: { userId } })
  })

  it('signed by a key published since is accepted, without signing anybody out on the way', async () => {
    const [old, fresh] = [await makeKey('old'), await makeKey('fresh')]
    const { state, verifier } = project([old])
    await verifier.verify(await sign(old))
    state.keys = [old.jwk, fresh.jwk]
    state.nowMs += 60_000
    expect((await verifier.verify(await sign(fresh, {}, state.nowMs))).kind).toBe('valid')
    expect((await verifier.verify(await sign(old))).kind).toBe('valid')
  })

  it('signed by a key that our list lacks is shown to the auth server: taken, refused, or not known', async () => {
    const [listed, unlisted] = [await makeKey('listed'), await makeKey('unlisted')]
    const { state, verifier } = project([listed])
    await verifier.verify(await sign(listed))
    // Issued before the list was fetched, as when a list of yesterday comes out of a cache on the way.
    const token = await sign(unlisted, {}, startMs - 60_000)
    expect(await verifier.verify(token)).toMatchObject({ kind: 'valid', claims: { userId } })
    state.user = 403
    state.nowMs += 61_000
    expect(await verifier.verify(token)).toEqual({ kind: 'unproven' })
    state.user = 503
    expect(await verifier.verify(token)).toEqual({ kind: 'unknown' })
  })

  it('that names a made-up key of this project makes us ask only so often', async () => {
    const [listed, madeUp] = [await makeKey('listed'), await makeKey('made-up')]
    const { state, verifier } = project([listed])
    state.user = 403
    const tokens = await Promise.all(Array.from({ length: 100 }, (_, index) => sign(madeUp, { jti: String(index) })))
    for (const token of tokens) await verifier.verify(token)
    expect(state.fetches).toBeLessThanOrEqual(62)
    expect(await verifier.verify(await sign(listed))).toMatchObject({ kind: 'valid' })
    expect(await verifier.verify(await sign(madeUp, { iss: 'https://other.example/auth/v1' }))).toEqual({
      kind: 'invalid',
    })
  })

  it('tells when it was issued and whether a second factor was shown', async () => {
    const key = await makeKey('a')
    const { verifier } = project([key])
    const issuedAt = Math.floor(startMs / 1000) * 1000
    expect(await verifier.verify(await sign(key))).toMatchObject({ claims: { aal: 'aal1', issuedAt } })
    expect(await verifier.verify(await sign(key, { aal: 'aal2' }))).toMatchObject({ claims: { aal: 'aal2' } })
    expect(await verifier.verify(await sign(key, { aal: 'aal9' }))).toMatchObject({ claims: { aal: 'aal1' } })
  })

  it('is unproven, not bad, while the keys cannot be had', async () => {
    const [known, unknown] = [await makeKey('known'), await makeKey('unknown')]
    const { state, verifier } = project([known])
    state.reachable = false
    expect((await verifier.verify(await sign(known))).kind).toBe('unknown')
    state.reachable = true
    state.nowMs += 5_000
    expect((await verifier.verify(await sign(known))).kind).toBe('valid')
    state.reachable = false
    state.nowMs += 60_000
    expect((await verifier.verify(await sign(unknown, {}, state.nowMs))).kind).toBe('unknown')
    expect((await verifier.verify(await sign(known))).kind).toBe('valid')
  })

  it('is not waited for twice where the auth server does not answer', async () => {
    const key = await makeKey('a')
    const { state, verifier } = project([key])
    state.reachable = false
    for (let visit = 0; visit < 10; visit++) await verifier.verify(await sign(key))
    expect(state.fetches).toBe(1)
    for (let visit = 0; visit < 10; visit++) await verifier.verify(withSecret())
    expect(state.fetches).toBe(2)
  })

  it('whose published key is damaged is shown to the auth server instead of being taken for a bad one', async () => {
    const [key, other] = [await makeKey('a'), await makeKey('b')]
    const { state, verifier } = project([key, other])
    state.keys = [{ ...key.jwk, x: 'AAAA' }, other.jwk]
    expect(await verifier.verify(await sign(key))).toMatchObject({ kind: 'valid', claims: { userId } })
    state.user = 503
    expect(await verifier.verify(await sign(key, { jti: '2' }))).toEqual({ kind: 'unknown' })
    expect(await verifier.verify(await sign(other))).toMatchObject({ kind: 'valid' })
  })
})

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token signed with a secret that we do not know; the auth server takes it unless its signature is made up. */
function withSecret(claims: object = {}, signature = 'genuine') {
  const exp = Math.floor(startMs / 1000) + 3_600
  return `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: userId, exp, ...claims })}.${signature}`
}

describe('a token of a project with a shared secret', () => {
  it('is shown to the auth server, whose yes holds for a minute', async () => {
    const { state, verifier } = project([])
    const token = withSecret()
    const together = await Promise.all(Array.from({ length: 200 }, () => verifier.verify(token)))
    expect(together.every(({ kind }) => kind === 'valid')).toBe(true)
    expect((await verifier.verify(token)).kind).toBe('valid')
    expect(state.asked).toBe(1)
    state.nowMs += 61_000
    state.user = 500
    expect((await verifier.verify(token)).kind).toBe('unknown')
    state.nowMs += 6_000
    state.user = 403
    // It is for a refresh to say whether the session is over.
    expect((await verifier.verify(token)).kind).toBe('unproven')
  })

  it('that has ended is genuine only when it was before, or came from the auth server itself', async () => {
    const { state, verifier } = project([])
    const [seen, issued, strange] = [withSecret(), withSecret({ jti: '2' }), withSecret({ jti: '3' })]
    await verifier.verify(seen)
    verifier.noteIssued(issued)
    state.nowMs += 3_700_000
    expect(await verifier.verify(seen)).toMatchObject({ kind: 'expired', claims: { userId } })
    expect(await verifier.verify(issued)).toMatchObject({ kind: 'expired', claims: { userId } })
    expect(await verifier.verify(strange)).toEqual({ kind: 'unproven' })
  })

  it('that is made up makes us ask only so often, and keeps nobody out who was in', async () => {
    const { state, verifier } = project([])
    const [seen, issued] = [withSecret(), withSecret({ jti: 'issued' })]
    await verifier.verify(seen)
    verifier.noteIssued(issued)
    state.nowMs += 61_000
    state.asked = 0
    for (let index = 0; index < 300; index++) await verifier.verify(withSecret({ jti: String(index) }, 'made-up'))
    expect(state.asked).toBeLessThanOrEqual(60)
    expect((await verifier.verify(seen)).kind).toBe('valid')
    expect((await verifier.verify(issued)).kind).toBe('valid')
  })

  it('does not use up what strangers may ask when it is genuine', async () => {
    const { state, verifier } = project([])
    for (let index = 0; index < 300; index++) {
      expect((await verifier.verify(withSecret({ jti: String(index) }))).kind).toBe('valid')
    }
    expect(state.asked).toBe(300)
  })
})
