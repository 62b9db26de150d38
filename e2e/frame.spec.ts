import { PEOPLE } from '../dev/seed/people'
import { alphapyControl, stackAddresses } from './support/control'
import { expect, test } from './support/test'
import { newGuild, newPerson, signInAs } from './support/world'

test('the picker shows the seeded guilds of an administrator, and none of the others', async ({ page }) => {
  const { ada } = PEOPLE
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const cards = page.getByRole('main').getByRole('listitem')
  await expect(cards).toHaveCount(2)
  await cards.first().getByRole('link').click()
  await expect(page.getByText(/Alphapy is online/)).toBeVisible()
  await expect(page.getByRole('button', { name: /switch server/ })).toBeVisible()
})

test('everything can be reached and used by keyboard alone', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  const target = page.getByRole('switch', { name: 'Reminders', exact: true })
  for (
    let presses = 0;
    presses < 30 && !(await target.evaluate((node) => node === document.activeElement));
    presses++
  ) {
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
  const outline = await target.evaluate((node) => getComputedStyle(node).outlineStyle)
  expect(outline).toBe('solid')
  await page.keyboard.press('Space')
  await expect(target).not.toBeChecked()
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('status').getByText(/^Saved/)).toBeVisible()
})

test('language and theme are remembered, and the menu closes with Escape', async ({ page }) => {
  const ada = await newPerson('ada')
  await signInAs(page.context(), ada)
  await page.goto('/guilds')
  await page.getByRole('button', { name: /Account menu/ }).click()
  await page.getByLabel('Theme').selectOption('dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByLabel('Language').selectOption('nl')
  await expect(page.getByRole('heading', { level: 1, name: 'Jouw servers' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Afmelden' })).toBeHidden()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test.describe('in Belgium', () => {
  test.use({ locale: 'nl-BE' })

  test('the language that is read is the one that is chosen', async ({ page }) => {
    await signInAs(page.context(), await newPerson('ada'))
    await page.goto('/account')
    await expect(page.getByRole('main').getByLabel('Taal')).toHaveValue('nl')
  })
})

test('a menu closes when the focus walks on, either way, and the focus is never where nobody sees it', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/logs`)
  const focusIsSeen = () =>
    page.evaluate(() => {
      const focused = document.activeElement
      return focused !== null && focused !== document.body && focused.checkVisibility({ visibilityProperty: true })
    })
  for (const [name, id] of [
    [/Account menu/, 'account-menu'],
    [/switch server/, 'guild-switcher'],
  ] as const) {
    const [button, menu] = [page.getByRole('button', { name }), page.locator(`#${id}`)]
    const isInMenu = () => menu.evaluate((node) => node.contains(document.activeElement))
    for (const way of ['Tab', 'Shift+Tab']) {
      await button.focus()
      await page.keyboard.press('Enter')
      await expect(menu).toBeVisible()
      await page.keyboard.press('Tab')
      expect(await isInMenu()).toBe(true)
      // To its end, or back past the button it belongs to, from which it may still be entered.
      for (let presses = 0; presses < 12 && (await menu.isVisible()); presses++) {
        await page.keyboard.press(way)
        expect(await focusIsSeen()).toBe(true)
        const isWithin = (await isInMenu()) || (await button.evaluate((node) => node === document.activeElement))
        await expect(menu).toBeVisible({ visible: isWithin })
      }
      await expect(menu).toBeHidden()
      await expect(button).not.toBeFocused()
    }
  }
})

test('every answer carries the security headers, and scripts only by nonce', async () => {
  const answer = await fetch(`${stackAddresses().mind}/login`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('x-powered-by')).toBeNull()
  const html = await answer.text()
  const scripts = html.match(/<script[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.every((script) => script.includes(`nonce="${nonce}"`))).toBe(true)
  const again = await fetch(`${stackAddresses().mind}/login`)
  expect(again.headers.get('content-security-policy')).not.toContain(`'nonce-${nonce}'`)
})

test('where browsers look for an icon by themselves there is one', async () => {
  const answer = await fetch(`${stackAddresses().mind}/favicon.ico`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
})

test('the health route answers without asking anybody', async () => {
  const answer = await fetch(`${stackAddresses().mind}/api/health`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ status: 'ok' })
})

test('opening a settings page asks the backend at most twice, and a second category not at all', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await expect(page.getByRole('heading', { level: 1, name: 'Reminders' })).toBeVisible()
  expect((await alphapyControl.requests({ subject: ada.userId })).length).toBeLessThanOrEqual(2)
  const categories = page.getByRole('navigation', { name: 'Categories of settings' })
  for (const name of ['Invites', 'Engagement', 'Reminders']) {
    await categories.getByRole('link', { name }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  }
  expect((await alphapyControl.requests({ subject: ada.userId })).length).toBeLessThanOrEqual(2)
})

test('a first visit tells the reader’s time zone, and clock times are theirs from then on', async ({ page }) => {
  await page.context().clearCookies()
  await page.goto('/login')
  await expect
    .poll(async () => (await page.context().cookies()).find(({ name }) => name === 'mind-time-zone')?.value)
    .toBe(encodeURIComponent('Pacific/Chatham'))
})
