import type { BrowserContext, Page } from '@playwright/test'
import { totpCode } from '../dev/auth-server/totp'
import { violationsOn } from './support/accessibility'
import { alphapyControl, authControl, stackAddresses } from './support/control'
import { expect, test } from './support/test'
import { untilHeard } from './support/ways-in'
import {
  issueSession,
  newGuild,
  newPerson,
  newSnowflake,
  type Person,
  putSession,
  signInAs,
  withClaims,
  withExpiry,
} from './support/world'

/** Another browser of the same person. */
async function anotherBrowser(page: Page): Promise<BrowserContext> {
  const context = await page.context().browser()?.newContext({ baseURL: stackAddresses().mind })
  if (!context) throw new Error('the browser is gone')
  return context
}

async function stateOf(context: BrowserContext): Promise<string> {
  return (await (await context.request.get('/auth/session')).json()).session
}

async function signInByForm(page: Page, person: Person): Promise<void> {
  await page.goto('/login')
  await signInHere(page, person)
}

async function signInHere(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const region = (page: Page, name: string) => page.getByRole('region', { name })
const userCalls = (person: Person) => authControl.requests({ path: 'v1/user$', subject: person.userId })

test('the account page tells who is signed in, until when and where, and signing out in one browser ends the others at once', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  const [second, third] = [await anotherBrowser(page), await anotherBrowser(page)]
  await signInAs(second, ada)
  const copied = await signInAs(third, ada)
  const path = `/api/guilds/${guild.id}/settings?category=reminders`
  for (const context of [second, third]) expect((await context.request.get(path)).status()).toBe(200)

  await page.goto('/guilds')
  await page.getByRole('button', { name: /Account menu/ }).click()
  await page.getByRole('link', { name: 'Your account' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible()
  await expect(region(page, 'You').getByText(ada.email)).toBeVisible()
  await expect(region(page, 'You').getByText(ada.discordId)).toBeVisible()
  const access = region(page, 'Your access to servers')
  await expect(access.getByRole('link')).toHaveCount(1)
  await expect(access.getByText('Alphapy recognised you as an administrator')).toBeVisible()
  const devices = region(page, 'Where you are signed in').getByRole('listitem')
  await expect(devices).toHaveCount(3)
  await expect(devices.first()).toContainText('Chrome on')
  await expect(devices.first()).toContainText('This device')

  // One device: out of Mind at once, and at the auth server with its next request.
  await devices
    .last()
    .getByRole('button', { name: /Sign out/ })
    .click()
  await expect(page.getByText('Signed out. Mind lets this device in no more.')).toBeVisible()
  await expect(devices).toHaveCount(2)
  // The button that was pressed is gone; one goes on from where it was.
  await page.keyboard.press('Tab')
  await expect(devices.last().getByRole('button', { name: /Sign out/ })).toBeFocused()
  const [left, stayed] = (await stateOf(third)) === 'signed-out' ? [third, second] : [second, third]
  expect([await stateOf(left), await stateOf(stayed)]).toEqual(['signed-out', 'signed-in'])
  expect((await left.request.get(path)).status()).toBe(401)
  const sessionsThere = async () =>
    (await authControl.get<{ sessions: [] }>(`/sessions?userId=${ada.userId}`)).sessions.length
  await expect.poll(sessionsThere).toBe(2)
  // One that turns up when its token has run out ends there as well.
  const late = await anotherBrowser(page)
  const lateSession = await signInAs(late, ada)
  expect([await stateOf(late), await sessionsThere()]).toEqual(['signed-in', 3])
  await page.reload()
  await devices.nth(1).getByRole('button').click()
  await expect(devices).toHaveCount(2)
  await putSession(late, await withExpiry(lateSession, Math.floor(Date.now() / 1000) - 60))
  expect(await stateOf(late)).toBe('signed-out')
  await expect.poll(sessionsThere).toBe(2)
  await late.close()

  // All others; one that brings its token along again stays out.
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(page.getByText('Every other device is signed out.')).toBeVisible()
  expect([await stateOf(stayed), await stateOf(page.context())]).toEqual(['signed-out', 'signed-in'])
  await putSession(stayed, copied)
  expect((await stayed.request.get(path)).status()).toBe(401)

  // Everywhere, and in again right after.
  await signInAs(second, ada)
  expect(await stateOf(second)).toBe('signed-in')
  await page.getByRole('button', { name: 'Sign out everywhere', exact: true }).click()
  await expect(page).toHaveURL(/\/login$/)
  expect(await stateOf(second)).toBe('signed-out')
  await signInByForm(page, ada)
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
  for (const context of [second, third]) await context.close()
})

test('signing out here ends the same session in every browser that holds it, also when the auth server is away', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const session = await signInAs(page.context(), ada)
  const copy = await anotherBrowser(page)
  await putSession(copy, session)
  expect(await stateOf(copy)).toBe('signed-in')
  await page.goto('/account')
  await authControl.addFault({ match: { path: 'logout', subject: ada.userId }, times: 1, do: { status: 503 } })
  await page.getByRole('button', { name: 'Sign out here' }).click()
  await expect(page).toHaveURL(/\/login$/)
  expect(await stateOf(copy)).toBe('signed-out')
  await expect
    .poll(async () => (await authControl.get<{ sessions: [] }>(`/sessions?userId=${ada.userId}`)).sessions.length)
    .toBe(0)
  await copy.close()
})

test('signing out with a token that has run out while the auth server is away ends that session in Mind', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const session = await issueSession(ada)
  await putSession(page.context(), session)
  await page.goto('/account')
  await expect(page.getByRole('button', { name: 'Sign out here' })).toBeVisible()
  const away = { match: { path: 'grant_type=refresh_token', subject: ada.userId }, do: { status: 503, body: 'x' } }
  const { id } = await authControl.addFault(away)
  await putSession(page.context(), await withExpiry(session, Math.floor(Date.now() / 1000) - 60))
  await page.getByRole('button', { name: 'Sign out here' }).click()
  await expect(page).toHaveURL(/\/login$/)
  await authControl.removeFault(id)
  await putSession(page.context(), session)
  expect(await stateOf(page.context())).toBe('signed-out')
})

