/**
 * Signing in and out against the local auth server, as the pages do it: what is written into a browser, who is there
 * afterwards, what is counted, and what ends.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTestServer, type TestServer } from '@/dev/auth-server/test-kit'
import { totpCode } from '@/dev/auth-server/totp'
import { PEOPLE } from '@/dev/seed/people'
import type { Result } from '@/lib/problems/result'
import { EqualTime } from '@/lib/security/equal-time'

interface Cookie {
  name: string
  value: string
  maxAge?: number | undefined
  httpOnly?: boolean
  sameSite?: string
}

const { visit } = vi.hoisted(() => ({ visit: { jar: new Map<string, Cookie>() } }))

// The request around a call is the framework's; here it is the browser whose turn it is.
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'localhost:3000', 'x-forwarded-for': '203.0.113.7', 'x-request-id': 'r' }),
  cookies: async () => ({
    get: (name: string) => visit.jar.get(name),
    getAll: () => [...visit.jar.values()],
    has: (name: string) => visit.jar.has(name),
    set: (cookie: Cookie) => (cookie.maxAge === 0 ? visit.jar.delete(cookie.name) : visit.jar.set(cookie.name, cookie)),
  }),
}))

const { ada, bram } = PEOPLE
// How long answers are held back is proven elsewhere.
const atOnce = () => new EqualTime({ leastMs: 0, mostMs: 0 })
Object.assign(globalThis, { __mindEqualTimes: { password: atOnce(), message: atOnce(), code: atOnce() } })

const signIn = await import('@/features/sign-in/data')
const account = await import('@/features/account/data')
const secondFactor = await import('@/features/second-factor/data')
const { readAwaitedMessage } = await import('@/lib/session/awaited-message')
const { actorOrProblem, firstFactorOrProblem } = await import('@/lib/session/gates')
const { readSession } = await import('@/lib/session/read-session')
const { getSessionStores } = await import('@/lib/session/session-stores')
const { getGuildLists } = await import('@/lib/discord/guild-lists')
const { getAuthParts } = await import('@/lib/supabase/auth-parts')
const { readStoredSession } = await import('@/lib/supabase/own-cookies')
const { startFlow } = await import('@/lib/supabase/pkce-flow')
const { readUnproven } = await import('@/lib/supabase/tokens/token-claims')
const { writeSession } = await import('@/lib/supabase/write-session')

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.control('POST /reset', { seed: 'demo' })
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_URL', server.url)
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_ANON_KEY', server.server.anonKey)
  vi.stubEnv('ALPHAPY_BASE_URL', 'http://127.0.0.1:9')
  vi.stubEnv('MIND_TRUSTED_PROXIES', '1')
  vi.stubEnv('MIND_LOG_LEVEL', 'silent')
  for (const kept of ['Auth', 'Sessions', 'Attempts', 'Viewers']) Reflect.deleteProperty(globalThis, `__mind${kept}`)
  openBrowser()
})

/** A browser with its own cookies; what follows is done in it. */
function openBrowser() {
  const csrf = crypto.randomUUID().replaceAll('-', '')
  const jar = new Map<string, Cookie>([['mind-csrf', { name: 'mind-csrf', value: csrf }]])
  visit.jar = jar
  return jar
}

const cookiesOf = (part: string) => [...visit.jar.values()].filter(({ name }) => name.includes(part))
const session = () => [...visit.jar.values()].filter(({ name }) => /auth-token(\.\d+)?$/.test(name))
const why = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.reason)

const passwordOf = (who: { email: string; password: string }, password = who.password, remember = true) =>
  signIn.signInWithPassword({ email: who.email, password, remember })

async function actor() {
  const found = await readSession()
  if (found.kind !== 'signed-in') throw new Error(found.kind)
  return found.actor
}

/** The session comes by the door, which takes note of it. */
async function passDoor(): Promise<void> {
  const claims = readUnproven((await readStoredSession())?.access_token ?? '')
  if (claims) getSessionStores().seen.note(claims, 'Firefox')
}

