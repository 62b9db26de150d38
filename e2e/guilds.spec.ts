import type { Page } from '@playwright/test'
import { GUILDS } from '../dev/seed/guilds'
import { PEOPLE } from '../dev/seed/people'
import { violationsOn } from './support/accessibility'
import { alphapyControl, authControl, discordControl, stackAddresses } from './support/control'
import { expect, test } from './support/test'
import { goThroughDiscord, newDiscordAccount, storedSession } from './support/ways-in'
import { type Guild, newGuild, newPerson, newSnowflake, type Person, signInAs } from './support/world'

const administrator = String(1n << 3n)

// The bot has been in these since it started. What Discord says of them is each journey's own.
const nameOf = ({ id, name }: Guild): Guild => ({ id, name })
const [cafe, shop] = [nameOf(GUILDS.harbour), nameOf(GUILDS.workshop)]

/** What Discord lists for an account. */
async function discordLists(accountId: string, guilds: (Guild & { permissions: string; icon?: string })[]) {
  await discordControl.post('/guilds', { accountId, guilds })
}

/** Somebody who will sign in with Discord; `linked` in Alphapy to the same account. */
async function discordPerson({ linked = true } = {}): Promise<Person & { username: string }> {
  const person = await newPerson('ada', { linked: false })
  const account = await newDiscordAccount('ada', { email: person.email })
  if (linked) await alphapyControl.post('/links', { innersyncUserId: person.userId, discordUserId: account.id })
  return { ...person, discordId: account.id, username: account.username }
}

async function signInWithDiscord(page: Page, { username }: { username: string }, path = '/login'): Promise<void> {
  await page.goto(path)
  await goThroughDiscord(page, `Continue as ${username}`)
}

/** Reads the list again, by way of Discord. */
async function refresh(page: Page, { username }: { username: string }): Promise<void> {
  await page.getByRole('button', { name: 'Refresh from Discord' }).click()
  await page.waitForURL(/\/oauth2\/authorize/)
  await page.getByRole('button', { name: `Continue as ${username}`, exact: true }).click()
  await page.waitForURL(/\/guilds(\?|$)/)
}

const withBot = (page: Page) => page.getByRole('list', { name: 'Servers with Alphapy' }).getByRole('link')
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search your servers' })

