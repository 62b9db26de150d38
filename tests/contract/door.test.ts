/**
 * The door against the local auth server: what it lets through, refreshes, takes away and leaves alone. Each test has a
 * process memory of its own, as after a start of Mind; `doors` of one test share it only when they are one instance.
 */
import { createChunks, isChunkLike } from '@supabase/ssr'
import { NextRequest } from 'next/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTestServer, type TestServer } from '@/dev/auth-server/test-kit'

const cookieName = 'sb-mind-auth-token'
const nowS = () => Math.floor(Date.now() / 1000)
/** For what the door does not wait for itself: a busy machine is longer about it than a second. */
const inTheEnd = { timeout: 10_000 }

interface Session {
  access_token: string
  refresh_token: string
  expires_at: number
  user: { id: string; [name: string]: unknown }
  [name: string]: unknown
}

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

beforeEach(async () => {
  await server.control('POST /reset', { seed: 'none' })
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_URL', server.url)
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_ANON_KEY', server.server.anonKey)
  vi.stubEnv('ALPHAPY_BASE_URL', 'http://127.0.0.1:9')
})
afterEach(() => vi.unstubAllEnvs())

/** A Mind that has just started: nothing is remembered. */
async function newInstance() {
  Reflect.deleteProperty(globalThis, '__mindAuth')
  Reflect.deleteProperty(globalThis, '__mindSessions')
  vi.resetModules()
  const { updateSession } = await import('@/lib/supabase/middleware')
  const { getSessionStores } = await import('@/lib/session/session-stores')
  const { getAuthParts } = await import('@/lib/supabase/auth-parts')
  const [stores, parts] = [getSessionStores(), getAuthParts()]
  return {
    stores,
    parts,
    /** A visit of this browser: answers what the jar holds afterwards. */
    async visit(jar: Map<string, string>, path = '/guilds', more: Record<string, string> = {}) {
      // Two instances of a test live in one process: each is given its own memory for the time of its visit.
      Object.assign(globalThis, { __mindAuth: parts, __mindSessions: stores })
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0'
      const headers = { cookie, 'user-agent': userAgent, ...more }
      const answer = await updateSession(new NextRequest(`http://localhost:3000${path}`, { headers }))
      for (const { name, value, maxAge } of answer.cookies.getAll()) {
        if (maxAge === 0) jar.delete(name)
        else jar.set(name, value)
      }
      return answer
    },
  }
}

async function newSession(): Promise<Session> {
  const email = `${crypto.randomUUID()}@example.test`
  await server.control('POST /users', { email, password: 'correct horse' })
  return (await server.control('POST /sessions', { email })) as unknown as Session
}

/** The session with a token of these times, genuine. */
async function withTimes(session: Session, iat: number, exp: number): Promise<Session> {
  const claims = JSON.parse(Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString())
  const { token } = await server.control('POST /forge', { claims: { ...claims, iat, exp }, key: 'current' })
  return { ...session, access_token: String(token), expires_at: exp }
}

const expired = (session: Session) => withTimes(session, nowS() - 3_700, nowS() - 100)

function jarOf(session: object): Map<string, string> {
  const value = `base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`
  return new Map(createChunks(cookieName, value).map((chunk) => [chunk.name, chunk.value]))
}

const ofSession = (answer: Response) => answer.headers.getSetCookie().filter((line) => line.startsWith('sb-'))

function held(jar: Map<string, string>): Session | undefined {
  const chunks = [...jar].filter(([name]) => isChunkLike(name, cookieName)).map(([, value]) => value)
  if (chunks.length === 0) return undefined
  return JSON.parse(Buffer.from(chunks.join('').slice('base64-'.length), 'base64url').toString())
}

async function calls(path = ''): Promise<number> {
  return ((await server.control(`GET /requests?path=${encodeURIComponent(path)}`)).requests as unknown[]).length
}