/** Signed in with a password, in a new browser that the door has seen. */
async function inside(who: { email: string; password: string }) {
  const jar = openBrowser()
  await passwordOf(who)
  await passDoor()
  return { jar, actor: await actor() }
}

async function calls(path: string): Promise<number> {
  return ((await server.control(`GET /requests?path=${encodeURIComponent(path)}`)).requests as unknown[]).length
}

interface Message {
  code: string
  tokenHash: string
  link: string
}

async function messages(to: string): Promise<Message[]> {
  return (await server.control(`GET /messages?to=${encodeURIComponent(to)}`)).messages as Message[]
}

/** The newest message to somebody. */
async function message(to: string): Promise<Message> {
  const last = (await messages(to)).at(-1)
  if (!last) throw new Error(`no message to ${to}`)
  return last
}

const ask = (way: 'email' | 'recovery', to: string = ada.email, remember = true) =>
  signIn.askForMessage({ way, to, next: '/account', remember })

async function awaited() {
  const found = await readAwaitedMessage()
  if (!found) throw new Error('nothing is awaited')
  return found
}

const aWrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a password', () => {
  it.each([true, false])('brings a session no script can read, which outlives the browser: %j', async (remember) => {
    expect(why(await passwordOf(ada, ada.password, remember))).toBe('ok')
    expect(session().length).toBeGreaterThan(0)
    for (const cookie of session()) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax' })
      expect(cookie.maxAge === undefined).toBe(!remember)
    }
    expect((await actor()).userId).toBe(ada.userId)
    // What came with the session is known already.
    expect(await calls('/user')).toBe(0)
  })

  it('replaces whoever was there, and ends their session', async () => {
    const before = await inside(ada)
    await passwordOf(bram)
    expect((await actor()).userId).toBe(bram.userId)
    await vi.waitFor(async () => {
      const { sessions } = await server.control(`GET /sessions?userId=${ada.userId}`)
      expect((sessions as { id: string }[]).map(({ id }) => id)).not.toContain(before.actor.sessionId)
    })
  })

  it('that is wrong, of nobody, and of somebody shut out are one refusal, and nothing is written', async () => {
    await server.control('POST /users/ban', { id: bram.userId, banned: true })
    const wrong = await passwordOf(ada, 'guess')
    expect(why(wrong)).toBe('wrong-password')
    expect(await passwordOf({ email: 'nobody@example.test', password: 'guess' })).toEqual(wrong)
    expect(await passwordOf(bram)).toEqual(wrong)
    expect(session()).toEqual([])
  })

  it('is guessed at six times from one place and no more, the right one included; a success starts from nothing', async () => {
    for (let guess = 0; guess < 5; guess++) await passwordOf(ada, 'guess')
    expect(why(await passwordOf(ada))).toBe('ok')
    openBrowser()
    for (let guess = 0; guess < 6; guess++) expect(why(await passwordOf(ada, 'guess'))).toBe('wrong-password')
    const asked = await calls('grant_type=password')
    const refused = await passwordOf(ada)
    expect(refused).toMatchObject({
      problem: { code: 'busy', reason: 'too-many-attempts', retryAfterMs: expect.any(Number) },
    })
    expect(await calls('grant_type=password')).toBe(asked)
  })

  it('of a session too large for cookies signs nobody in, leaves no session behind and says why', async () => {
    await inside(bram)
    const large = { email: 'large@example.test', password: 'correct horse' }
    await server.control('POST /users', { ...large, userMetadata: { note: 'x'.repeat(8_000) } })
    expect(why(await passwordOf(large))).toBe('session-too-large')
    expect((await actor()).userId).toBe(bram.userId)
    expect(await calls('logout\\?scope=local')).toBe(1)
  })
})