test('signing out everywhere while the auth server is away is told, and keeps out devices Mind has never seen', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  await signInAs(page.context(), ada)
  const unseen = await issueSession(ada)
  const other = await anotherBrowser(page)
  await page.goto('/account')
  await authControl.addFault({ match: { path: 'logout', subject: ada.userId }, times: 1, do: { status: 503 } })
  await page.getByRole('button', { name: 'Sign out everywhere', exact: true }).click()
  await expect(page.getByText('The sign-in service did not confirm this')).toBeVisible()
  expect(await stateOf(page.context())).toBe('signed-out')
  // Neither with what a refresh brings nor with a token that has ended: its session was begun before. It ends now.
  const nowS = Math.floor(Date.now() / 1000)
  const later = await withClaims(unseen, { iat: nowS, amr: [{ method: 'password', timestamp: nowS - 7_200 }] })
  for (const session of [await withExpiry(later, nowS - 60), later]) {
    await putSession(other, session)
    expect(await stateOf(other)).toBe('signed-out')
  }
  // What the page had under way when its own session ended may have ended that one there as well.
  await expect
    .poll(async () => (await authControl.get<{ sessions: [] }>(`/sessions?userId=${ada.userId}`)).sessions.length)
    .toBeLessThanOrEqual(1)
  await signInHere(page, ada)
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
  await other.close()
})

test('a new password signs the other devices out; a refused one is told in words', async ({ page }) => {
  const ada = await newPerson('ada')
  await signInAs(page.context(), ada)
  const other = await anotherBrowser(page)
  await signInAs(other, ada)
  expect(await stateOf(other)).toBe('signed-in')
  await page.goto('/account')
  await page.getByLabel('Present password').fill('not the present one')
  await page.getByLabel('New password').fill('a much longer one')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This is not your present password')).toBeVisible()
  await expect(page.getByLabel('Present password')).toBeFocused()
  expect(await stateOf(other)).toBe('signed-in')
  await page.getByLabel('Present password').fill(ada.password)
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This password is too easy to guess')).toBeVisible()
  await expect(page.getByLabel('New password')).toBeFocused()
  await page.getByLabel('New password').fill('a much longer one')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed.', { exact: false })).toBeVisible()
  expect([await stateOf(other), await stateOf(page.context())]).toEqual(['signed-out', 'signed-in'])
  await other.close()
  await page.context().clearCookies()
  await signInByForm(page, { ...ada, password: 'a much longer one' })
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
})