describe('a fresh session', () => {
  it('passes without a call once the keys are known, and its cookie is left as it is', async () => {
    const [mind, jar] = [await newInstance(), jarOf(await newSession())]
    await mind.visit(jar)
    const before = await calls()
    for (let visit = 0; visit < 10; visit++) {
      const answer = await mind.visit(jar)
      expect(ofSession(answer)).toEqual([])
      expect(answer.headers.get('cache-control')).toBeNull()
    }
    expect(await calls()).toBe(before)
  })

  it('of a project whose tokens live a minute is not refreshed at every visit', async () => {
    await server.control('POST /config', { accessTokenTtlSeconds: 60 })
    const [mind, jar] = [await newInstance(), jarOf(await newSession())]
    for (let visit = 0; visit < 5; visit++) await mind.visit(jar)
    expect(await calls('refresh_token')).toBe(0)
  })
})

describe('a refresh', () => {
  it('puts neither the person’s record nor a provider’s token into the cookie, and no cache or proxy keeps the answer', async () => {
    const session = { ...(await expired(await newSession())), provider_token: 'discord-secret' }
    const [mind, jar] = [await newInstance(), jarOf(session)]
    const answer = await mind.visit(jar)
    expect(Object.keys(held(jar) ?? {}).sort()).toEqual(['access_token', 'expires_at', 'refresh_token', 'token_type'])
    expect(answer.headers.get('cache-control')).toMatch(/no-store.*no-transform/)
  })

  for (const refreshTokenVersion of [1, 2]) {
    for (const reuseIntervalSeconds of [10, 0]) {
      it(`by two instances with one cookie ends nothing (tokens of version ${refreshTokenVersion}, reuse within ${reuseIntervalSeconds} s)`, async () => {
        await server.control('POST /config', { refreshTokenVersion, reuseIntervalSeconds })
        const minds = [await newInstance(), await newInstance()]
        const jar = jarOf(await newSession())
        for (let hour = 1; hour <= 3; hour++) {
          // Both hold the same spent cookie, as when a browser's requests are shared out between them.
          const old = jarOf(await expired(held(jar) as Session))
          for (const mind of minds) {
            const theirs = new Map(old)
            await mind.visit(theirs)
            expect(held(theirs)?.expires_at).toBeGreaterThan(nowS())
            for (const [name, value] of theirs) jar.set(name, value)
          }
        }
        expect(await calls('refresh_token')).toBe(6)
        const answers = (await server.control('GET /requests?path=refresh_token')).requests as { status: number }[]
        expect(answers.every(({ status }) => status === 200)).toBe(true)
      })
    }
  }

  it('of a session that ends with the browser leaves it one that does', async () => {
    const mind = await newInstance()
    for (const remember of [false, undefined]) {
      const jar = jarOf({ ...(await expired(await newSession())), remember })
      const lines = ofSession(await mind.visit(jar))
      expect(lines.length).toBeGreaterThan(0)
      for (const line of lines) expect(/Max-Age|Expires/i.test(line)).toBe(remember !== false)
      expect(held(jar)?.remember).toBe(remember)
    }
  })

  it('that is refused takes away no session whose token still holds', async () => {
    const session = await newSession()
    const [mind, jar] = [await newInstance(), jarOf(await withTimes(session, nowS() - 3_540, nowS() + 60))]
    const headers = { authorization: `Bearer ${session.access_token}` }
    await server.api('/logout?scope=local', { method: 'POST', headers })
    expect(ofSession(await mind.visit(jar))).toEqual([])
    expect(await calls('refresh_token')).toBe(1)
    expect(held(jar)).toBeDefined()
  })

  it('is not begun for a session that says it lives on while no key can be had', async () => {
    await server.control('POST /faults', { match: { path: 'jwks' }, do: { status: 503 } })
    const [mind, jar] = [await newInstance(), jarOf(await newSession())]
    expect(ofSession(await mind.visit(jar))).toEqual([])
    expect(await calls('refresh_token')).toBe(0)
  })

  it('whose session is too large for cookies removes it instead of writing what could never be read', async () => {
    const session = await newSession()
    const large = { data: { note: 'x'.repeat(8_000) } }
    const headers = { authorization: `Bearer ${session.access_token}` }
    expect((await server.api('/user', { method: 'PUT', body: large, headers })).status).toBe(200)
    const [mind, jar] = [await newInstance(), jarOf(await expired({ ...session, user: { id: session.user.id } }))]
    await mind.visit(jar)
    expect(held(jar)).toBeUndefined()
    expect(ofSession(await mind.visit(jar))).toEqual([])
    // Nobody holds it any more.
    await vi.waitFor(async () => expect(await calls('logout\\?scope=local')).toBe(1), inTheEnd)
  })

  it('is waited for to its end where the token would end meanwhile', async () => {
    await server.control('POST /faults', { match: { path: 'refresh_token' }, do: { delayMs: 1_600 } })
    const [mind, jar] = [await newInstance(), jarOf(await withTimes(await newSession(), nowS() - 3_598, nowS() + 2))]
    await mind.visit(jar)
    expect(held(jar)?.expires_at).toBeGreaterThan(nowS() + 60)
  })

  it('that failed just now is not tried again for a token that still holds', async () => {
    await server.control('POST /faults', { match: { path: 'refresh_token' }, do: { status: 503 } })
    const [mind, jar] = [await newInstance(), jarOf(await withTimes(await newSession(), nowS() - 3_540, nowS() + 60))]
    for (let visit = 0; visit < 3; visit++) await mind.visit(jar)
    expect(await calls('refresh_token')).toBe(1)
    expect(held(jar)).toBeDefined()
  })
})

