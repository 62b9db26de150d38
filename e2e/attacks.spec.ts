/** The attack table of `docs/attacks.md`, row by row, over HTTP against the production build. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, Request } from '@playwright/test'
import {
  ask,
  askPage,
  comeIn,
  cookiesOf,
  csrf,
  enterCodeByForm,
  expectLogged,
  mindLog,
  secretsOf,
  sendTo,
  setCookies,
  signInByForm,
} from './support/attack'
import { alphapyControl, authControl, stackAddresses } from './support/control'
import { expect, test } from './support/test'
import { newDiscordAccount } from './support/ways-in'
import {
  type Guild,
  type IssuedSession,
  issueSession,
  newGuild,
  newPerson,
  newSnowflake,
  signInAs,
  storedSettings,
  storeSettings,
  withExpiry,
} from './support/world'

const secretName = 'Innermost Circle'
const secretChannel = newSnowflake()
const kept = { default_channel_id: secretChannel }

/** A guild with a name and a setting nobody else may see or change. */
async function guarded() {
  const owner = await newPerson('owner')
  const guild = await newGuild(secretName, [owner])
  await storeSettings(guild, 'reminders', kept)
  return { owner, guild }
}

const calls = (guild: Guild) => alphapyControl.requests({ path: guild.id })
const settingsApi = (guild: Guild, more = '') => `/api/guilds/${guild.id}/settings?category=reminders${more}`
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))

async function forge(session: IssuedSession, key: 'current' | 'foreign' | 'none', claims: object = {}) {
  const all = { ...claimsOf(session.access_token), ...claims }
  const { token } = await authControl.post<{ token: string }>('/forge', { claims: all, key })
  return { ...session, access_token: token, refresh_token: 'aaaabbbbcccc' }
}

test('a token that is forged, foreign or too old opens nothing and is taken away', async () => {
  const { owner, guild } = await guarded()
  const genuine = await issueSession(owner)
  const nowS = Math.floor(Date.now() / 1000)
  const forgeries: [what: string, session: IssuedSession][] = [
    ['without signature', await forge(genuine, 'none')],
    ['by a foreign key', await forge(genuine, 'foreign')],
    ['of another project', await forge(genuine, 'foreign', { iss: 'https://other.supabase.co/auth/v1' })],
    ['of another issuer with our key', await forge(genuine, 'current', { iss: 'https://other.supabase.co/auth/v1' })],
    ['for another audience', await forge(genuine, 'current', { aud: 'anon' })],
    ['too old', { ...(await withExpiry(genuine, nowS - 3_600)), refresh_token: 'aaaabbbbcccc' }],
  ]
  for (const [what, session] of forgeries) {
    const cookies = cookiesOf(session)
    const page = await ask(`/guilds/${guild.id}`, { cookies })
    expect([what, page.status, page.headers.get('location')]).toEqual([
      what,
      307,
      `/login?next=${encodeURIComponent(`/guilds/${guild.id}`)}`,
    ])
    const removed = Object.entries(setCookies(page)).filter(([name]) => name.startsWith('sb-'))
    expect(removed.length).toBeGreaterThan(0)
    expect(removed.filter(([, value]) => value !== '')).toEqual([])
    const data = await ask(settingsApi(guild), { cookies })
    expect([what, data.status]).toEqual([what, 401])
    for (const { text } of [page, data]) expect(text).not.toContain(secretName)
    await expectLogged(page.requestId, { msg: 'session removed at the door' }, secretsOf(session))
    await expectLogged(data.requestId, { msg: 'read refused', outcome: 'signed-out' }, [])
  }
  expect(await calls(guild)).toEqual([])
})