test('a second factor is set up, asked for at the next sign-in, lets nothing through without it, and is taken away', async ({
  page,
}) => {
  test.setTimeout(60_000)
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  const other = await anotherBrowser(page)
  await signInAs(other, ada)
  expect(await stateOf(other)).toBe('signed-in')

  await page.goto('/account')
  const second = region(page, 'Second factor')
  await second.getByRole('button', { name: 'Set up an authenticator app' }).press('Enter')
  await expect(second.getByRole('heading', { name: 'Scan this' })).toBeFocused()
  const picture = second.getByRole('img', { name: 'QR code for your authenticator app' })
  await expect(picture).toBeVisible()
  // Its place is there before the picture in it is drawn.
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  const secret = ((await second.locator('.select-all').textContent()) ?? '').replaceAll(' ', '')
  await second.getByLabel('Code of six digits').fill('000000')
  await second.getByRole('button', { name: 'Switch on' }).click()
  await expect(second.getByText('This code is not right')).toBeVisible()
  // The wrong one is there to be typed over.
  await expect(second.getByLabel('Code of six digits')).toBeFocused()
  await page.keyboard.type(totpCode(secret, Date.now()))
  await page.keyboard.press('Enter')
  await expect(second.getByText('The second factor is on.', { exact: false })).toBeVisible()
  await expect(second.getByText('Set up', { exact: true })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(second.getByRole('button').first()).toBeFocused()
  expect([await stateOf(page.context()), await stateOf(other)]).toEqual(['signed-in', 'signed-out'])

  // A new sign-in has shown one factor of two; who cannot go on can leave.
  const wanted = `/guilds/${guild.id}/settings/reminders`
  await page.context().clearCookies()
  await page.goto(wanted)
  await signInHere(page, ada)
  await expect(page.getByRole('heading', { level: 1, name: 'One more step' })).toBeVisible()
  expect(await stateOf(page.context())).toBe('second-factor')
  for (const path of [wanted, '/account', '/guilds', '/login']) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/second-factor/)
  }
  const data = await page.request.get(`/api/guilds/${guild.id}/settings?category=reminders`)
  expect(data.status()).toBe(401)
  expect(await data.text()).not.toContain('Harbour')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/login$/)
  expect(await stateOf(page.context())).toBe('signed-out')
  await page.goto(wanted)
  await signInHere(page, ada)
  await expect(page.getByLabel('Code of six digits')).toBeFocused()
  await page.getByText('Lost your device?').click()
  await expect(page.getByText(/whoever runs the sign-in service can remove/)).toBeVisible()
  await page.getByLabel('Code of six digits').fill('111 111')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('This code is not right')).toBeVisible()
  await expect(page.getByLabel('Code of six digits')).toBeFocused()
  await page.keyboard.type(totpCode(secret, Date.now()))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(wanted)
  await expect(page.getByRole('heading', { level: 1, name: 'Reminders' })).toBeVisible()

  await page.goto('/account')
  await second.getByRole('button', { name: /Remove the authenticator app/ }).click()
  await expect(page.getByRole('dialog')).toContainText('whoever learns your password gets in')
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(second.getByText('Not set up')).toBeVisible()
  await page.context().clearCookies()
  await signInByForm(page, ada)
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
  await other.close()
})

test.describe('while the auth server cannot tell', () => {
  test.use({ expectedComplaints: [/status of 50[0-9]/] })

  test('whether there is a second factor, nobody is let through and nobody is signed out', async ({ page }) => {
    const ada = await newPerson('ada')
    await putSession(page.context(), await issueSession(ada))
    const { id } = await authControl.addFault({
      match: { path: 'v1/user$', subject: ada.userId },
      do: { status: 503, body: 'unavailable' },
    })
    await page.goto('/guilds')
    await expect(page.getByRole('heading', { name: 'Mind cannot tell whether you are signed in' })).toBeVisible()
    expect(await stateOf(page.context())).toBe('unknown')
    await authControl.removeFault(id)
    const servers = page.getByRole('heading', { level: 1, name: 'Your servers' })
    await expect(async () => {
      // A try before this one may have brought it by now, and taken the button away.
      if (!(await servers.isVisible())) {
        await page.getByRole('button', { name: 'Try again' }).click({ timeout: 1_000 })
      }
      await expect(servers).toBeVisible({ timeout: 1_000 })
    }).toPass()
    const before = (await userCalls(ada)).length
    for (let visit = 0; visit < 5; visit++) await page.request.get('/auth/session')
    expect((await userCalls(ada)).length).toBe(before)
  })
})

test('signing out everywhere by a token that has ended ends the others in Mind, and by one that proves nothing says so', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const [session, other] = [await issueSession(ada), await anotherBrowser(page)]
  const hers = await signInAs(other, ada)
  expect(await stateOf(other)).toBe('signed-in')
  const { id } = await authControl.addFault({
    match: { path: 'logout|refresh_token', subject: ada.userId },
    do: { status: 503, body: 'unavailable' },
  })
  const ended = await withExpiry(session, Math.floor(Date.now() / 1000) - 60)
  const [, payload] = ended.access_token.split('.')
  const unproven = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url')
  const leaveWith = async (token: string) => {
    await page.context().clearCookies()
    await page.goto('/login')
    const csrf = (await page.context().cookies()).find(({ name }) => name === 'mind-csrf')?.value ?? ''
    await putSession(page.context(), { ...ended, access_token: token })
    const headers = { origin: stackAddresses().mind }
    const form = { csrf, everywhere: '1' }
    const answer = await page.request.post('/auth/sign-out', { form, headers, maxRedirects: 0 })
    await page.goto(answer.headers().location ?? '')
    expect(await stateOf(page.context())).toBe('signed-out')
  }
  await leaveWith([unproven, payload, 'c2lnbmF0dXJl'].join('.'))
  await expect(page.getByText('You are signed out on this device only')).toBeVisible()
  expect(await stateOf(other)).toBe('signed-in')
  await leaveWith(ended.access_token)
  await expect(page.getByText('The sign-in service did not confirm this')).toBeVisible()
  await authControl.removeFault(id)
  await putSession(other, hers)
  expect(await stateOf(other)).toBe('signed-out')
  await other.close()
})