describe('sessions that strangers make up', () => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

  /** What anybody can write who knows the project's address. `endsInS`: how long it claims to be good for. */
  function madeUp(index: number, header: object, endsInS: number): Map<string, string> {
    const exp = nowS() + endsInS
    const claims = {
      iss: `${server.url}/auth/v1`,
      aud: 'authenticated',
      sub: crypto.randomUUID(),
      iat: exp - 3_600,
      exp,
    }
    const access_token = `${encode({ typ: 'JWT', ...header })}.${encode(claims)}.c2lnbmF0dXJl`
    return jarOf({ access_token, refresh_token: `madeup${String(index).padStart(6, '0')}`, expires_at: exp })
  }

  it.each([
    ['signed with a secret, ended', { alg: 'HS256' }, -60],
    ['signed with a secret, not ended', { alg: 'HS256' }, 3_600],
    ['of a key nobody published, ended', { alg: 'ES256', kid: 'nobody' }, -60],
    ['of a key nobody published, not ended', { alg: 'ES256', kid: 'nobody' }, 3_600],
  ])('%s, do not use up what the auth server takes from Mind', async (_name, header, endsInS) => {
    const limits = { tokenPerFiveMinutes: 150, verifyPerFiveMinutes: 30, factorPerMinute: 15, otpPerFiveMinutes: 30 }
    await server.control('POST /config', { limits: { ...limits, burst: 30 } })
    const [mind, ada] = [await newInstance(), jarOf(await expired(await newSession()))]
    for (let index = 0; index < 100; index++) await mind.visit(madeUp(index, header, endsInS))
    expect(await calls('refresh_token')).toBeLessThanOrEqual(10)
    expect(await calls('/user')).toBeLessThanOrEqual(60)
    await mind.visit(ada)
    expect(held(ada)?.expires_at).toBeGreaterThan(nowS())
  })

  it('keep nobody out of a project with a shared secret whose token this process was handed', async () => {
    const [mind, session] = [await newInstance(), await newSession()]
    const claims = JSON.parse(Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString())
    const ended = { ...claims, iat: nowS() - 3_700, exp: nowS() - 100 }
    const token = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(ended)}.c2lnbmF0dXJl`
    mind.parts.noteIssued({ ...session, access_token: token })
    for (let index = 0; index < 30; index++) await mind.visit(madeUp(index, { alg: 'HS256' }, -60))
    const [theirs, strangers] = [jarOf({ ...session, access_token: token }), madeUp(99, { alg: 'HS256' }, -60)]
    await mind.visit(theirs)
    expect(held(theirs)?.expires_at).toBeGreaterThan(nowS())
    // Whoever cannot be told from strangers is told to try again, and keeps the session.
    await mind.visit(strangers)
    expect(held(strangers)).toBeDefined()
  })
})

describe('an auth server that hangs from the start', () => {
  it('holds up door and page of an ended session for three seconds together, and takes nothing away', async () => {
    const jar = jarOf(await expired(await newSession()))
    const [mind, before] = [await newInstance(), new Map(jar)]
    for (const path of ['jwks', 'refresh_token']) {
      await server.control('POST /faults', { match: { path }, do: { hang: true } })
    }
    const since = performance.now()
    await mind.visit(jar)
    const token = held(jar)?.access_token ?? ''
    expect(await mind.parts.verifier.verify(token)).toEqual({ kind: 'unknown' })
    expect(performance.now() - since).toBeLessThan(4_500)
    expect(held(jar)).toEqual(held(before))
  })
})

describe('the host a visit names', () => {
  const change = (headers: Record<string, string>, method = 'POST') => ({ method, headers })
  /** What the door answers, and which host the framework is told. */
  async function answered({ method, headers }: ReturnType<typeof change>) {
    const { updateSession } = await import('@/lib/supabase/middleware')
    const answer = await updateSession(new NextRequest('http://localhost:3000/login', { method, headers }))
    const told = [...answer.headers].filter(([name]) => !name.startsWith('x-middleware-'))
    return {
      status: answer.status,
      told: JSON.stringify(told),
      host: answer.headers.get('x-middleware-request-x-forwarded-host'),
    }
  }

  it('decides where no public address is configured, and a forged one leads nowhere', async () => {
    await newInstance()
    const host = 'localhost:3000'
    expect(await answered(change({ host, origin: 'http://localhost:3000' }))).toMatchObject({ status: 200 })
    const inner = { host: 'mind:3000', 'x-forwarded-host': 'mind.example, inner' }
    expect(await answered(change({ ...inner, origin: 'https://mind.example' }))).toMatchObject({ status: 200 })
    const forged = { host, 'x-forwarded-host': 'evil.example', 'x-mind-path': '//evil.example' }
    expect(await answered(change({ ...forged, origin: 'http://localhost:3000' }))).toMatchObject({ status: 403 })
    const page = await answered(change(forged, 'GET'))
    expect(page.status).toBe(200)
    expect(page.told).not.toContain('evil')
  })

  it('is nothing to go by where one is configured: the framework is told that one', async () => {
    vi.stubEnv('MIND_ORIGIN', 'https://mind.example')
    await newInstance()
    const visits: Record<string, string>[] = [
      { host: 'mind:3000' },
      { host: 'mind:3000', 'x-forwarded-host': 'evil.example' },
    ]
    for (const named of visits) {
      const own = await answered(change({ ...named, origin: 'https://mind.example' }))
      expect(own).toMatchObject({ status: 200, host: 'mind.example' })
      expect(await answered(change({ ...named, origin: 'https://evil.example' }))).toMatchObject({ status: 403 })
      expect(await answered(change({ ...named, origin: 'http://mind:3000' }))).toMatchObject({ status: 403 })
    }
  })
})

describe('over https', () => {
  it('the session is read and written by a name that no neighbouring host can plant', async () => {
    vi.stubEnv('MIND_ORIGIN', 'https://mind.example')
    const [mind, session] = [await newInstance(), await expired(await newSession())]
    const plain = jarOf(session)
    const jar = new Map([...plain].map(([name, value]) => [`__Host-${name}`, value]))
    const lines = (await mind.visit(jar)).headers.getSetCookie().filter((line) => line.includes(cookieName))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      expect(line).toMatch(/^__Host-sb-mind-auth-token/)
      expect(line).toMatch(/; Secure/i)
      expect(line).toMatch(/; Path=\/;/i)
      expect(line).not.toMatch(/Domain/i)
    }
    expect(await calls('refresh_token')).toBe(1)
  })

  it('a session under the name without prefix is not read but taken away, once, and leaves one that holds alone', async () => {
    vi.stubEnv('MIND_ORIGIN', 'https://mind.example')
    const [mind, plain] = [await newInstance(), jarOf(await expired(await newSession()))]
    const prefixed = (jar: Map<string, string>) => new Map([...jar].map(([name, value]) => [`__Host-${name}`, value]))
    const alone = new Map(plain)
    expect(ofSession(await mind.visit(alone)).length).toBe(plain.size)
    expect([...alone.keys()].filter((name) => name.startsWith(cookieName))).toEqual([])
    expect(ofSession(await mind.visit(alone))).toEqual([])
    expect(await calls('refresh_token')).toBe(0)
    // Beside a session it goes with the next change of that one, and is no reason for one.
    const fresh = new Map([...prefixed(jarOf(await newSession())), ...plain])
    expect((await mind.visit(fresh)).headers.getSetCookie().filter((line) => line.includes(cookieName))).toEqual([])
    const due = new Map([...prefixed(jarOf(await expired(await newSession()))), ...plain])
    await mind.visit(due)
    const left = [...due.keys()].filter((name) => name.includes(cookieName))
    expect([left.length > 0, left.filter((name) => !name.startsWith('__Host-'))]).toEqual([true, []])
    expect(await calls('refresh_token')).toBe(1)
  })
})

describe('a page behind the door', () => {
  const told = (answer: Response, name: string) => answer.headers.get(`x-middleware-request-${name}`)

  it('is shown the fresh session, its own address without secrets, and an id that nobody outside has chosen', async () => {
    const old = await expired(await newSession())
    const [mind, jar] = [await newInstance(), jarOf(old)]
    const answer = await mind.visit(jar, '/guilds?_rsc=1&access_token=a&refresh_token=b&provider_token=c&tab=d', {
      ...{ 'x-mind-path': '//evil.example', 'x-request-id': 'of-somebody-else' },
    })
    const cookie = told(answer, 'cookie') ?? ''
    for (const [name, value] of jar) expect(cookie).toContain(`${name}=${value}`)
    expect(held(jar)?.access_token).not.toBe(old.access_token)
    expect(told(answer, 'x-mind-path')).toBe('/guilds?tab=d')
    expect(told(answer, 'x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(told(answer, 'x-request-id')).toBe(answer.headers.get('x-request-id'))
  })

  it('is not shown a session that was taken away', async () => {
    const session = await newSession()
    const [head, claims, signature = ''] = session.access_token.split('.')
    const forged = `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    const [mind, jar] = [await newInstance(), jarOf({ ...session, access_token: forged })]
    const answer = await mind.visit(jar)
    expect(told(answer, 'cookie') ?? '').not.toContain(cookieName)
    expect(held(jar)).toBeUndefined()
    expect(await calls('refresh_token')).toBe(0)
  })

  it('leaves with one policy for both sides, with the other headers, and with a token for a browser that has none', async () => {
    const jar = new Map<string, string>()
    const answer = await (await newInstance()).visit(jar, '/login')
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{40,}' 'strict-dynamic'; style-src 'self' 'nonce-/)
    for (const part of ["default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"]) {
      expect(policy?.split('; ')).toContain(part)
    }
    expect(told(answer, 'content-security-policy')).toBe(policy)
    const next = await (await newInstance()).visit(jar, '/login')
    expect(next.headers.get('content-security-policy')).not.toBe(policy)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' },
      ...{ 'referrer-policy': 'strict-origin-when-cross-origin', 'cross-origin-opener-policy': 'same-origin' },
    })
    expect(jar.get('mind-csrf')).toMatch(/^[A-Za-z0-9_-]{32}$/)
    expect(told(answer, 'cookie')).toContain(`mind-csrf=${jar.get('mind-csrf')}`)
  })
})

