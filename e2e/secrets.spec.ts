/** Nothing secret reaches a browser or the log: a whole visit, and then everything it was given is searched. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { combineChunks } from '@supabase/ssr'
import { mindLog } from './support/attack'
import { discordControl, stackAddresses } from './support/control'
import { findCodes, findLookalikes, findSecrets, type Haystack } from './support/secrets'
import { expect, test } from './support/test'
import { askForLinkAndCode, goThroughDiscord, newDiscordAccount, newestMessage } from './support/ways-in'
import { newGuild, newPerson, newSnowflake, storeSettings } from './support/world'

const staticFolder = join(import.meta.dirname, '..', '.next', 'static')

/** Every file a browser may load. */
function bundles(): Haystack[] {
  return readdirSync(staticFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|json|map|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ where: path.slice(staticFolder.length), text: readFileSync(path, 'utf8') }))
}

/** Collects every answer of Mind as the browser gets it: bodies, headers that scripts or the address bar show, addresses. */
function collect(context: BrowserContext): () => Promise<Haystack[]> {
  const arriving: Promise<Haystack[]>[] = []
  // Answers whose request was given up, by leaving the page, have no end that could be waited for.
  context.on('requestfinished', (request) => {
    const url = request.url()
    if (!url.startsWith(stackAddresses().mind)) return
    const read = async (): Promise<Haystack[]> => {
      const response = await request.response()
      if (!response) return []
      const { 'set-cookie': _cookies, ...headers } = await response.allHeaders()
      const redirect = response.status() >= 300 && response.status() < 400
      const where = `${response.status()} ${new URL(url).pathname}`
      const body = redirect ? '' : await response.text().catch(() => '')
      return [
        { where: `the head of ${where}`, text: `${url}\n${JSON.stringify(headers)}` },
        { where, text: body },
      ]
    }
    arriving.push(read())
  })
  return async () => (await Promise.all(arriving)).flat()
}

/** What the cookies of this browser hold: the session's tokens, and any other value scripts may not read. */
async function heldSecrets(context: BrowserContext): Promise<Record<string, string>> {
  const cookies = (await context.cookies()).filter(({ httpOnly }) => httpOnly)
  const name = 'sb-mind-auth-token'
  const text = await combineChunks(name, (wanted) => cookies.find((cookie) => cookie.name === wanted)?.value)
  const session = text ? JSON.parse(Buffer.from(text.replace('base64-', ''), 'base64url').toString('utf8')) : {}
  const tokens = ['access_token', 'refresh_token', 'provider_token', 'provider_refresh_token'].flatMap((part) =>
    typeof session[part] === 'string' ? [[`the ${part}`, session[part]]] : [],
  )
  const others = cookies.filter(
    (cookie) => !/^sb-mind-auth-token(\.\d+)?$/.test(cookie.name) && cookie.value.length >= 16,
  )
  const verifiers = others.flatMap(({ name: of, value }) => {
    const { verifier } = of.includes('-flow-') ? JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) : {}
    return verifier ? [[`the verifier of ${of}`, verifier]] : []
  })
  return Object.fromEntries([
    ...tokens,
    ...verifiers,
    ...others.map((cookie) => [`the cookie ${cookie.name}`, cookie.value]),
  ])
}