test('after a sign-in with Discord the picker shows what one administers, with the bot and without it, and is searched by keyboard', async ({
  page,
}) => {
  const ada = await discordPerson()
  const icon = '0123456789abcdef0123456789abcdef'
  const many = Array.from({ length: 190 }, (_, index) => ({
    id: newSnowflake(),
    name: `Club ${index}`,
    permissions: index < 40 ? administrator : '1024',
  }))
  await page.route('https://cdn.discordapp.com/**', (route) =>
    route.fulfill({
      contentType: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
    }),
  )
  await discordLists(ada.discordId, [
    { ...cafe, permissions: administrator, icon },
    { ...shop, permissions: administrator },
    { id: newSnowflake(), name: 'Only a member', permissions: '1024' },
    ...many,
  ])
  await signInWithDiscord(page, ada)
  await expect(withBot(page)).toHaveText([/Harbour Café/, /Pixel Workshop/])
  await expect(page.getByText('Only a member')).toBeHidden()
  await expect(page.getByText('Club 40', { exact: true })).toBeHidden()
  await expect
    .poll(() =>
      withBot(page)
        .first()
        .locator('img')
        .evaluate((img) => (img as HTMLImageElement).complete),
    )
    .toBe(true)
  await expect(withBot(page).first().locator('img')).toHaveAttribute('src', new RegExp(`/icons/${cafe.id}/${icon}`))
  const invite = new URL(
    (await page.getByRole('link', { name: 'Invite Alphapy to Club 7' }).getAttribute('href')) ?? '',
  )
  expect([invite.host, invite.searchParams.get('guild_id')]).toEqual(['discord.com', many[7]?.id])

  await search(page).focus()
  await page.keyboard.type('pixel wo')
  await expect(withBot(page)).toHaveText([/Pixel Workshop/])
  await expect(page.getByRole('status').filter({ hasText: '1 server fits' })).toBeAttached()
  await page.keyboard.press('ArrowDown')
  await expect(withBot(page)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(search(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/guilds/${shop.id}`)
  await expect(page.getByText(/Alphapy is online/)).toBeVisible()
  await page.goto('/guilds')
  // Opened last, so first now.
  await expect(withBot(page)).toHaveText([/Pixel Workshop/, /Harbour Café/])
  expect(await violationsOn(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violationsOn(page)).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
  await search(page).fill('no such club')
  await expect(page.getByText('No server of yours is called “no such club”.')).toBeVisible()
})

test('while Discord is away the last list stays with its age and the reason, and a later refresh brings the new one', async ({
  page,
}) => {
  const ada = await discordPerson()
  await discordLists(ada.discordId, [{ ...cafe, permissions: administrator }])
  await signInWithDiscord(page, ada)
  await expect(withBot(page)).toHaveText([/Harbour Café/])
  await expect(page.getByText(/^Read from Discord/)).toBeVisible()
  const before = await storedSession(page.context())
  const readAt = await page.locator('main time').first().getAttribute('datetime')

  await discordLists(
    ada.discordId,
    [cafe, shop].map((guild) => ({ ...guild, permissions: administrator })),
  )
  const away = { status: 503, body: '' }
  const fault = await discordControl.addFault({ match: { path: 'users/@me/guilds', subject: ada.discordId }, do: away })
  await refresh(page, ada)
  await expect(page.getByText(/^Discord could not be reached/)).toBeVisible()
  await expect(withBot(page)).toHaveText([/Harbour Café/])
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violationsOn(page)).toEqual([])
  }
  await expect(page.locator(`main time[datetime="${readAt}"]`)).toBeVisible()

  await discordControl.removeFault(fault.id)
  await refresh(page, ada)
  await expect(withBot(page)).toHaveText([/Harbour Café/, /Pixel Workshop/])
  await expect(page.getByText(/^Discord could not be reached/)).toBeHidden()

  // Reading again is no new sign-in: the session at hand goes on, and no other is left behind.
  const { sessions } = await authControl.get<{ sessions: { id: string }[] }>(`/sessions?userId=${ada.userId}`)
  expect(sessions.map(({ id }) => id)).toEqual([before?.claims.session_id])
  const other = await newDiscordAccount('other')
  await refresh(page, other)
  await expect(page.getByText('That was another Discord account')).toBeVisible()
  await expect(withBot(page)).toHaveText([/Harbour Café/, /Pixel Workshop/])
  expect((await storedSession(page.context()))?.session).toEqual(before?.session)

  // Who thinks better of it at Discord is still signed in, and back where they were.
  await page.getByRole('button', { name: 'Refresh from Discord' }).click()
  await page.waitForURL(/\/oauth2\/authorize/)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
  await expect(page.getByText('You did not let Discord tell who you are')).toBeVisible()
  await expect(withBot(page)).toHaveText([/Harbour Café/, /Pixel Workshop/])
  await page.goto('/guilds?problem=<b>bold</b>')
  await expect(withBot(page)).toHaveText([/Harbour Café/, /Pixel Workshop/])
  await expect(page.getByText('bold')).toBeHidden()
})

test('an account Alphapy does not know sees its list, and is told how to link it where Alphapy decides', async ({
  page,
}) => {
  const ada = await discordPerson({ linked: false })
  await discordLists(ada.discordId, [{ ...cafe, permissions: administrator }])
  await signInWithDiscord(page, ada)
  await expect(withBot(page)).toHaveText([/Harbour Café/])
  await page.goto(`/guilds/${cafe.id}/settings/reminders`)
  await expect(page.getByRole('heading', { name: 'Your Discord account is not linked yet' })).toBeVisible()
  // Alphapy has said no, and that ends what Discord's list would have shown.
  await page.goto(`/guilds/${cafe.id}`)
  await expect(page.getByRole('heading', { name: 'Your Discord account is not linked yet' })).toBeVisible()
})

test('without a sign-in with Discord there is what Alphapy grants, and opening by id; what one writes about oneself gains nothing', async ({
  page,
}) => {
  const { lena } = PEOPLE
  const owner = await newPerson('owner')
  const secret = await newGuild('Innermost Circle', [owner], [lena])
  const { access_token } = await signInAs(page.context(), lena)
  const claim = { provider_id: owner.discordId, sub: owner.discordId, provider: 'discord', providers: ['discord'] }
  const edited = await fetch(`${stackAddresses().auth}/auth/v1/user`, {
    method: 'PUT',
    headers: { apikey: stackAddresses().anonKey, authorization: `Bearer ${access_token}` },
    body: JSON.stringify({ data: { ...claim, identities: [{ ...claim, id: owner.discordId }] } }),
  })
  expect(edited.status).toBe(200)
  await page
    .context()
    .addCookies([{ name: 'mind-visited', value: `${shop.id}.${secret.id}`, url: stackAddresses().mind }])
  await page.goto('/guilds')
  await expect(withBot(page)).toHaveText([/Pixel Workshop/])
  await expect(page.getByRole('button', { name: /from Discord/ })).toBeHidden()
  await page.getByRole('textbox', { name: 'Server id' }).fill(secret.id)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'You cannot open this server' })).toBeVisible()
  expect(await page.content()).not.toContain('Innermost Circle')

  // Another guild named beside one's own is not looked at.
  const query = `guild_id=${secret.id}&guildId=${secret.id}`
  for (const path of ['logs?', 'overview?', 'settings?category=reminders&', 'onboarding?']) {
    const answer = await page.request.get(`/api/guilds/${shop.id}/${path}${query}`)
    expect(answer.status()).toBe(200)
    expect(await answer.text()).not.toMatch(new RegExp(`${secret.id}|Innermost Circle`))
  }
})