describe('a code', () => {
  it('signs in once, however it is typed, as was chosen where it was asked for, and leaves nothing waiting', async () => {
    expect(why(await ask('email', ` ${ada.email.toUpperCase()} `, false))).toBe('ok')
    const waiting = await awaited()
    expect(waiting).toMatchObject({ way: 'email', to: ada.email, next: '/account', remember: false })
    const { code } = await message(ada.email)
    expect(why(await signIn.enterCode(waiting, aWrong(code)))).toBe('wrong-code')
    expect(why(await signIn.enterCode(waiting, `${code.slice(0, 3)} - ${code.slice(3)}`))).toBe('ok')
    expect((await actor()).userId).toBe(ada.userId)
    expect(session().every(({ maxAge }) => maxAge === undefined)).toBe(true)
    expect([cookiesOf('awaited'), cookiesOf('-flow-')]).toEqual([[], []])
    expect(why(await signIn.enterCode(waiting, code))).toBe('wrong-code')
  })

  it('is guessed at six times and no more, the right one included', async () => {
    await ask('email')
    const [waiting, { code }] = [await awaited(), await message(ada.email)]
    for (let guess = 0; guess < 6; guess++) await signIn.enterCode(waiting, aWrong(code))
    expect(why(await signIn.enterCode(waiting, code))).toBe('too-many-attempts')
  })

  it('is sent three times and no more, and the newest message alone has a way back', async () => {
    for (let time = 0; time < 3; time++) expect(why(await ask('email'))).toBe('ok')
    expect(cookiesOf('-flow-')).toHaveLength(1)
    expect(why(await ask('email'))).toBe('too-many-attempts')
    expect(await messages(ada.email)).toHaveLength(3)
  })

  it('for a new password is asked for as often by anybody, known or not, with the same answer', async () => {
    for (const to of [ada.email, 'nobody@example.test']) {
      openBrowser()
      const answers = []
      for (let time = 0; time < 4; time++) answers.push(why(await ask('recovery', to)))
      expect(answers).toEqual(['ok', 'ok', 'ok', 'too-many-attempts'])
    }
    expect(await messages('nobody@example.test')).toEqual([])
  })

  it('is said to be sent to nobody too where nobody new is taken, so that no account is told', async () => {
    await server.control('POST /config', { disableSignup: true })
    expect([why(await ask('email')), why(await ask('email', 'nobody@example.test'))]).toEqual(['ok', 'ok'])
    expect([await messages(ada.email), await messages('nobody@example.test')]).toMatchObject([[{}], []])
  })
})

