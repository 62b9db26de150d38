/** Nothing secret reaches a browser or the log: whole visits, and then everything they were given is searched. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { totpCode } from '../dev/auth-server/totp'
import { ask, cookiesOf, mindLog, secretsOf } from './support/attack'
import { authControl, stackAddresses } from './support/control'
import { button, comeInEveryWay, setUpApp, signUpAndReset, visitEverything } from './support/secret-journeys'
import { findCodes, findLookalikes, findSecrets, type Haystack } from './support/secrets'
import { test as base, expect } from './support/test'
import { bundles, discordsTokens, noteSecrets, type Secrets, withinReach } from './support/visit'
import { newDiscordAccount, untilHeard } from './support/ways-in'
import { startWire, type Wire } from './support/wire'
import { type IssuedSession, newGuild, newPerson, newSnowflake, storeSettings } from './support/world'

/** A browser whose every answer of Mind is kept on the wire. */
const test = base.extend<{ wire: Wire }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  wire: async ({}, use) => {
    const wire = await startWire()
    await use(wire)
    await wire.stop()
  },
  proxy: async ({ wire }, use) => use({ server: wire.server }),
})

/** Expects that each secret stands where it must, and in nothing else. */
async function expectKept(answers: Haystack[], { values, codes, hashes, passing }: Secrets, page: Page): Promise<void> {
  const { anonKey, apiKey } = stackAddresses()
  const log: Haystack = { where: 'the log', text: mindLog() }
  const shown = [...answers, ...bundles(), await withinReach(page)]
  const all = { ...values, 'the service key': apiKey, 'the project key': anonKey }
  expect(findSecrets([...shown, log], all)).toEqual([])
  expect(findLookalikes([...shown, log])).toEqual([])
  const pages = answers.filter(({ where }) => !where.includes('/_next/'))
  expect(findCodes([...pages, log], codes)).toEqual([])
  // What an address must carry stands in that address, the hash of a link also in the form behind it, and in nothing else.
  const but = (path: string, page?: string) =>
    shown.filter(({ where }) => !(where.startsWith('the head of ') && where.endsWith(` ${path}`)) && where !== page)
  expect(findSecrets([...but('/auth/callback'), log], passing)).toEqual([])
  expect(findSecrets([...but('/auth/confirm', '200 GET /auth/confirm'), log], hashes)).toEqual([])
  // The token of a change belongs into pages, and only there.
  const csrf = (await page.context().cookies()).find(({ name }) => name === 'mind-csrf')?.value ?? ''
  expect(findSecrets([...bundles(), log], { 'the token of a change': csrf })).toEqual([])
}

test('the ways in and a visit to every page of a server give no token, key, password, code or cookie to a page, a bundle or the log', async ({
  page,
  wire,
}) => {
  test.setTimeout(80_000)
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'reminders', { default_channel_id: newSnowflake() })
  const noted = noteSecrets(page)
  await comeInEveryWay(page, noted)
  const wrong = 'a wrong password to be refused'
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(wrong)
  await button(page, 'Sign in').click()
  await expect(page.getByText('That does not match')).toBeVisible()
  await page.getByLabel('Password').fill(ada.password)
  await button(page, 'Sign in').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
  await noted.note('password')

  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await page.getByRole('switch', { name: 'Reminders may call everyone' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saved \d/)).toBeVisible()
  await visitEverything(page, guild.id)
  const { values, passing } = noted.secrets
  Object.assign(values, { 'the password': ada.password, 'the wrong password': wrong })
  const names = Object.keys(values).join()
  for (const name of [
    'the access_token (Discord)',
    'the access_token (code by phone)',
    'the verifier of',
    '-awaited',
  ]) {
    expect(names).toContain(name)
  }
  expect(Object.keys(passing)).not.toEqual([])
  const answers = await wire.answers()
  expect(answers.length).toBeGreaterThan(60)
  // Answers of actions are among them, though no script keeps those.
  expect(
    answers.filter(({ where, text }) => / POST .*reminders$/.test(where) && text.includes('"ok":true')),
  ).toHaveLength(1)
  expect(mindLog()).toContain('settings.save')
  await expectKept(answers, noted.secrets, page)
})

