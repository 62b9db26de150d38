/** Nothing secret reaches a browser or the log: a whole visit, and then everything it was given is searched. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { combineChunks } from '@supabase/ssr'
import { mindLog } from './support/attack'
import { stackAddresses } from './support/control'
import { findCodes, findLookalikes, findSecrets, type Haystack } from './support/secrets'
import { expect, test } from './support/test'
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
  const arriving: Promise<Haystack>[] = []
  context.on('response', (response) => {
    const url = response.url()
    if (!url.startsWith(stackAddresses().mind)) return
    const read = async (): Promise<Haystack> => {
      const { 'set-cookie': _cookies, ...headers } = await response.allHeaders()
      const redirect = response.status() >= 300 && response.status() < 400
      const body = redirect ? '' : await response.text().catch(() => '')
      return {
        where: `${response.status()} ${new URL(url).pathname}`,
        text: [url, JSON.stringify(headers), body].join('\n'),
      }
    }
    arriving.push(read())
  })
  return () => Promise.all(arriving)
}

/** What the cookies of this browser hold: the session's tokens, and any other value scripts may not read. */
async function heldSecrets(context: BrowserContext): Promise<Record<string, string>> {
  const cookies = (await context.cookies(stackAddresses().mind)).filter(({ httpOnly }) => httpOnly)
  const name = 'sb-mind-auth-token'
  const text = await combineChunks(name, (wanted) => cookies.find((cookie) => cookie.name === wanted)?.value)
  const session = text ? JSON.parse(Buffer.from(text.replace('base64-', ''), 'base64url').toString('utf8')) : {}
  const tokens = ['access_token', 'provider_token', 'provider_refresh_token'].flatMap((part) =>
    typeof session[part] === 'string' ? [[`the ${part}`, session[part]]] : [],
  )
  const others = cookies.filter((cookie) => !cookie.name.startsWith(name) && cookie.value.length >= 16)
  return Object.fromEntries([...tokens, ...others.map((cookie) => [`the cookie ${cookie.name}`, cookie.value])])
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

test('a whole visit gives no token, key, password or cookie to a page, a bundle or the log', async ({
  page,
  context,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'reminders', { default_channel_id: newSnowflake() })
  const { anonKey, apiKey } = stackAddresses()
  const collected = collect(context)

  await page.goto('/')
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill('a wrong password to be refused')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('That does not match')).toBeVisible()
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
  const secrets = {
    ...(await heldSecrets(context)),
    'the password': ada.password,
    'the wrong password': 'a wrong password to be refused',
    'the service key': apiKey,
    'the project key': anonKey,
  }
  expect(Object.keys(secrets)).toContain('the access_token')

  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await page.getByRole('switch', { name: 'Reminders may call everyone' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saved \d/)).toBeVisible()
  await visitEverything(page, guild.id)
  await page.getByRole('button', { name: /Account menu/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/login$/)

  const answers = await collected()
  expect(answers.length).toBeGreaterThan(40)
  const shown = [...answers, ...bundles()]
  const log: Haystack = { where: 'the log', text: mindLog() }
  expect(log.text).toContain('settings.save')
  expect(findSecrets([...shown, log], secrets)).toEqual([])
  expect(findLookalikes([...shown, log])).toEqual([])
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