describe('a link', () => {
  it('of Mind’s own kind signs in once, and guesses at one are counted', async () => {
    await ask('email')
    const { tokenHash } = await message(ada.email)
    const follow = (hash: string) => signIn.confirmLink({ tokenHash: hash, type: 'email', remember: true })
    expect(why(await follow(tokenHash))).toBe('ok')
    expect((await actor()).userId).toBe(ada.userId)
    for (let guess = 0; guess < 5; guess++) expect(why(await follow(tokenHash))).toBe('link-expired')
    expect(why(await follow(tokenHash))).toBe('too-many-attempts')
    // Nobody else's browser pays for it.
    openBrowser()
    expect(why(await follow(tokenHash))).toBe('link-expired')
  })

  /** Follows the link of the newest message as far as Mind's callback. */
  async function follow(to: string) {
    const { link } = await message(to)
    const back = new URL((await fetch(link, { redirect: 'manual' })).headers.get('location') ?? '')
    return { flowId: back.searchParams.get('flow') ?? '', code: back.searchParams.get('code') ?? '', error: undefined }
  }

  it('of the other kind signs in the browser that asked for it, once, and no other', async () => {
    await ask('email')
    const [jar, back] = [visit.jar, await follow(ada.email)]
    openBrowser()
    const elsewhere = await signIn.finishFlow(back)
    expect([elsewhere.purpose, why(elsewhere.result), session()]).toEqual([undefined, 'link-elsewhere', []])
    visit.jar = jar
    expect(await signIn.finishFlow(back)).toMatchObject({
      ...{ purpose: 'sign-in', next: '/account', result: { ok: true, data: { userId: ada.userId } } },
    })
    expect((await actor()).userId).toBe(ada.userId)
    expect(cookiesOf('-flow-')).toEqual([])
    expect(why((await signIn.finishFlow(back)).result)).toBe('link-elsewhere')
  })

  it('of the other kind leads on to a new password where it was asked for', async () => {
    await ask('recovery')
    expect(await signIn.finishFlow(await follow(ada.email))).toMatchObject({
      purpose: 'recovery',
      result: { ok: true },
    })
    expect(why(await signIn.setNewPassword(await actor(), 'a-new-one-2026'))).toBe('ok')
  })

  it('refused by the provider ends its flow, in the provider’s words', async () => {
    const flowId = await signIn.startDiscord({ next: '/guilds', remember: true })
    const ended = await signIn.finishFlow({ flowId, code: undefined, error: 'access_denied' })
    expect([why(ended.result), cookiesOf('-flow-')]).toEqual(['provider-cancelled', []])
  })

  it('slipped into a flow of somebody signed in brings nobody else’s session in, and is not left open', async () => {
    const { actor: present } = await inside(ada)
    const flow = await startFlow({ purpose: 'refresh', next: '/guilds', remember: true, userId: ada.userId }, 60_000)
    await getAuthParts().api.sendEmail(bram.email, flow, false)
    const back = await follow(bram.email)
    expect(back.flowId).toBe(flow.id)
    expect(why((await signIn.finishFlow(back)).result)).toBe('other-account')
    expect((await actor()).sessionId).toBe(present.sessionId)
    expect((await server.control(`GET /sessions?userId=${bram.userId}`)).sessions).toEqual([])
  })
})

describe('a flow to Discord', () => {
  it('has a secret of its own each time', async () => {
    const flow = { purpose: 'sign-in' as const, next: '/guilds', remember: true }
    const [one, other] = [await startFlow(flow, 60_000), await startFlow(flow, 60_000)]
    expect(one.challenge).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect([one.challenge === other.challenge, one.id === other.id]).toEqual([false, false])
  })

  it('leads on from the browser that began it alone, and one that links from its person alone', async () => {
    const flowId = await signIn.startDiscord({ next: '/guilds', remember: true })
    expect(why((await signIn.getDiscordUrl(flowId, undefined)).result)).toBe('ok')
    const { actor: hers } = await inside(ada)
    expect(why((await signIn.getDiscordUrl(flowId, hers)).result)).toBe('flow-expired')
    await account.beginLinking(hers)
    const [begun] = cookiesOf('-flow-')
    const linking = begun?.name.split('-flow-')[1] ?? ''
    expect(why((await signIn.getDiscordUrl(linking, hers)).result)).toBe('ok')
    // It adds to her account, where the other would sign in.
    expect(await calls('/user/identities/authorize')).toBe(1)
    expect(why((await signIn.getDiscordUrl(linking, undefined)).result)).toBe('flow-expired')
    const jar = visit.jar
    const { actor: his } = await inside(bram)
    visit.jar = jar
    expect(why((await signIn.getDiscordUrl(linking, his)).result)).toBe('flow-expired')
  })
})