test.describe('with the local Discord, which has no icon', () => {
  test.use({ expectedComplaints: [/status of 404/] })

  test('signing up, a reset, the account page and a second factor give none either, and the secret of an app to one answer', async ({
    page,
    wire,
  }) => {
    test.setTimeout(80_000)
    const email = `eva-${randomUUID()}@example.test`
    const [chosen, changed] = [`secret-of-${randomUUID()}`, `secret-of-${randomUUID()}`]
    const account = await newDiscordAccount('eva')
    const noted = noteSecrets(page)
    const { values, codes } = noted.secrets
    await signUpAndReset(page, email, chosen, noted)

    for (const device of ['second', 'third']) {
      const session = await authControl.post<IssuedSession>('/sessions', { email })
      expect((await ask('/auth/session', { cookies: cookiesOf(session) })).text).toContain('signed-in')
      for (const [at, secret] of secretsOf(session).entries()) values[`secret ${at} of a ${device} device`] = secret
    }
    await page.goto('/account')
    const devices = page.getByRole('region', { name: 'Where you are signed in' })
    await expect(devices.getByRole('listitem')).toHaveCount(3)
    await devices.getByRole('listitem').last().getByRole('button').click()
    await expect(devices.getByRole('listitem')).toHaveCount(2)
    await button(page, 'Sign out everywhere else').click()
    await expect(devices.getByRole('listitem')).toHaveCount(1)
    await page.getByLabel('Present password').fill(chosen)
    await page.getByLabel('New password').fill(changed)
    await button(page, 'Change password').click()
    await expect(page.getByText('Your password is changed.', { exact: false })).toBeVisible()

    await button(page, 'Connect Discord').click()
    await button(page, `Continue as ${account.username}`).click()
    await expect(page.getByText('Discord is connected.', { exact: false })).toBeVisible()
    Object.assign(values, await discordsTokens(account.id))
    await untilHeard(button(page, 'Remove Discord as a way to sign in'))
    await button(page, 'Remove Discord as a way to sign in').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(page.getByText('Removed. It no longer opens this account.')).toBeVisible()

    const app = await setUpApp(page, codes)
    await noted.note('both factors')
    await page.getByRole('button', { name: /Account menu/ }).click()
    await button(page, 'Sign out').click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(changed)
    await button(page, 'Sign in').click()
    await expect(page.getByRole('heading', { level: 1, name: 'One more step' })).toBeVisible()
    await noted.note('one factor of two')
    codes.push(totpCode(app.secret.replaceAll(' ', ''), Date.now()))
    await page.getByLabel('Code of six digits').fill(codes.at(-1) ?? '')
    await button(page, 'Go on').click()
    await expect(page.getByRole('button', { name: /Account menu/ })).toBeVisible()
    await noted.note('both factors shown')
    await page.goto('/account')
    await expect(page.getByRole('button', { name: /Remove the authenticator app/ })).toBeVisible()

    Object.assign(values, { 'the chosen password': chosen, 'the changed password': changed })
    for (const step of ['signed up', 'before the new password', 'both factors', 'one factor of two']) {
      expect(Object.keys(values)).toContain(`the access_token (${step})`)
    }
    expect(Object.keys(noted.secrets.passing)).not.toEqual([])
    const ofApp = {
      'the secret of the app': app.secret,
      'its letters': app.secret.replaceAll(' ', ''),
      picture: app.picture,
    }
    const answers = await wire.answers()
    const telling = answers.filter((answer) => findSecrets([answer], ofApp).length > 0)
    expect(telling.map(({ where }) => where)).toEqual(['200 POST /account'])
    Object.assign(values, ofApp)
    await expectKept(
      answers.filter((answer) => !telling.includes(answer)),
      noted.secrets,
      page,
    )
    expect(findSecrets(telling, { ...values, ...noted.secrets.hashes }).sort()).toEqual([
      'picture in 200 POST /account',
      'the secret of the app in 200 POST /account',
    ])
  })
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
  const id = { where: 'log', text: '{"requestId":"a123456b-0c1d-4e2f-8a9b-0123456789ab"}' }
  expect(findCodes([id], ['123456'])).toEqual([])
  expect(() => findSecrets([], { short: 'abc' })).toThrow()
})
