import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { TokenVerifier } from './jwks'

const authUrl = 'https://project.example/auth/v1'
const userId = '5b6b7b5e-0d4c-4f0a-9d6a-3f1f0a0b0c0d'
const startMs = 1_800_000_000_000

async function makeKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
}
type Key = Awaited<ReturnType<typeof makeKey>>

function sign(key: Key, claims: JWTPayload = {}, atMs = startMs): Promise<string> {
  const nowS = Math.floor(atMs / 1000)
  return new SignJWT({
    sub: userId,
    iss: authUrl,
    aud: 'authenticated',
    iat: nowS,
    exp: nowS + 3_600,
    session_id: 's-1',
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid })
    .sign(key.privateKey)
}

/** A project whose published keys, reachability and clock the test decides. */
function project(keys: Key[]) {
  const state = { keys, reachable: true, nowMs: startMs, fetches: 0, user: 200 }
  const fetchFn = (async (input: string | URL | Request) => {
    state.fetches++
    if (!state.reachable) throw new TypeError('fetch failed')
    if (String(input).endsWith('/user')) return Response.json({}, { status: state.user })
    return Response.json({ keys: state.keys.map(({ jwk }) => jwk) })
  }) as typeof fetch
  const verifier = new TokenVerifier({ authUrl, apiKey: 'anon', fetchFn, now: () => state.nowMs })
  return { state, verifier }
}

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
    state.keys = [old, fresh]
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
    expect(await verifier.verify(token)).toEqual({ kind: 'withdrawn' })
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
    expect((await verifier.verify(await sign(known))).kind).toBe('valid')
    state.reachable = false
    state.nowMs += 60_000
    expect((await verifier.verify(await sign(unknown, {}, state.nowMs))).kind).toBe('unknown')
    expect((await verifier.verify(await sign(known))).kind).toBe('valid')
  })

  it('of a project with a shared secret is shown to the auth server, whose yes holds for a minute', async () => {
    const { state, verifier } = project([])
    const nowS = Math.floor(startMs / 1000)
    const token = await new SignJWT({ sub: userId, exp: nowS + 3_600 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('a shared secret of at least 32 bytes, really'))
    expect((await verifier.verify(token)).kind).toBe('valid')
    expect((await verifier.verify(token)).kind).toBe('valid')
    expect(state.fetches).toBe(1)
    state.nowMs += 61_000
    state.user = 403
    expect((await verifier.verify(token)).kind).toBe('invalid')
    state.user = 500
    expect((await verifier.verify(token)).kind).toBe('unknown')
  })
})