describe('a new password', () => {
  it('without the old one needs a proof by message just now, and ends every other session', async () => {
    const elsewhere = await inside(ada)
    expect(why(await signIn.setNewPassword(elsewhere.actor, 'a-new-one-2026'))).toBe('proof-too-old')
    openBrowser()
    await ask('recovery')
    await signIn.enterCode(await awaited(), (await message(ada.email)).code)
    const here = await actor()
    expect(why(await signIn.setNewPassword(here, 'a-new-one-2026'))).toBe('ok')
    expect((await actor()).sessionId).toBe(here.sessionId)
    visit.jar = elsewhere.jar
    expect(await readSession()).toEqual({ kind: 'signed-out' })
    openBrowser()
    expect(why(await passwordOf(ada))).toBe('wrong-password')
    expect(why(await passwordOf(ada, 'a-new-one-2026'))).toBe('ok')
  })

  it('on the account page needs the present one, whose guesses are counted, and ends every other session', async () => {
    const [elsewhere, here] = [await inside(ada), await inside(ada)]
    const change = (current: string) => account.changePassword(here.actor, { current, password: 'a-new-one-2026' })
    for (let guess = 0; guess < 4; guess++) expect(why(await change('guess'))).toBe('wrong-present-password')
    expect(why(await change(ada.password))).toBe('ok')
    expect((await actor()).sessionId).toBe(here.actor.sessionId)
    // What proved the present one is over.
    expect((await server.control(`GET /sessions?userId=${ada.userId}`)).sessions).toHaveLength(1)
    expect(
      why(await account.changePassword(here.actor, { current: 'a-new-one-2026', password: 'a-new-one-2026' })),
    ).toBe('same-password')
    expect((await server.control(`GET /sessions?userId=${ada.userId}`)).sessions).toHaveLength(1)
    visit.jar = elsewhere.jar
    expect(await readSession()).toEqual({ kind: 'signed-out' })
    visit.jar = here.jar
    for (let guess = 0; guess < 6; guess++) await change('guess')
    expect(why(await change('a-new-one-2026'))).toBe('too-many-attempts')
  })
})

describe('who is there', () => {
  it('is nobody without a session, with a forged one, and with one that was ended, whatever its token says', async () => {
    expect(await readSession()).toEqual({ kind: 'signed-out' })
    expect(await actorOrProblem()).toMatchObject({ problem: { code: 'signed-out' } })
    const { actor: gone } = await inside(ada)
    await getSessionStores().ended.endOne(gone.sessionId ?? '', Date.now() + 60_000, 'everywhere')
    expect(await readSession()).toEqual({ kind: 'signed-out' })
    const claims = { sub: ada.userId, iss: `${server.url}/auth/v1`, aud: 'authenticated', exp: 2_000_000_000 }
    for (const key of ['foreign', 'none']) {
      const { token } = await server.control('POST /forge', { claims, key })
      await keep(String(token))
      expect(await readSession()).toEqual({ kind: 'signed-out' })
    }
  })

  it('cannot be told of an ended token that nobody renewed, nor of a fresh one while nobody tells of its second factor', async () => {
    const { actor: present } = await inside(ada)
    const token = (await readStoredSession())?.access_token ?? ''
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    const old = { ...claims, iat: claims.iat - 7_200, exp: claims.iat - 3_600 }
    await keep(String((await server.control('POST /forge', { claims: old, key: 'current' })).token))
    expect(await readSession()).toMatchObject({ kind: 'unknown', leaving: { userId: ada.userId } })
    expect(await actorOrProblem()).toMatchObject({ problem: { code: 'session-unknown' } })
    await keep(token)
    Reflect.deleteProperty(globalThis, '__mindAuth')
    await server.control('POST /faults', { match: { path: '/user' }, times: 1, do: { status: 500 } })
    expect(await readSession()).toMatchObject({ kind: 'unknown', leaving: { sessionId: present.sessionId } })
  })

  it('cannot be told while no key can be had', async () => {
    await inside(ada)
    Reflect.deleteProperty(globalThis, '__mindAuth')
    await server.control('POST /faults', { match: { path: 'jwks' }, do: { status: 503 } })
    expect(await readSession()).toEqual({ kind: 'unknown', requestId: 'r' })
  })

  it('is not asked about for a Discord account where no service key makes use of it', async () => {
    await inside(ada)
    expect((await actor()).credentials.askDiscordId).toBeUndefined()
  })

  it('is nobody once the auth server says that the session has ended', async () => {
    const { actor: present } = await inside(ada)
    await server.control(`DELETE /sessions?id=${present.sessionId}`)
    Reflect.deleteProperty(globalThis, '__mindAuth')
    expect(await readSession()).toEqual({ kind: 'signed-out' })
    const claims = readUnproven((await readStoredSession())?.access_token ?? '')
    expect(claims && (await getSessionStores().ended.find(claims))).toBe('everywhere')
  })

  /** Puts a token into this browser's session as if it had been written there. */
  async function keep(access_token: string) {
    const kept = JSON.stringify({ access_token, refresh_token: 'x', expires_at: 2_000_000_000 })
    for (const { name } of session()) visit.jar.delete(name)
    const name = 'sb-mind-auth-token'
    visit.jar.set(name, { name, value: `base64-${Buffer.from(kept).toString('base64url')}` })
  }
})