test.describe('with the local Discord, which has no icon', () => {
  test.use({ expectedComplaints: [/status of 404/] })

  test('Discord is connected and taken away; what is taken elsewhere or refused has words, and the last way in stays', async ({
    page,
  }) => {
    test.setTimeout(60_000)
    const [ada, bram] = [await newPerson('ada', { discord: false }), await newPerson('bram')]
    const account = async (person: Person, username: string) =>
      fetch(`${stackAddresses().discordControl}/accounts`, {
        method: 'POST',
        body: JSON.stringify({ id: person.discordId, username, email: person.email, verified: true }),
      })
    const [hers, his] = [`ada-${newSnowflake()}`, `bram-${newSnowflake()}`]
    await account(ada, hers)
    await account(bram, his)
    await signInAs(page.context(), ada)
    await alphapyControl.post('/links', { innersyncUserId: ada.userId, discordUserId: ada.discordId })
    const guild = await newGuild('Harbour Café', [ada])
    const other = await anotherBrowser(page)
    await signInAs(other, ada)
    // What Mind holds of a person's Discord account, in each of their sessions.
    const names = () =>
      Promise.all(
        [page.context(), other].map(async (context) => {
          const answer = await (await context.request.get(`/api/guilds/${guild.id}/names`)).json()
          return answer.ok ? answer.data.kind : answer.problem.reason
        }),
      )
    expect(await names()).toEqual(['discord-identity-missing', 'discord-identity-missing'])
    await page.goto('/account')
    const ways = region(page, 'Ways to sign in')
    await expect(ways.getByText('Your only way in, so it stays.')).toBeVisible()
    await expect(ways.getByRole('button', { name: /^Remove/ })).toHaveCount(0)

    await authControl.addFault({
      match: { path: 'user/identities/authorize', subject: ada.userId },
      times: 1,
      do: {
        status: 404,
        body: '{"code":404,"error_code":"manual_linking_disabled","msg":"Manual linking is disabled"}',
        contentType: 'application/json',
      },
    })
    await ways.getByRole('button', { name: 'Connect Discord' }).click()
    await expect(page.getByText('Accounts cannot be connected here')).toBeVisible()
    const connect = async (choice: RegExp) => {
      await untilHeard(ways.getByRole('button', { name: 'Connect Discord' }))
      await ways.getByRole('button', { name: 'Connect Discord' }).click()
      await page.getByRole('button', { name: choice }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible()
    }
    await connect(/Cancel/)
    await expect(page.getByText('You did not let Discord tell who you are')).toBeVisible()
    await connect(new RegExp(his))
    await expect(page.getByText('This Discord account belongs to another account here', { exact: false })).toBeVisible()
    await connect(new RegExp(hers))
    await expect(page.getByText('Discord is connected.', { exact: false })).toBeVisible()
    await expect(region(page, 'You').getByText(ada.discordId)).toBeVisible()
    expect(await stateOf(page.context())).toBe('signed-in')
    expect(await names()).toEqual(['known', 'known'])
    await page.goto('/guilds')
    await expect(page.getByRole('button', { name: 'Refresh from Discord' })).toBeVisible()

    await page.goto('/account')
    const remove = ways.getByRole('button', { name: 'Remove Discord as a way to sign in' })
    await remove.press('Enter')
    const asked = page.getByRole('dialog', { name: 'Remove Discord as a way to sign in?' })
    await expect(asked).toContainText('You still get in by E-mail')
    await expect(asked.getByRole('button', { name: 'Keep it' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(remove).toBeFocused()
    await remove.press('Enter')
    await asked.getByRole('button', { name: 'Remove' }).press('Enter')
    await expect(ways.getByText('Removed. It no longer opens this account.')).toBeVisible()
    await expect(remove).toBeHidden()
    await expect(ways.locator('[data-keeps-focus]')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(ways.getByRole('button', { name: 'Connect Discord' })).toBeFocused()
    await expect(ways.getByText('Your only way in, so it stays.')).toBeVisible()
    expect(await names()).toEqual(['discord-identity-missing', 'discord-identity-missing'])
    await page.goto('/guilds')
    await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
    await expect(page.getByRole('button', { name: /from Discord/ })).toBeHidden()
    await other.close()
    await page.goto('/account?discord=linked')
    await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible()
    await expect(page.getByText('Discord is connected.', { exact: false })).toBeHidden()
  })
})