async function visitEverything(page: Page, guildId: string): Promise<void> {
  const pages = ['', '/settings/reminders', '/settings/gpt', '/settings/invites', '/onboarding', '/history', '/logs']
  for (const path of pages) {
    await page.goto(`/guilds/${guildId}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  // The same pages as flight data, and the data handlers, as the browser's own scripts ask for them.
  const asked = [
    ...pages.map((path) => ({ path: `/guilds/${guildId}${path}`, headers: { rsc: '1' } })),
    ...['settings?category=reminders&now=1', 'overview', 'onboarding', 'logs?now=1'].map((path) => ({
      path: `/api/guilds/${guildId}/${path}`,
      headers: {},
    })),
    { path: '/auth/session', headers: {} },
    { path: '/api/health', headers: {} },
  ]
  const answers = await page.evaluate(
    (all) => Promise.all(all.map(async ({ path, headers }) => (await fetch(path, { headers })).status)),
    asked as { path: string; headers: Record<string, string> }[],
  )
  expect(answers.filter((status) => status !== 200)).toEqual([])
}

/** The ways in, one after the other, in one browser. Tells what was secret about each. */
async function comeInEveryWay(page: Page, context: BrowserContext) {
  const secrets: Record<string, string> = {}
  const codes: string[] = []
  const email = `ada-${randomUUID()}@example.test`
  const phone = `+3247${randomInt(10 ** 6, 10 ** 7)}`
  const account = await newDiscordAccount('ada', { email })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const remember = async (way: string) => {
    for (const [name, value] of Object.entries(await heldSecrets(context))) secrets[`${name} (${way})`] = value
  }
  const signedIn = async (way: string) => {
    await expect(page.getByRole('button', { name: /Account menu/ })).toBeVisible()
    await remember(way)
    await page.getByRole('button', { name: /Account menu/ }).click()
    await button('Sign out').click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  // On the way to Discord the verifier is in its cookie, and after it Discord's tokens are where only it knows them.
  page.on('framenavigated', () => void remember('under way'))
  await goThroughDiscord(page, `Continue as ${account.username}`)
  await signedIn('Discord')
  const { grants } = await discordControl.get<{ grants: { accessToken: string; refreshToken: string }[] }>(
    `/grants?accountId=${account.id}`,
  )
  expect(grants.length).toBeGreaterThan(0)
  for (const [at, { accessToken, refreshToken }] of grants.entries()) {
    secrets[`Discord’s access token ${at}`] = accessToken
    secrets[`Discord’s refresh token ${at}`] = refreshToken
  }

  const byCode = await askForLinkAndCode(page, email)
  await remember('a code is awaited')
  codes.push(byCode.code)
  await page.getByLabel('Code from the message').fill(byCode.code)
  await button('Sign in').click()
  await signedIn('code by e-mail')

  const { link, code } = await askForLinkAndCode(page, email)
  codes.push(code)
  await page.goto(link)
  await button('Sign in').click()
  await signedIn('link by e-mail')

  await page.getByRole('link', { name: 'Use your phone number' }).click()
  await page.getByLabel('Phone number').fill(phone)
  await button('Send me a code').click()
  await expect(page.getByLabel('Code from the message')).toBeVisible()
  const sms = await newestMessage(phone)
  codes.push(sms.code)
  await page.getByLabel('Code from the message').fill(sms.code)
  await button('Sign in').click()
  await signedIn('code by phone')
  return { secrets, codes, hashes: { 'the hash of a link': new URL(link).searchParams.get('token_hash') ?? '' } }
}

test('a whole visit gives no token, key, password, code or cookie to a page, a bundle or the log', async ({
  page,
  context,
}) => {
  test.setTimeout(80_000)
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'reminders', { default_channel_id: newSnowflake() })
  const { anonKey, apiKey, mind } = stackAddresses()
  const collected = collect(context)
  const passing: Record<string, string> = {}
  context.on('request', (request) => {
    const url = new URL(request.url())
    const code = url.origin === mind ? url.searchParams.get('code') : null
    if (code) passing[`the code of a flow ${Object.keys(passing).length}`] = code
  })

  await page.goto('/login')
  const ways = await comeInEveryWay(page, context)
  const wrong = 'a wrong password to be refused'
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(wrong)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('That does not match')).toBeVisible()
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()

  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await page.getByRole('switch', { name: 'Reminders may call everyone' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saved \d/)).toBeVisible()
  await visitEverything(page, guild.id)
  const secrets = {
    ...ways.secrets,
    ...(await heldSecrets(context)),
    'the password': ada.password,
    'the wrong password': wrong,
    'the service key': apiKey,
    'the project key': anonKey,
  }
  const names = Object.keys(secrets).join()
  for (const name of [
    'the access_token (Discord)',
    'the access_token (code by phone)',
    'the verifier of',
    '-awaited',
  ]) {
    expect(names).toContain(name)
  }
  expect(Object.keys(passing)).not.toEqual([])

  const answers = await collected()
  expect(answers.length).toBeGreaterThan(60)
  const log: Haystack = { where: 'the log', text: mindLog() }
  expect(log.text).toContain('settings.save')
  const shown = [...answers, ...bundles()]
  expect(findSecrets([...shown, log], secrets)).toEqual([])
  expect(findLookalikes([...shown, log])).toEqual([])
  const pages = answers.filter(({ where }) => !where.includes('/_next/'))
  expect(findCodes([...pages, log], ways.codes)).toEqual([])
  // What an address must carry stands in that address and in nothing else.
  expect(findSecrets([...shown.filter(({ where }) => !where.includes('/auth/callback')), log], passing)).toEqual([])
  expect(findSecrets([...shown.filter(({ where }) => !where.includes('/auth/confirm')), log], ways.hashes)).toEqual([])
  // The token of a change belongs into pages, and only there.
  const csrf = (await context.cookies()).find(({ name }) => name === 'mind-csrf')?.value ?? ''
  expect(findSecrets([...bundles(), log], { 'the token of a change': csrf })).toEqual([])
})

test('the search bites, however a secret is written', () => {
  const token = `eyJ${randomBytes(12).toString('base64url')}.eyJ${randomBytes(30).toString('base64url')}.${randomBytes(40).toString('base64url')}`
  const password = `secret-of-${randomUUID()}`
  const [, payload = '', signature = ''] = token.split('.')
  const cookie = (before: string) => Buffer.from(`${before}{"access_token":"${token}","x":1}`).toString('base64url')
  const planted = {
    plain: `<p>${token}</p>`,
    signature: `"${signature}"`,
    payload: `;${payload};`,
    cookies: cookie(''),
    'cookies, shifted by one': cookie('a'),
    'cookies, shifted by two': cookie('ab'),
    hexadecimal: Buffer.from(token).toString('hex'),
    address: `?t=${encodeURIComponent(token)}`,
  }
  for (const [where, text] of Object.entries(planted)) {
    expect(findSecrets([{ where, text }], { canary: token })).toEqual([`canary in ${where}`])
  }
  const innocent = [{ where: 'elsewhere', text: cookie('').slice(0, 20) + randomBytes(2_000).toString('base64') }]
  expect(findSecrets(innocent, { canary: token, password })).toEqual([])
  expect(findSecrets([{ where: 'log', text: `{"p":"${password}"}` }], { password })).toEqual(['password in log'])
  expect(findLookalikes([{ where: 'page', text: `x${token}` }])).toEqual(['a JWT in page'])
  expect(findLookalikes([{ where: 'page', text: `sb_secret_${'k'.repeat(22)}` }])).toEqual(['a project key in page'])
  expect(findCodes([{ where: 'log', text: 'code 123456.' }], ['123456'])).toEqual(['a code in log'])
  expect(findCodes([{ where: 'log', text: '"ms":21.123456,"at":1234567' }], ['123456'])).toEqual([])
  expect(() => findSecrets([], { short: 'abc' })).toThrow()
})