describe('a second factor', () => {
  it('once set up ends what has shown one factor, lets nothing be seen without it, and is guessed at six times', async () => {
    const elsewhere = await inside(ada)
    const claims = readUnproven((await readStoredSession())?.access_token ?? '')
    // One that no door has seen, begun in this very moment.
    const unseen = openBrowser()
    await passwordOf(ada)
    const here = await inside(ada)
    await secondFactor.beginEnrolment(here.actor)
    const begun = await secondFactor.beginEnrolment(here.actor)
    if (!begun.ok) throw new Error(begun.problem.code)
    const { factorId, secret } = begun.data
    const headers = { authorization: `Bearer ${here.actor.credentials.token}` }
    // What was begun and not finished is gone.
    expect((await server.api('/user', { headers })).body.factors).toMatchObject([{ id: factorId }])
    const code = () => totpCode(secret.replaceAll(' ', ''), Date.now())
    expect(why(await secondFactor.showCode(here.actor, factorId, code()))).toBe('ok')
    expect((await actor()).sessionId).toBe(here.actor.sessionId)
    await passDoor()
    expect(claims && (await getSessionStores().ended.find(claims))).toBe('everywhere')
    for (const jar of [elsewhere.jar, unseen]) {
      visit.jar = jar
      expect(await readSession()).toEqual({ kind: 'signed-out' })
    }

    openBrowser()
    await passwordOf(ada, ada.password, false)
    expect(await actorOrProblem()).toMatchObject({ problem: { reason: 'second-factor-needed' } })
    const person = await firstFactorOrProblem()
    if (!person.ok) throw new Error(person.problem.code)
    expect(why(await secondFactor.showCode(person.data, factorId, aWrong(code())))).toBe('wrong-app-code')
    expect((await firstFactorOrProblem()).ok).toBe(true)
    expect(why(await secondFactor.showCode(person.data, factorId, code()))).toBe('ok')
    expect((await actor()).userId).toBe(ada.userId)
    const now = visit.jar
    visit.jar = here.jar
    expect((await actor()).sessionId).toBe(here.actor.sessionId)
    visit.jar = now
    // The session goes on as it was chosen at the sign-in.
    expect(session().every(({ maxAge }) => maxAge === undefined)).toBe(true)

    for (let guess = 0; guess < 6; guess++) {
      expect(why(await secondFactor.showCode(await actor(), factorId, aWrong(code())))).toBe('wrong-app-code')
    }
    expect(why(await secondFactor.showCode(await actor(), factorId, code()))).toBe('too-many-attempts')
    const inForce = visit.jar
    const asking = openBrowser()
    await passwordOf(ada)
    expect((await readSession()).kind).toBe('second-factor')
    visit.jar = inForce
    expect(why(await secondFactor.removeFactor(await actor(), factorId))).toBe('ok')
    // Whoever stands at the question is not asked any more.
    visit.jar = asking
    expect((await actor()).userId).toBe(ada.userId)
  })
})