test('what somebody writes about themselves gains them nothing', async () => {
  const { owner, guild } = await guarded()
  for (const linked of [true, false]) {
    const mallory = await newPerson('mallory', { linked })
    const before = await issueSession(mallory)
    const { auth, anonKey } = stackAddresses()
    const claim = {
      provider_id: owner.discordId,
      sub: owner.discordId,
      discord_id: owner.discordId,
      discord_user_id: owner.discordId,
      id: owner.userId,
      custom_claims: { role: 'admin' },
    }
    const edited = await fetch(`${auth}/auth/v1/user`, {
      method: 'PUT',
      headers: { apikey: anonKey, authorization: `Bearer ${before.access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ data: claim }),
    })
    expect(edited.status).toBe(200)
    const { session, cookies } = await comeIn(mallory)
    expect(claimsOf(session.access_token).user_metadata).toMatchObject({ provider_id: owner.discordId })
    for (const path of [
      'settings?category=reminders',
      'settings?category=reminders&now=1',
      'overview',
      'onboarding',
      'logs?now=1',
    ]) {
      const answer = await ask(`/api/guilds/${guild.id}/${path}`, { cookies })
      expect([path, answer.status]).toEqual([path, 403])
      expect(answer.text).not.toContain(secretName)
      await expectLogged(answer.requestId, { msg: 'read refused' }, secretsOf(session))
    }
    const history = await ask(`/guilds/${guild.id}/history`, { cookies })
    expect(history.text).not.toContain(secretName)
    await expectLogged(history.requestId, { msg: 'page refused' }, secretsOf(session))
  }
  // Whoever was asked about, it was never the owner: their Discord account stands in no call.
  const asked = await calls(guild)
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter(({ subject }) => subject === owner.discordId || subject === owner.userId)).toEqual([])
})

/** Every route handler under a guild: one that is added is tried too. */
const handlers = readdirSync(join(import.meta.dirname, '../app/api/guilds/[guildId]'))

/** A page as it is asked for: whole, as flight data, and ahead of time in each of the router's ways. */
const waysToAsk: Record<string, string>[] = [
  { accept: 'text/html' },
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1', purpose: 'prefetch' },
]

test('another guild’s id opens nothing, wherever it is put', async () => {
  const { guild: theirs } = await guarded()
  const mallory = await newPerson('mallory')
  const own = await newGuild('Mallory’s own', [mallory])
  const { session, cookies } = await comeIn(mallory)
  const inPath = ['', '/settings/reminders', '/onboarding', '/history', '/logs']
  for (const path of inPath) {
    for (const headers of waysToAsk) {
      const answer = await askPage(`/guilds/${theirs.id}${path}`, cookies, headers)
      expect([path, headers, answer.status]).toEqual([path, headers, 200])
      expect(answer.text).not.toContain(secretName)
      expect(answer.text).not.toContain(secretChannel)
      await expectLogged(answer.requestId, { msg: 'page refused', outcome: 'forbidden' }, secretsOf(session))
    }
  }
  // Only the shape of the address, for which nothing is read and nobody asked.
  const shape = { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' }
  const tree = await askPage(`/guilds/${theirs.id}/logs`, cookies, shape)
  expect([tree.status, tree.text.length < 1_000, tree.text.includes(secretName)]).toEqual([200, true, false])
  expect(handlers).toContain('names')
  for (const handler of handlers) {
    for (const query of [
      '?category=reminders',
      '?category=reminders&now=1',
      '?now=questions',
      '?now=rules',
      '?_rsc=x',
    ]) {
      const what = `${handler}${query}`
      const answer = await ask(`/api/guilds/${theirs.id}/${what}`, { cookies })
      const outcome = handler === 'settings' && !query.includes('category') ? 'not-found' : 'forbidden'
      expect([what, answer.status, answer.text.includes(secretName)]).toEqual([
        what,
        outcome === 'forbidden' ? 403 : 404,
        false,
      ])
      await expectLogged(answer.requestId, { msg: 'read refused', handler, outcome }, secretsOf(session))
    }
  }
  const readable = await ask(settingsApi(own), { cookies })
  expect(readable.status).toBe(200)
  const inQuery = `&guildId=${theirs.id}&guild_id=${theirs.id}&guild=${theirs.id}&id=${theirs.id}`
  const beside = await ask(settingsApi(own, inQuery), { cookies })
  expect(JSON.parse(beside.text)).toMatchObject({ data: { guildId: own.id, stored: {} } })
  await expectLogged(beside.requestId, { msg: 'another guild id in a query is not read' }, [])
  const refused = await ask(settingsApi(theirs, `&guildId=${own.id}`), { cookies })
  expect(refused.status).toBe(403)
  await expectLogged(refused.requestId, { msg: 'read refused', outcome: 'forbidden' }, secretsOf(session))
})

/** Saves one setting in a browser and hands back the request that did it. */
async function recordSave(page: Page, guild: Guild): Promise<Request> {
  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await page.getByRole('switch', { name: 'Reminders may call everyone' }).check()
  const [sent] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'POST' && 'next-action' in request.headers()),
    page.getByRole('button', { name: 'Save' }).click(),
  ])
  await expect(page.getByText(/Saved \d/)).toBeVisible()
  return sent
}

test('a recorded change, sent again from elsewhere or with another guild in it, changes nothing', async ({ page }) => {
  const { guild: theirs } = await guarded()
  const mallory = await newPerson('mallory')
  const own = await newGuild('Mallory’s own', [mallory])
  const session = await signInAs(page.context(), mallory)
  const sent = await recordSave(page, own)
  const body = sent.postData() ?? ''
  const token = (await page.context().cookies()).find(({ name }) => name === 'mind-csrf')?.value ?? ''
  expect(body).toContain(own.id)
  expect(body).toContain(token)
  const { mind } = stackAddresses()
  const path = new URL(sent.url()).pathname
  const action = { 'next-action': sent.headers()['next-action'] ?? '', 'content-type': 'text/plain;charset=UTF-8' }
  const cookies = { ...cookiesOf(session), 'mind-csrf': token }
  const replay = (
    origin: string | undefined,
    { text = body, jar = cookies, at = path }: { text?: string; jar?: Record<string, string>; at?: string } = {},
  ) => ask(at, { method: 'POST', cookies: jar, headers: { ...action, ...(origin ? { origin } : {}) }, body: text })
  const writes = async () =>
    (await alphapyControl.requests({ path: '/api/dashboard/settings/', method: 'POST', subject: mallory.userId }))
      .length
  const before = [await writes(), await storedSettings(own, 'reminders'), await storedSettings(theirs, 'reminders')]

  for (const origin of [
    'https://evil.example',
    'null',
    undefined,
    mind.replace('http:', 'https:'),
    `${mind}.evil.example`,
  ]) {
    const answer = await replay(origin)
    expect([origin, answer.status]).toEqual([origin, 403])
    await expectLogged(answer.requestId, { reason: 'foreign-origin' }, [...secretsOf(session), token])
  }
  const foreign = 'f'.repeat(32)
  const refusals: [what: string, outcome: string, options: Parameters<typeof replay>[1]][] = [
    ['no token', 'invalid', { text: body.replace(`,"${token}"`, '') }],
    ['another browser’s token', 'invalid', { text: body.replace(token, foreign) }],
    ['no cookie', 'invalid', { jar: cookiesOf(session) }],
    ['nobody', 'signed-out', { jar: { 'mind-csrf': token } }],
    ['another guild in the body', 'forbidden', { text: body.replaceAll(own.id, theirs.id) }],
    [
      'another guild in body and path',
      'forbidden',
      { text: body.replaceAll(own.id, theirs.id), at: path.replace(own.id, theirs.id) },
    ],
    ['no guild', 'not-found', { text: body.replaceAll(own.id, '1\\r\\nx-evil: 1') }],
    ['a guild in other digits', 'not-found', { text: body.replaceAll(own.id, '١'.repeat(18)) }],
    ['no shape', 'invalid', { text: `["nonsense","${token}"]` }],
  ]
  for (const [what, outcome, options] of refusals) {
    const answer = await replay(mind, options)
    expect([what, answer.text.includes('"ok":true')]).toEqual([what, false])
    expect(answer.text).not.toContain(secretName)
    await expectLogged(answer.requestId, { action: 'settings.save', outcome }, [...secretsOf(session), token])
  }
  expect([await writes(), await storedSettings(own, 'reminders'), await storedSettings(theirs, 'reminders')]).toEqual(
    before,
  )
  // Mind binds nothing to an action, but a form can carry any action with any arguments bound to it.
  const bound = (args: string, jar = cookies) => {
    const form = new FormData()
    form.set('$ACTION_REF_1', '')
    form.set('$ACTION_1:0', JSON.stringify({ id: action['next-action'], bound: '$@1' }))
    form.set('$ACTION_1:1', args)
    return ask(path, { method: 'POST', cookies: jar, headers: { origin: mind }, body: form })
  }
  for (const [outcome, answer] of [
    ['forbidden', await bound(body.replaceAll(own.id, theirs.id))],
    ['invalid', await bound(body.replace(token, foreign))],
    ['signed-out', await bound(body, { 'mind-csrf': token })],
  ] as const) {
    expect(answer.text).not.toContain(secretName)
    await expectLogged(answer.requestId, { action: 'settings.save', outcome }, [...secretsOf(session), token])
  }
  // What is no call at all ends in the framework, and leaves a line too.
  const nonsense: [what: string, status: number, headers: Record<string, string>, text: string][] = [
    ['an action of no build', 409, { ...action, 'next-action': `7f${'a'.repeat(40)}` }, body],
    ['no action', 400, { ...action, 'next-action': 'settings.save' }, body],
    ['arguments that are cut off', 500, action, body.slice(0, 40)],
    ['arguments that are none', 500, action, '7'],
    ['arguments that reach for prototypes', 500, action, `["$1:__proto__:constructor","${token}"]`],
  ]
  for (const [what, status, headers, text] of nonsense) {
    const answer = await ask(path, { method: 'POST', cookies, headers: { origin: mind, ...headers }, body: text })
    expect([what, answer.status]).toEqual([what, status])
    expect(answer.text).not.toMatch(/SyntaxError|TypeError|node_modules|settings\.save/)
    await expectLogged(answer.requestId, { msg: 'change let in at the door' }, [...secretsOf(session), token])
    if (status === 500) await expectLogged(answer.requestId, { msg: 'request failed', routeType: 'action' }, [token])
  }
  expect([await writes(), await storedSettings(own, 'reminders'), await storedSettings(theirs, 'reminders')]).toEqual(
    before,
  )
  const genuine = await replay(mind)
  expect(genuine.text).toContain('"ok":true')
  await expectLogged((await bound(body)).requestId, { action: 'settings.save', outcome: 'ok' }, [token])
  // Behind a proxy that names Mind by another host a change of its own pages is one all the same, and a foreign one is not.
  const cookie = Object.entries(cookies)
    .map((pair) => pair.join('='))
    .join('; ')
  const throughProxy = (origin: string) => sendTo('mind:3000', path, { ...action, cookie, origin }, body)
  expect(await throughProxy(mind)).toMatchObject({ status: 200, text: expect.stringContaining('"ok":true') })
  expect(await throughProxy('http://mind:3000')).toMatchObject({ status: 403 })
})

test('a form without this browser’s token signs nobody out', async () => {
  const { session, cookies } = await comeIn(await newPerson('ada'))
  const { mind, auth, anonKey } = stackAddresses()
  for (const sent of [undefined, 'f'.repeat(32), '', `${csrf} `]) {
    const body = new FormData()
    if (sent !== undefined) body.set('csrf', sent)
    const answer = await ask('/auth/sign-out', { method: 'POST', cookies, headers: { origin: mind }, body })
    expect([sent, answer.status, answer.headers.getSetCookie()]).toEqual([sent, 403, []])
    expect(answer.text).toMatch(/out of date/)
    await expectLogged(answer.requestId, { reason: 'stale-page' }, [...secretsOf(session), csrf])
  }
  // What is far too long for any form is not held in memory to its end, where the token is.
  const long = new FormData()
  long.set('padding', 'x'.repeat(3_000_000))
  long.set('csrf', csrf)
  const cut = await ask('/auth/sign-out', { method: 'POST', cookies, headers: { origin: mind }, body: long })
  expect([cut.status, cut.headers.getSetCookie()]).toEqual([403, []])
  const byGet = await ask('/auth/sign-out', { cookies })
  expect([byGet.status, byGet.headers.getSetCookie()]).toEqual([405, []])
  await expectLogged(byGet.requestId, { handler: 'auth.sign-out', reason: 'no-change-by-get' }, secretsOf(session))
  const user = { headers: { apikey: anonKey, authorization: `Bearer ${session.access_token}` } }
  expect((await fetch(`${auth}/auth/v1/user`, user)).status).toBe(200)
})

test('no address given to the sign-in leads off this site', async () => {
  const ada = await newPerson('ada')
  const { mind } = stackAddresses()
  const { cookies } = await comeIn(ada)
  const hostile = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%2f%2fevil.example',
    '/%5c%5cevil.example',
    '/%09/evil.example',
    '/\t/evil.example',
    '/\r\nlocation: https://evil.example',
    'https://evil.example',
    'https:evil.example',
    `${mind}@evil.example`,
    '//ada@evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/.//evil.example',
    '/..//evil.example',
    '\u0000//evil.example',
  ]
  for (const next of hostile) {
    const signedIn = await ask(`/login?next=${encodeURIComponent(next)}`, { cookies })
    const to = new URL(signedIn.headers.get('location') ?? 'missing:', mind)
    expect([next, signedIn.status, to.href]).toEqual([next, 307, `${mind}/guilds`])
    await expectLogged(signedIn.requestId, { msg: 'return address refused' }, [])
  }
  for (const next of hostile.slice(0, 3)) {
    const form = await signInByForm(ada, { next, sent: { next } })
    expect([next, form.status, new URL(form.headers.get('location') ?? 'missing:', mind).href]).toEqual([
      next,
      303,
      `${mind}/guilds`,
    ])
    await expectLogged(form.requestId, { msg: 'return address refused' }, [ada.password])
  }
  const spoofed = await ask('/guilds', {
    headers: { 'x-mind-path': '//evil.example', 'x-forwarded-host': 'evil.example' },
  })
  expect(new URL(spoofed.headers.get('location') ?? 'missing:', mind).href).toBe(`${mind}/login?next=%2Fguilds`)
  await expectLogged(spoofed.requestId, { msg: 'return address refused' }, [])
  expect(mindLog()).not.toContain('evil.example')
})

test('a session planted before the sign-in is not the one that is signed in', async () => {
  const [ada, mallory] = [await newPerson('ada'), await newPerson('mallory')]
  const planted = await issueSession(mallory)
  const parts = { ...cookiesOf(planted), 'sb-mind-auth-token.0': 'base64-left', 'sb-mind-auth-token.7': 'over' }
  const answer = await signInByForm(ada, { cookies: parts })
  expect(answer.status).toBe(303)
  const after = { ...parts, ...setCookies(answer) }
  const held = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== ''))
  const session = await ask('/auth/session', { cookies: held })
  expect(JSON.parse(session.text)).toMatchObject({ session: 'signed-in', user: { id: ada.userId } })
  expect(JSON.stringify(held)).not.toContain(planted.refresh_token)
  const addressed = await ask(`/guilds?access_token=${planted.access_token}&refresh_token=${planted.refresh_token}`)
  expect([addressed.status, addressed.headers.get('location')]).toEqual([307, '/login?next=%2Fguilds'])
  await expectLogged(addressed.requestId, { msg: 'tokens in an address are not read' }, secretsOf(planted))
  await expectLogged(answer.requestId, { msg: 'action', outcome: 'ok' }, [ada.password])
})

test('an id that carries more than digits goes nowhere', async () => {
  const { cookies } = await comeIn(await newPerson('ada'))
  const ids = [
    '%0d%0aset-cookie:%20evil=1',
    '123456789012345678%0d%0ax-evil:%201',
    '123456789012345678%00',
    '123456789012345678%20',
    encodeURIComponent('١'.repeat(18)),
    encodeURIComponent('１'.repeat(18)),
    '1'.repeat(30),
    '-1234567890123456',
    '1e18',
    '0x1111111111111111',
    '%2e%2e%2fguilds',
    '..%5c..%5cadmin',
  ]
  for (const id of ids) {
    for (const path of [`/guilds/${id}/settings/reminders`, `/api/guilds/${id}/settings?category=reminders`]) {
      const answer = await ask(path, { cookies })
      expect([path, answer.status]).toEqual([path, 404])
      expect(answer.headers.get('x-evil')).toBeNull()
      expect(answer.headers.getSetCookie()).toEqual([])
      await expectLogged(answer.requestId, { msg: 'what is no guild id was asked for' }, ['evil=1', 'x-evil'])
    }
  }
})

test('oversized and broken cookies end at the sign-in, never in a circle', async () => {
  const { session } = await comeIn(await newPerson('ada'))
  const whole = `base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`
  const many = Object.fromEntries(Array.from({ length: 4 }, (_, at) => [`sb-mind-auth-token.${at}`, 'x'.repeat(3_000)]))
  const jars: [what: string, cookies: Record<string, string>][] = [
    ['cut off', { 'sb-mind-auth-token': whole.slice(0, -40) }],
    ['second half only', { 'sb-mind-auth-token.1': whole.slice(100) }],
    ['no base64', { 'sb-mind-auth-token': 'base64-!!!' }],
    ['undecodable', { 'sb-mind-auth-token': '%E0%A4%A' }],
    ['not an object', { 'sb-mind-auth-token': `base64-${Buffer.from('[1]').toString('base64url')}` }],
    ['twelve kilobytes', many],
    ['a token of the wrong shape', { 'mind-csrf': 'x'.repeat(2_000), 'sb-mind-auth-token': 'base64-e30' }],
  ]
  for (const [what, jar] of jars) {
    const cookies = { ...jar }
    let [path, visits] = ['/guilds', 0]
    let answer = await ask(path, { cookies })
    await expectLogged(answer.requestId, { msg: 'session removed at the door' }, secretsOf(session))
    for (; answer.status === 307 && visits < 5; visits++) {
      for (const [name, value] of Object.entries(setCookies(answer))) {
        if (value === '') delete cookies[name]
        else cookies[name] = value
      }
      path = answer.headers.get('location') ?? ''
      answer = await ask(path, { cookies })
    }
    expect([what, answer.status, visits]).toEqual([what, 200, 1])
    expect(answer.text).toContain('name="password"')
    expect(Object.keys(cookies).filter((name) => /^sb-mind-auth-token(\.\d+)?$/.test(name))).toEqual([])
  }
  const huge = await ask('/guilds', { cookies: { ...many, other: 'x'.repeat(70_000) } })
  expect([431, 307]).toContain(huge.status)
})

test('guessing at one account ends, for that account alone, and not for a browser it knows', async () => {
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const knownBrowser = { 'mind-csrf': 'a'.repeat(32) }
  const asKnown = { cookies: knownBrowser, sent: { csrf: 'a'.repeat(32) } }
  expect((await signInByForm(ada, asKnown)).status).toBe(303)
  const wrong = { email: ada.email, password: 'not the password' }
  const guesses = await Promise.all(Array.from({ length: 24 }, () => signInByForm(wrong)))
  const refused = guesses.filter(({ text }) => />Too many attempts</.test(text))
  expect(refused).toHaveLength(4)
  await expectLogged(refused[0]?.requestId ?? '', { reason: 'too-many-attempts' }, [ada.password, ada.email])
  expect((await signInByForm(ada)).text).toMatch(/>Too many attempts</)
  expect((await signInByForm(bram)).status).toBe(303)
  expect((await signInByForm(ada, asKnown)).status).toBe(303)
})

test('guessing codes for one number ends, however a cookie spells it', async () => {
  const number = `47${newSnowflake().slice(-7)}`
  const spelled = (at: number) => `${at % 2 ? '+32' : '0032'}${' '.repeat(at)}${number}`
  const guesses = await Promise.all(Array.from({ length: 20 }, (_, at) => enterCodeByForm(spelled(at), '000000')))
  const refused = guesses.filter(({ text }) => />Too many attempts</.test(text))
  expect(refused).toHaveLength(5)
  await expectLogged(refused[0]?.requestId ?? '', { reason: 'too-many-attempts' }, [number])
})

/** Begins a sign-in at Discord and consents, but does not come back: the address that would finish it. */
async function consentElsewhere(page: Page): Promise<{ callback: URL; cookies: Record<string, string> }> {
  const account = await newDiscordAccount('mallory')
  await page.goto('/login')
  await page.getByRole('button', { name: 'Continue with Discord' }).click()
  await page.waitForURL(/\/oauth2\/authorize/)
  const asked = new URL(page.url())
  const consent = new URLSearchParams([...asked.searchParams, ['account', account.id]])
  const next = async (url: string, body?: URLSearchParams) => {
    const method = body ? 'POST' : 'GET'
    const answer = await fetch(url, { method, redirect: 'manual', ...(body ? { body } : {}) })
    return answer.headers.get('location') ?? ''
  }
  const callback = new URL(await next(await next(asked.origin + asked.pathname, consent)))
  const cookies = await page.context().cookies(callback.href)
  return { callback, cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])) }
}

test('a sign-in that leaves and comes back is finished by the browser that began it, and begun by Mind’s own form', async ({
  page,
}) => {
  const { mind } = stackAddresses()
  const { callback, cookies } = await consentElsewhere(page)
  const code = callback.searchParams.get('code') ?? ''
  const flow = callback.searchParams.get('flow') ?? ''
  expect(Object.keys(cookies)).toContain(`sb-mind-auth-token-flow-${flow}`)
  const session = (answer: { headers: Headers }) =>
    answer.headers.getSetCookie().filter((line) => /^sb-mind-auth-token(\.\d+)?=[^;]/.test(line))
  const path = callback.pathname + callback.search
  const { cookies: victim } = await comeIn(await newPerson('ada'))
  const otherFlow = path.replace(flow, 'A'.repeat(16))
  const attempts: [what: string, path: string, cookies: Record<string, string>][] = [
    ['in a browser without the flow', path, { 'mind-csrf': csrf }],
    ['in the browser of somebody signed in', path, victim],
    ['under another flow', otherFlow, cookies],
    ['with a flow of one’s own making', path, { [`sb-mind-auth-token-flow-${flow}`]: 'e30' }],
    [
      'with another code',
      path.replace(code, 'B'.repeat(code.length)),
      { ...victim, [`sb-mind-auth-token-flow-${flow}`]: cookies[`sb-mind-auth-token-flow-${flow}`] ?? '' },
    ],
    ['leading elsewhere', `${otherFlow}&next=%2F%2Fevil.example`, {}],
  ]
  for (const [what, at, jar] of attempts) {
    const answer = await ask(at, { cookies: jar })
    expect([what, answer.status, session(answer)]).toEqual([what, 303, []])
    const to = new URL(answer.headers.get('location') ?? 'missing:', mind)
    expect([what, to.origin, to.pathname]).toEqual([what, mind, '/login'])
    await expectLogged(answer.requestId, { handler: 'auth.callback', outcome: 'invalid' }, [code])
  }
  for (const sent of [undefined, 'f'.repeat(32)]) {
    const body = new FormData()
    if (sent) body.set('csrf', sent)
    const begun = await ask('/auth/discord', { method: 'POST', cookies: victim, headers: { origin: mind }, body })
    expect(begun.headers.getSetCookie()).toEqual([])
    expect(begun.headers.get('location')).toBe('/login?next=%2Fguilds&problem=stale-page')
    await expectLogged(begun.requestId, { handler: 'auth.discord', reason: 'stale-page' }, [])
  }
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const headers: Record<string, string> = origin ? { origin } : {}
    const begun = await ask('/auth/discord', { method: 'POST', cookies: victim, headers })
    expect([origin, begun.status, begun.headers.getSetCookie()]).toEqual([origin, 403, []])
    await expectLogged(begun.requestId, { reason: 'foreign-origin' }, [])
  }
  // The link of a message leads on to Mind's own pages too, and looking at it signs nobody in.
  const confirm = await ask(
    `/auth/confirm?token_hash=${'h'.repeat(32)}&type=email&next=${encodeURIComponent('//evil.example')}`,
  )
  expect([confirm.status, session(confirm)]).toEqual([200, []])
  expect(confirm.text).not.toMatch(/(?:href|value|action)="[^"]*evil/)
  await expectLogged(confirm.requestId, { msg: 'return address refused' }, ['h'.repeat(32)])
})

test('a page asked for ahead of time takes nothing from those who wait for the same answer', async () => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  const { cookies } = await comeIn(ada)
  // The framework ends the calls of such a visit half way.
  const ahead = { rsc: '1', 'next-router-prefetch': '2' }
  for (const [path, title] of [
    ['', 'Overview'],
    ['/settings/reminders', 'Reminders'],
    ['/logs', 'Logs'],
    ['/onboarding', 'Onboarding'],
  ]) {
    const whole = `/guilds/${guild.id}${path}`
    const [, page] = await Promise.all([
      askPage(whole, cookies, ahead),
      askPage(whole, cookies, ahead).then(() => ask(whole, { cookies })),
    ])
    expect([path, page.status, page.text.match(/<h1[^>]*>([^<]*)</)?.[1]]).toEqual([path, 200, title])
  }
  const calls = await alphapyControl.requests({ path: guild.id })
  expect(calls.length).toBeGreaterThan(0)
  expect(calls.filter(({ status }) => status === null)).toEqual([])
})

test('nobody can choose the id under which the log knows a request', async () => {
  const { session, cookies } = await comeIn(await newPerson('mallory'))
  for (const chosen of [newSnowflake(), crypto.randomUUID(), '"}\n{"level":50,"msg":"action"'.replace('\n', '%0a')]) {
    const headers = { 'x-request-id': chosen, 'x-correlation-id': chosen, traceparent: `00-${'a'.repeat(32)}-b-01` }
    const answer = await ask(settingsApi({ id: newSnowflake(), name: '' }), { cookies, headers })
    expect([answer.status, answer.requestId === chosen]).toEqual([403, false])
    await expectLogged(answer.requestId, { msg: 'read refused', outcome: 'forbidden' }, [chosen, ...secretsOf(session)])
    const refused = await ask('/auth/sign-out', { method: 'POST', cookies, headers })
    await expectLogged(refused.requestId, { reason: 'foreign-origin' }, [chosen])
  }
})