describe('a genuine session grown beyond what Mind writes', () => {
  it('is given up without a call, and the sign-in page is told why', async () => {
    const session = await newSession()
    const grown = { ...session, user: { id: session.user.id, note: 'x'.repeat(14_000) } }
    const [mind, jar] = [await newInstance(), jarOf(grown)]
    await mind.visit(jar)
    expect(held(jar)).toBeUndefined()
    expect(jar.get('mind-session-too-large')).toBe('1')
    expect(await calls()).toBe(0)
  })
})

describe('a broken cookie', () => {
  it.each([
    ['is no session', [[cookieName, 'base64-e30']]],
    ['is no base64', [[cookieName, 'base64-%%%']]],
    ['lacks its first part', [[`${cookieName}.1`, 'abc']]],
    ['is cut off', [[`${cookieName}.0`, `base64-${Buffer.from('{"access_token":"a').toString('base64url')}`]]],
    ['has grown too large', Array.from({ length: 6 }, (_, index) => [`${cookieName}.${index}`, 'x'.repeat(3_000)])],
    [
      'comes twice',
      [
        [cookieName, 'base64-e30'],
        [`${cookieName}.0`, 'abc'],
      ],
    ],
  ] as [string, [string, string][]][])('that %s is taken away, whole, once', async (_name, cookies) => {
    const [mind, jar] = [await newInstance(), new Map(cookies)]
    await mind.visit(jar)
    expect(held(jar)).toBeUndefined()
    expect(ofSession(await mind.visit(jar))).toEqual([])
    expect(await calls('refresh_token')).toBe(0)
  })
})

