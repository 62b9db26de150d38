/** For tests of verification: a project whose published keys, reachability and clock the test decides. */
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { TokenVerifier } from './jwks'

export const authUrl = 'https://project.example/auth/v1'
export const userId = '5b6b7b5e-0d4c-4f0a-9d6a-3f1f0a0b0c0d'
export const startMs = 1_800_000_000_000

/** A key pair of a project. */
export async function makeKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
}
type Key = Awaited<ReturnType<typeof makeKey>>

/** A token of this key, an hour long from `atMs`. */
export function sign(key: Key, claims: JWTPayload = {}, atMs = startMs): Promise<string> {
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

/** The project and its verifier. `list` and `user`: the status of its key list, and of what it says of a token. */
export function project(keys: Key[]) {
  const state = {
    keys: keys.map(({ jwk }) => jwk as object),
    reachable: true,
    nowMs: startMs,
    fetches: 0,
    asked: 0,
    user: 200,
    list: 200,
  }
  const fetchFn = (async (input: string | URL | Request, init?: RequestInit) => {
    state.fetches++
    if (!state.reachable) throw new TypeError('fetch failed')
    if (!String(input).endsWith('/user')) return Response.json({ keys: state.keys }, { status: state.list })
    state.asked++
    const { authorization } = (init?.headers ?? {}) as Record<string, string>
    return Response.json({}, { status: authorization?.endsWith('.made-up') ? 403 : state.user })
  }) as typeof fetch
  const now = () => state.nowMs
  const verifier = new TokenVerifier({ authUrl, apiKey: 'anon', fetchFn, now, localNow: now })
  return { state, verifier }
}
