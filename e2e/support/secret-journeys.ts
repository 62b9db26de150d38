/** Whole journeys that hold secrets: the ways in, a new account and a reset, every page of a server, an authenticator app. */
import { randomInt, randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { totpCode } from '../../dev/auth-server/totp'
import { discordsTokens, type NotedVisit } from './visit'
import { askForLinkAndCode, goThroughDiscord, newDiscordAccount, newestMessage } from './ways-in'

/** A button by its whole name. */
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The ways in, one after the other, in one browser. */
export async function comeInEveryWay(page: Page, { secrets, note }: NotedVisit): Promise<void> {
  const email = `ada-${randomUUID()}@example.test`
  const phone = `+3247${randomInt(10 ** 6, 10 ** 7)}`
  const account = await newDiscordAccount('ada', { email })
  const signedIn = async (way: string) => {
    await expect(page.getByRole('button', { name: /Account menu/ })).toBeVisible()
    await note(way)
    await page.getByRole('button', { name: /Account menu/ }).click()
    await button(page, 'Sign out').click()
    await expect(page).toHaveURL(/\/login$/)
  }
  await page.goto('/login')
  await goThroughDiscord(page, `Continue as ${account.username}`)
  await signedIn('Discord')
  Object.assign(secrets.values, await discordsTokens(account.id))

  const byCode = await askForLinkAndCode(page, email)
  await note('a code is awaited')
  await page.getByLabel('Code from the message').fill(byCode.code)
  await button(page, 'Sign in').click()
  await signedIn('code by e-mail')

  const byLink = await askForLinkAndCode(page, email)
  await page.goto(byLink.link)
  await button(page, 'Sign in').click()
  await signedIn('link by e-mail')

  await page.getByRole('link', { name: 'Use your phone number' }).click()
  await page.getByLabel('Phone number').fill(phone)
  await button(page, 'Send me a code').click()
  await expect(page.getByLabel('Code from the message')).toBeVisible()
  const sms = await newestMessage(phone)
  await page.getByLabel('Code from the message').fill(sms.code)
  await button(page, 'Sign in').click()
  await signedIn('code by phone')
  secrets.codes.push(byCode.code, byLink.code, sms.code)
  secrets.hashes['the hash of a link'] = byLink.tokenHash
}

/** Signs up by the link of a message, goes out, and comes back with a new password. */
export async function signUpAndReset(page: Page, email: string, password: string, { secrets, note }: NotedVisit) {
  await page.goto('/login')
  const welcome = await askForLinkAndCode(page, email)
  expect(welcome.purpose).toBe('signup')
  await page.goto(welcome.link)
  await button(page, 'Sign in').click()
  await expect(page.getByRole('button', { name: /Account menu/ })).toBeVisible()
  await note('signed up')
  await page.getByRole('button', { name: /Account menu/ }).click()
  await button(page, 'Sign out').click()

  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible()
  await page.getByLabel('E-mail').fill(email)
  await button(page, 'Send the message').click()
  await expect(page.getByLabel('Code from the message')).toBeVisible()
  await note('a reset is awaited')
  const reset = await newestMessage(email)
  expect(reset.purpose).toBe('recovery')
  await page.goto(reset.link)
  await button(page, 'Go on').click()
  await page.getByLabel('New password').fill(password)
  await note('before the new password')
  await button(page, 'Save the password').click()
  await expect(page.getByRole('button', { name: /Account menu/ })).toBeVisible()
  await note('after the new password')
  secrets.codes.push(welcome.code, reset.code)
  Object.assign(secrets.hashes, { 'the hash of a welcome': welcome.tokenHash, 'the hash of a reset': reset.tokenHash })
}

/** Sets up an authenticator app on the account page; its secret as it is typed, and the address of its picture. */
export async function setUpApp(page: Page, codes: string[]): Promise<{ secret: string; picture: string }> {
  const second = page.getByRole('region', { name: 'Second factor' })
  await button(page, 'Set up an authenticator app').click()
  const picture = second.getByRole('img', { name: 'QR code for your authenticator app' })
  const app = {
    picture: (await picture.getAttribute('src')) ?? '',
    secret: (await second.locator('.select-all').textContent()) ?? '',
  }
  codes.push(totpCode(app.secret.replaceAll(' ', ''), Date.now()))
  await second.getByLabel('Code of six digits').fill(codes.at(-1) ?? '')
  await button(page, 'Switch on').click()
  await expect(second.getByText('The second factor is on.', { exact: false })).toBeVisible()
  return app
}

/** Every page of a server, and its data as scripts ask for it. */
export async function visitEverything(page: Page, guildId: string): Promise<void> {
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
