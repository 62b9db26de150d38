import type { Page } from '@playwright/test'
import { totpCode } from '../dev/auth-server/totp'
import { violationsOn } from './support/accessibility'
import { storeRules } from './support/onboarding'
import { expect, test } from './support/test'
import { newGuild, newPerson, newSnowflake, signInAs, storeSettings } from './support/world'

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOn(page)).toEqual([])
}

/** Nothing is wider than the window, nor with letters twice as large: the browser's own, not what it is zoomed to. */
async function expectNothingSideways(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  for (const standard of [32, 16]) {
    await browser.send('Page.setFontSizes', { fontSizes: { standard } })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, `${page.url()} scrolls sideways with letters of ${standard} px`).toBeLessThanOrEqual(0)
  }
  await browser.detach()
}

/** Both themes, both widths and both languages; Dutch is the longer one, so it goes where there is least room. */
const variants = [
  { colorScheme: 'light', width: 1440, locale: 'en-GB' },
  { colorScheme: 'dark', width: 390, locale: 'nl-BE' },
] as const

for (const { colorScheme, width, locale } of variants) {
  test.describe(`${colorScheme}, ${width} px, ${locale}`, () => {
    test.use({ colorScheme, locale, viewport: { width, height: 900 }, expectedComplaints: [/status of 404/] })

    test('no step of the way in has a violation', async ({ page }) => {
      const ada = await newPerson('ada')
      for (const path of ['/login?problem=provider-cancelled', '/login?with=phone', '/login?with=reset']) {
        await page.goto(path)
        await expectAccessible(page)
        await expectNothingSideways(page)
      }
      await page.locator('input[name="email"]').fill(ada.email)
      await page.locator('form button:not([aria-hidden])').click()
      await page.locator('input[name="code"]').fill('12')
      await page.keyboard.press('Enter')
      await page.locator('[aria-live] p').first().waitFor()
      await expectAccessible(page)
      await page.goto('/auth/confirm?token_hash=0123456789&type=recovery')
      await expectAccessible(page)
      await signInAs(page.context(), await newPerson('noor', { linked: false }))
      await page.goto('/guilds')
      await expectAccessible(page)
    })

    test('no page has a violation or scrolls sideways, however large its letters', async ({ page }) => {
      test.setTimeout(60_000)
      const { ada, guild } = await harbour()
      await signInAs(page.context(), ada)
      const paths = [
        '/guilds',
        '/account',
        `/guilds/${guild.id}`,
        `/guilds/${guild.id}/settings/reminders`,
        `/guilds/${guild.id}/settings/engagement`,
        `/guilds/${guild.id}/settings/fyi`,
        `/guilds/${guild.id}/onboarding`,
        `/guilds/${guild.id}/history`,
        `/guilds/${guild.id}/logs`,
        '/login/new-password',
        '/nothing-here',
        `/guilds/${newSnowflake()}`,
      ]
      for (const path of paths) {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await expectAccessible(page)
        await expectNothingSideways(page)
      }
    })

    test('no face of a page one works in has a violation, up to the end of the session', async ({ page }) => {
      const { ada, guild } = await harbour()
      await signInAs(page.context(), ada)
      await page.goto(`/guilds/${guild.id}/settings/reminders`)
      const bar = page.locator('div:has(> [type="submit"][form])')
      await page.getByRole('textbox').fill('not an id')
      await expectAccessible(page)
      await page.getByRole('textbox').fill('1187420337402810381')
      // Letting go of everything. The review and the question after a conflict are among the faces of the settings.
      await bar.getByRole('button').first().click()
      await page.getByRole('dialog').waitFor()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.locator(`a[href="/guilds/${guild.id}/logs"]:visible`).click()
      await expect(page).toHaveURL(/\/logs$/)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator(`[role="status"] a[href$="/settings/reminders"]`).waitFor()
      await expectAccessible(page)
      await page.goBack()
      await expect(page).toHaveURL(/\/settings\/reminders$/)
      // The address is the old one at once, the page comes after it.
      await expect(page.getByRole('textbox')).toHaveValue('1187420337402810381')
      await page.locator('[popovertarget="account-menu"]').click()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.context().clearCookies({ name: /^sb-/ })
      await page.keyboard.press('Control+s')
      await page.getByRole('dialog').waitFor()
      await expectAccessible(page)
    })

    test('neither setting up a second factor nor being asked for it has a violation', async ({ page }) => {
      const ada = await newPerson('ada')
      await signInAs(page.context(), ada)
      await page.goto('/account')
      await page.getByRole('button', { name: /authenticator/i }).click()
      await page.getByRole('img', { name: /QR/ }).waitFor()
      await expectAccessible(page)
      const secret = ((await page.locator('.select-all').textContent()) ?? '').replaceAll(' ', '')
      await page.locator('[name=code]').fill(totpCode(secret, Date.now()))
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: /authenticator/i }).waitFor()
      await expectAccessible(page)
      await page.context().clearCookies()
      await signInAs(page.context(), ada)
      await page.goto('/guilds')
      await page.locator('[name=code]').fill('000000')
      await page.keyboard.press('Enter')
      await page.locator('[aria-live] p').first().waitFor()
      await page.locator('summary').click()
      await expectAccessible(page)
    })
  })
}

test('a look at a page bites: a picture, a button and a field nobody can name, and words too faint to read', async ({
  page,
}) => {
  await page.goto('/login')
  await page.locator('main').evaluate((main) => {
    main.insertAdjacentHTML(
      'beforeend',
      '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><button></button><input><p style="color:#999;background:#fff">Faint</p>',
    )
  })
  const found = (await violationsOn(page)).map((violation) => violation.split(':')[0])
  expect(found.sort()).toEqual(['button-name', 'color-contrast', 'image-alt', 'label'])
})

test('nothing moves by itself for those who asked for that', async ({ page }) => {
  await page.goto('/login')
  // Looked at in the moment they come: what arrives has soon arrived.
  const moving = () =>
    page.locator('main').evaluate((main) => {
      const classes = ['skeleton', 'arrive', 'animate-spin', 'transition-colors']
      main.insertAdjacentHTML('beforeend', classes.map((name) => `<i class="${name}"></i>`).join(''))
      const added = [...main.children].slice(-classes.length)
      return {
        animations: added.flatMap((element) => element.getAnimations()).length,
        transition: added.map((element) => getComputedStyle(element).transitionDuration).at(-1),
      }
    })
  expect(await moving()).toEqual({ animations: 3, transition: '0.14s' })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await moving()).toEqual({ animations: 0, transition: '0s' })
})

/** A server with what its settings can make of stored values, and its administrator. */
async function harbour() {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeRules(guild, ['Be kind'])
  await storeSettings(guild, 'reminders', { enabled: false, unknown_key: 'kept', allow_everyone_mentions: 'perhaps' })
  return { ada, guild }
}
