import { randomInt, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { authControl, stackAddresses } from './support/control'
import { expect, test } from './support/test'
import {
  askForLinkAndCode,
  defaultLink,
  goThroughDiscord,
  newDiscordAccount,
  newestMessage,
  storedSession,
} from './support/ways-in'
import { issueSession, newGuild, newPerson, putSession, sessionCookies, signInAs, withExpiry } from './support/world'

const signedIn = (page: Page) => expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('Discord: consent leads to the wanted address, and no token of Discord stays anywhere', async ({ page }) => {
  const ada = await newPerson('ada', { discord: false })
  const account = await newDiscordAccount('ada', { email: ada.email })
  const guild = await newGuild('Harbour Café', [ada])
  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await goThroughDiscord(page, `Continue as ${account.username}`)
  await expect(page).toHaveURL(`/guilds/${guild.id}/settings/reminders`)

  const stored = await storedSession(page.context())
  expect(stored).toMatchObject({ claims: { sub: ada.userId }, httpOnly: true })
  expect(Object.keys(stored?.session).sort()).toEqual(['access_token', 'expires_at', 'refresh_token', 'token_type'])
  expect((await page.context().cookies()).filter(({ name }) => name.includes('flow'))).toEqual([])
})

test('Discord: cancelling, an unverified address and a flow of nobody have words, and keep the wanted address', async ({
  page,
}) => {
  const sam = await newDiscordAccount('sam', { verified: false })
  await page.goto('/login?next=/guilds/42')
  await goThroughDiscord(page, 'Cancel')
  await expect(page.getByText('You did not let Discord tell who you are')).toBeVisible()
  expect(new URL(page.url()).searchParams.get('next')).toBe('/guilds/42')
  await goThroughDiscord(page, `Continue as ${sam.username}`)
  await expect(page.getByText('Your e-mail address at Discord is not verified')).toBeVisible()
  expect(new URL(page.url()).searchParams.get('next')).toBe('/guilds/42')

  for (const [path, words] of [
    ['/auth/callback?flow=AAAAAAAAAAAAAAAA&code=stolen&next=//evil.example', 'belongs to another browser'],
    ['/auth/leaving?flow=AAAAAAAAAAAAAAAA', 'That took too long'],
    ['/?error=invalid_request&error_code=bad_oauth_state', 'That took too long'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByText(words)).toBeVisible()
    await expect(page).toHaveURL(/\/login\?/)
    expect(page.url()).not.toContain('evil')
  }
  expect(await storedSession(page.context())).toBeUndefined()
})

test('a code by e-mail: a wrong one is told, the right one signs in, and not to be remembered stays so', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  await page.goto('/login')
  await page.getByLabel('Stay signed in on this device').uncheck()
  const first = await askForLinkAndCode(page, ada.email)
  await page.getByLabel('Code from the message').fill(first.code === '000000' ? '000001' : '000000')
  await button(page, 'Sign in').click()
  await expect(page.getByText('That code does not work')).toBeVisible()
  await expect(page.getByLabel('Code from the message')).toBeFocused()
  await page.reload()
  await button(page, 'Send it once more').click()
  await expect(page.getByText('Asked for once more')).toBeVisible()
  await page.getByLabel('Code from the message').fill((await newestMessage(ada.email)).code)
  await page.keyboard.press('Enter')
  await signedIn(page)

  const stored = await storedSession(page.context())
  expect(stored).toMatchObject({ expires: -1, claims: { sub: ada.userId } })
  const names = (await page.context().cookies()).map(({ name }) => name)
  expect(names.filter((name) => name.startsWith('sb-')).every((name) => /auth-token(\.\d)?$/.test(name))).toBe(true)

  // The door refreshes: a new token, and still nothing that outlives the browser.
  const ended = await withExpiry({ ...stored?.session, user: { id: ada.userId } }, Math.floor(Date.now() / 1000) - 60)
  await page.context().addCookies(
    sessionCookies(ended).map((cookie) => ({
      ...cookie,
      url: stackAddresses().mind,
      httpOnly: true,
      sameSite: 'Lax',
    })),
  )
  await page.goto('/guilds')
  await signedIn(page)
  const renewed = await storedSession(page.context())
  expect(renewed?.expires).toBe(-1)
  expect(renewed?.session.access_token).not.toBe(ended.access_token)
})

test('a link by e-mail: looking at it spends nothing, its button signs in in any browser, and it works once', async ({
  page,
  browser,
  baseURL,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await page.goto(`/guilds/${guild.id}/logs`)
  const { link } = await askForLinkAndCode(page, ada.email)
  for (let look = 0; look < 2; look++) expect((await page.request.get(link)).status()).toBe(200)

  const elsewhere = await browser.newContext({ locale: 'en-GB', ...(baseURL ? { baseURL } : {}) })
  const phone = await elsewhere.newPage()
  // Whoever is signed in there is replaced, whole.
  const mira = await newPerson('mira')
  await putSession(elsewhere, await issueSession(mira))
  await phone.goto(link)
  await expect(phone.getByText(`You are signed in as ${mira.email}`)).toBeVisible()
  await button(phone, 'Sign in').click()
  await expect(phone).toHaveURL(`/guilds/${guild.id}/logs`)
  expect((await storedSession(elsewhere))?.claims.sub).toBe(ada.userId)
  await expect
    .poll(async () => (await authControl.get<{ sessions: [] }>(`/sessions?userId=${mira.userId}`)).sessions.length)
    .toBe(0)
  await elsewhere.close()

  await page.goto(link)
  await button(page, 'Sign in').click()
  await expect(page.getByText('This link no longer works')).toBeVisible()
  await page.getByRole('link', { name: 'Choose another way to sign in' }).click()
  await expect(page).toHaveURL(`/login?next=${encodeURIComponent(`/guilds/${guild.id}/logs`)}`)
  await page.goto('/auth/confirm?type=email')
  await expect(page.getByText('This link no longer works')).toBeVisible()
})

test('a link and a code that have grown too old say so, and new ones sign in', async ({ page }) => {
  const ada = await newPerson('ada')
  await page.goto('/login')
  const old = await askForLinkAndCode(page, ada.email)
  expect(await authControl.post('/messages/expire', { userId: ada.userId })).toEqual({ expired: 1 })
  await page.getByLabel('Code from the message').fill(old.code)
  await button(page, 'Sign in').click()
  await expect(page.getByText('That code does not work')).toBeVisible()
  await page.goto(old.link)
  await button(page, 'Sign in').click()
  await expect(page.getByText('This link no longer works')).toBeVisible()
  expect(await storedSession(page.context())).toBeUndefined()

  await page.goto('/login')
  await page.goto((await askForLinkAndCode(page, ada.email)).link)
  await button(page, 'Sign in').click()
  await signedIn(page)
})

test('a link of the default templates: signs in where it was asked for, nowhere else, and says when it is spent', async ({
  page,
  browser,
  baseURL,
}) => {
  const ada = await newPerson('ada')
  await page.goto('/login')
  const first = defaultLink(await askForLinkAndCode(page, ada.email))
  const elsewhere = await browser.newContext({ locale: 'en-GB', ...(baseURL ? { baseURL } : {}) })
  const stranger = await elsewhere.newPage()
  await stranger.goto(first)
  await expect(stranger.getByText('This link belongs to another browser')).toBeVisible()
  expect(await storedSession(elsewhere)).toBeUndefined()
  // Somebody signed in is told as well, and stays who they are.
  const mira = await newPerson('mira')
  await putSession(elsewhere, await issueSession(mira))
  await stranger.goto('/auth/callback?flow=AAAAAAAAAAAAAAAA&code=stolen')
  await signedIn(stranger)
  await expect(stranger.getByText('This link belongs to another browser')).toBeVisible()
  expect((await storedSession(elsewhere))?.claims.sub).toBe(mira.userId)
  await elsewhere.close()

  await page.goto(first)
  await expect(page.getByText('This link no longer works')).toBeVisible()
  const second = defaultLink(await askForLinkAndCode(page, ada.email))
  await page.goto(second)
  await signedIn(page)
})

test('a code by phone: a number without its country and one that takes none are told, the code signs in', async ({
  page,
}) => {
  const number = `+3247${randomInt(10 ** 6, 10 ** 7)}`
  await page.goto('/login')
  await page.getByRole('link', { name: 'Use your phone number' }).click()
  await expect(page.getByLabel('Phone number')).toBeFocused()
  await page.keyboard.type('0470 12 34 56')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No message can be sent to this number')).toBeVisible()
  await expect(page.getByLabel('Phone number')).toHaveValue('0470 12 34 56')
  await expect(page.getByLabel('Phone number')).toBeFocused()

  await authControl.addFault({
    match: { path: '/otp', subject: number },
    times: 1,
    do: { status: 422, body: '{"code":422,"error_code":"sms_send_failed","msg":"x"}', contentType: 'application/json' },
  })
  await page.getByLabel('Phone number').fill(number)
  await button(page, 'Send me a code').click()
  await expect(page.getByText('No message can be sent to this number')).toBeVisible()
  // The words are those of the first try; the focus tells that the second is over.
  await expect(page.getByLabel('Phone number')).toBeFocused()
  await button(page, 'Send me a code').click()
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible()
  await expect(page).toHaveTitle(/Enter the code/)
  await expect(page.getByLabel('Code from the message')).toBeFocused()
  await page.keyboard.type((await newestMessage(number)).code)
  await button(page, 'Sign in').click()
  await expect(page).toHaveURL(/\/guilds$/)
  expect((await storedSession(page.context()))?.claims.phone).toBe(number.slice(1))
  await expect(page.getByRole('button', { name: 'Account menu' })).toContainText(number)
})

test('a forgotten password: equal answers, a link, a new password, and all other sessions over', async ({ page }) => {
  const ada = await newPerson('ada')
  const other = await issueSession(ada)
  const ask = async (email: string) => {
    await page.goto('/login')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible()
    await page.getByLabel('E-mail').fill(email)
    await button(page, 'Send the message').click()
    await expect(page.getByText(`If ${email} belongs to an account here, a message is on its way`)).toBeVisible()
  }
  await ask(`nobody-${randomUUID()}@example.test`)
  await ask(ada.email)
  await page.goto((await newestMessage(ada.email)).link)
  await button(page, 'Go on').click()
  await page.getByLabel('New password').fill('12345')
  await button(page, 'Save the password').click()
  await expect(page.getByText('This password is too easy to guess')).toBeVisible()
  const password = `new-${randomUUID()}`
  await page.getByLabel('New password').fill(password)
  await button(page, 'Save the password').click()
  await signedIn(page)

  const { auth, anonKey } = stackAddresses()
  const apikey = { apikey: anonKey, 'content-type': 'application/json' }
  const user = await fetch(`${auth}/auth/v1/user`, {
    headers: { ...apikey, authorization: `Bearer ${other.access_token}` },
  })
  expect(user.status).toBe(403)
  const grant = await fetch(`${auth}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: apikey,
    body: JSON.stringify({ email: ada.email, password }),
  })
  expect(grant.status).toBe(200)
})

test('a new password needs a fresh message: being signed in is not enough, its code is', async ({ page }) => {
  const ada = await newPerson('ada')
  await signInAs(page.context(), ada)
  await page.goto('/login/new-password')
  await expect(page.getByText('This needs a fresh message')).toBeVisible()
  await page.getByRole('link', { name: 'Set a new password' }).click()
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible()
  await page.getByLabel('E-mail').fill(ada.email)
  await button(page, 'Send the message').click()
  await expect(page.getByLabel('Code from the message')).toBeVisible()
  await page.getByLabel('Code from the message').fill((await newestMessage(ada.email)).code)
  await button(page, 'Sign in').click()
  await page.getByLabel('New password').fill(ada.password)
  await button(page, 'Save the password').click()
  await expect(page.getByText('This is the password you had')).toBeVisible()
})

test('what the auth server refuses has words of its own on every step', async ({ page }) => {
  const ada = await newPerson('ada')
  const email = `new-${randomUUID()}@example.test`
  await authControl.post('/users', { email, password: 'local-password', confirmed: false })
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill('local-password')
  await button(page, 'Sign in').click()
  await expect(page.getByText('Your e-mail address is not confirmed yet')).toBeVisible()
  const { code } = await askForLinkAndCode(page, email)
  await page.getByLabel('Code from the message').fill(code)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/guilds$/)
  await page.context().clearCookies({ name: /^sb-/ })
  await page.goto('/login')

  const refuseOnce = (path: string, status: number, code: string, msg = 'x') =>
    authControl.addFault({
      match: { path, subject: ada.email },
      times: 1,
      do: { status, body: JSON.stringify({ code: status, error_code: code, msg }), contentType: 'application/json' },
    })
  await page.getByLabel('E-mail').fill(ada.email)
  for (const [status, code, words] of [
    [422, 'email_provider_disabled', 'This way in is closed at present'],
    [400, 'email_address_invalid', 'No message can be sent to this address'],
    [503, 'x', 'The sign-in service could not be reached'],
    [429, 'over_email_send_rate_limit', 'Try again in 52 seconds'],
  ] as const) {
    await refuseOnce('/otp', status, code, 'you can only request this after 52 seconds.')
    await button(page, 'Send me a link and a code instead').click()
    await expect(page.getByText(words)).toBeVisible()
  }
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('Discord, a code by e-mail and a refused password work as they do with them', async ({ page }) => {
    const ada = await newPerson('ada')
    await page.goto('/login?next=/guilds')
    await page.getByLabel('E-mail').fill(ada.email)
    await page.getByLabel('Password').fill('wrong')
    await page.keyboard.press('Enter')
    await expect(page.getByText('That does not match')).toBeVisible()
    await expect(page.getByLabel('E-mail')).toHaveValue(ada.email)
    const { code } = await askForLinkAndCode(page, ada.email)
    await page.getByLabel('Code from the message').fill(code)
    await button(page, 'Sign in').click()
    await signedIn(page)

    await page.context().clearCookies({ name: /^sb-/ })
    const account = await newDiscordAccount('bram')
    await page.goto('/login')
    await goThroughDiscord(page, `Continue as ${account.username}`)
    await expect(page).toHaveURL(/\/guilds$/)
  })
})