describe('new signing keys', () => {
  it('sign nobody out: not by a new key, not by one our list lacks, not by the end of the old one', async () => {
    const [mind, jar] = [await newInstance(), jarOf(await newSession())]
    await mind.visit(jar)
    await server.control('POST /keys/rotate')
    await mind.visit(jar)
    const fresh = jarOf(await newSession())
    await mind.visit(fresh)
    expect(held(fresh)).toBeDefined()
    await server.control('POST /keys/revoke-old')
    // Mind's list is minutes old on purpose: the old token passes until the list is renewed.
    await mind.visit(jar)
    expect(held(jar)).toBeDefined()
    const later = await newInstance()
    await later.visit(jar)
    expect(held(jar)?.expires_at).toBeGreaterThan(nowS())
    const before = await calls('refresh_token')
    await later.visit(jar)
    expect(await calls('refresh_token')).toBe(before)
  })
})

describe('a clock that is off', () => {
  it.each([7_200, -7_200])('by %i s neither signs out nor refreshes at every visit', async (offS) => {
    await server.control('POST /clock', { offsetMs: offS * 1000 })
    const mind = await newInstance()
    const session = await newSession()
    const jar = jarOf(session)
    for (let visit = 0; visit < 6; visit++) {
      await mind.visit(jar)
      expect(held(jar)).toBeDefined()
    }
    expect(await calls('refresh_token')).toBeLessThanOrEqual(1)
  })
})