describe('leaving', () => {
  it('ends this session at once, here and at the auth server, and no other', async () => {
    const [other, here] = [await inside(ada), await inside(ada)]
    expect(await account.endSession(here.actor)).toBe(true)
    expect(await readSession()).toEqual({ kind: 'signed-out' })
    expect((await server.control(`GET /sessions?userId=${ada.userId}`)).sessions).toMatchObject([
      { id: other.actor.sessionId },
    ])
    visit.jar = other.jar
    expect((await actor()).sessionId).toBe(other.actor.sessionId)
  })

  it('that the auth server does not confirm holds in Mind, to be made good later, and is said', async () => {
    const here = await inside(ada)
    const claims = readUnproven((await readStoredSession())?.access_token ?? '')
    await server.control('POST /faults', { match: { path: 'logout' }, do: { status: 500 } })
    expect(await account.endSession(here.actor)).toBe(false)
    expect(await readSession()).toEqual({ kind: 'signed-out' })
    expect(claims && (await getSessionStores().ended.find(claims))).toBe('here')
  })

  it('everywhere ends all, elsewhere ends all but this one, and one device is that of nobody else', async () => {
    const [one, two, three] = [await inside(ada), await inside(ada), await inside(ada)]
    const his = await inside(bram)
    const there = async (jar: Map<string, Cookie>) => {
      visit.jar = jar
      return (await readSession()).kind
    }
    for (const id of [his.actor.sessionId, three.actor.sessionId, 'unheard-of']) {
      expect(await account.endOtherSession(three.actor, id ?? '')).toMatchObject({ problem: { code: 'not-found' } })
    }
    expect(why(await account.endOtherSession(three.actor, one.actor.sessionId ?? ''))).toBe('ok')
    expect([await there(one.jar), await there(two.jar)]).toEqual(['signed-out', 'signed-in'])
    expect(account.getSessions(three.actor).map(({ sessionId, isThis }) => [sessionId, isThis])).toEqual([
      [three.actor.sessionId, true],
      [two.actor.sessionId, false],
    ])
    expect(why(await account.endOtherSessions(three.actor))).toBe('ok')
    expect([await there(two.jar), await there(three.jar)]).toEqual(['signed-out', 'signed-in'])
    expect(await account.endEverySession(three.actor)).toBe(true)
    expect([await there(three.jar), await there(his.jar)]).toEqual(['signed-out', 'signed-in'])
  })
})

describe('a way in that is taken away', () => {
  it('takes what Mind knew by it along, and the last one stays', async () => {
    const { actor: hers } = await inside(ada)
    const waysOf = async () => {
      const found = await account.getAccount(hers)
      if (!found.ok) throw new Error(found.problem.code)
      return found.data.identities
    }
    const discord = (await waysOf()).find(({ provider }) => provider === 'discord')
    expect(discord).toMatchObject({ accountId: ada.discordId, removable: true })
    await getGuildLists().put(ada.userId, { guilds: [], readAt: 1, trouble: undefined })
    expect((await actor()).usesDiscord).toBe(true)
    expect(why(await account.removeIdentity(hers, discord?.identityId ?? ''))).toBe('ok')
    expect((await actor()).usesDiscord).toBe(false)
    expect(await getGuildLists().get(ada.userId)).toMatchObject({ readAt: undefined })
    const [last, ...more] = await waysOf()
    expect([last?.removable, more]).toEqual([false, []])
    expect(why(await account.removeIdentity(hers, last?.identityId ?? ''))).toBe('last-identity')
  })
})

describe('a session that is written', () => {
  it('keeps no token of a provider and none of the person’s record', async () => {
    await passwordOf(ada)
    const issued = await getAuthParts().api.signInWithPassword(ada.email, ada.password)
    if (issued.kind !== 'ok') throw new Error(issued.kind)
    await writeSession({ ...issued.data, provider_token: 'of-discord' })
    expect(Object.keys((await readStoredSession()) ?? {}).sort()).toEqual([
      ...['access_token', 'expires_at', 'refresh_token', 'token_type'],
    ])
  })
})