describe('a session that comes by', () => {
  it('is one the account page can list, by the browser it came with', async () => {
    const session = await newSession()
    const mind = await newInstance()
    await mind.visit(jarOf(session))
    expect(mind.stores.seen.of(session.user.id)).toMatchObject([{ userAgent: expect.stringContaining('Firefox') }])
  })
})

describe('a session that was ended', () => {
  const untilTomorrow = () => Date.now() + 86_400_000
  const idOf = (session: Session) =>
    JSON.parse(Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString()).session_id as string

  it('is taken out of the browser at its next visit, and not refreshed', async () => {
    const session = await newSession()
    const [mind, jar, stale] = [await newInstance(), jarOf(session), jarOf(await expired(session))]
    await mind.visit(jar)
    await mind.stores.ended.endOne(idOf(session), untilTomorrow(), 'everywhere')
    await mind.visit(jar)
    await mind.visit(stale)
    expect([held(jar), held(stale)]).toEqual([undefined, undefined])
    expect(await calls('refresh_token')).toBe(0)
    expect(await calls('logout')).toBe(0)
  })

  it('is taken away also while no key can be had to prove its token', async () => {
    const session = await newSession()
    await server.control('POST /faults', { match: { path: 'jwks' }, do: { status: 503 } })
    const [mind, jar] = [await newInstance(), jarOf(session)]
    await mind.stores.ended.endOne(idOf(session), untilTomorrow(), 'everywhere')
    await mind.visit(jar)
    expect(held(jar)).toBeUndefined()
  })

  it('in Mind alone is ended at the auth server by a last token where its own has run out', async () => {
    const session = await newSession()
    const [mind, jar] = [await newInstance(), jarOf(await expired(session))]
    await mind.stores.ended.endOne(idOf(session), untilTomorrow(), 'here')
    await mind.visit(jar)
    expect(held(jar)).toBeUndefined()
    await vi.waitFor(async () => {
      const { sessions } = await server.control(`GET /sessions?userId=${session.user.id}`)
      expect(sessions).toEqual([])
    }, inTheEnd)
    expect(await calls('logout\\?scope=local')).toBe(1)
  })

  it('in Mind alone is ended at the auth server too, now that its token is here', async () => {
    const session = await newSession()
    const [mind, jar] = [await newInstance(), jarOf(session)]
    await mind.stores.ended.endOne(idOf(session), untilTomorrow(), 'here')
    await mind.visit(jar)
    expect(held(jar)).toBeUndefined()
    await vi.waitFor(async () => {
      const user = await server.api('/user', { headers: { authorization: `Bearer ${session.access_token}` } })
      expect(user.body.error_code).toBe('session_not_found')
    }, inTheEnd)
    expect(await calls('logout\\?scope=local')).toBe(1)
  })
})
