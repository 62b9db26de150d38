import type { Page } from '@playwright/test'
import { violationsOn } from './support/accessibility'
import { newNamedGuild } from './support/names'
import { expect, test } from './support/test'
import { type Guild, newPerson, signInAs, storedSettings, storeSettings } from './support/world'

/** A page of a guild with names, for somebody who administers it. */
async function opened(page: Page, place: string): Promise<Guild> {
  const ada = await newPerson('ada')
  const guild = await newNamedGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/${place}`)
  return guild
}

/** To the first of what is found. */
async function goTo(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
}

test('Ctrl K leads to pages and to the control of any setting, by name, help or key', async ({ page }) => {
  const guild = await opened(page, 'logs')
  await expect(page.getByRole('button', { name: 'Search', exact: true })).toContainText(/K$/)
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Go to' })
  await expect(field).toBeFocused()
  await expect(page.getByRole('option').first()).toHaveText('Overview')
  await page.keyboard.type('rules_channel')
  await expect(page.getByRole('option')).toHaveText(['Rules channelGeneral'])
  expect(await violationsOn(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/guilds/${guild.id}/settings/system#rules_channel_id$`))
  const rules = page.locator('#rules_channel_id')
  await expect(rules).toHaveAttribute('data-linked')
  await expect(rules.getByRole('button').first()).toBeFocused()

  // An address that names no setting, however it is spelled, leaves the page as it is.
  await page.evaluate(() => {
    window.location.hash = '#100%'
  })
  await expect(page.locator('[data-linked]')).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1, name: 'General' })).toBeVisible()

  // Within the same page, by the button, in words of the help.
  await page.getByRole('button', { name: 'Search all settings' }).click()
  await expect(page.getByRole('combobox', { name: 'Search all settings' })).toBeFocused()
  await page.keyboard.type('chatty nothing')
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Nothing has that name.')
  await page.getByRole('combobox', { name: 'Search all settings' }).fill('status errors')
  await page.keyboard.press('Enter')
  await expect(page.locator('#log_channel_id')).toHaveAttribute('data-linked')
  await expect(rules).not.toHaveAttribute('data-linked')

  // The same once more leads there once more.
  await goTo(page, 'status errors')
  await expect(page.locator('#log_channel_id').getByRole('button').first()).toBeFocused()

  // One that is only shown has no control: it takes the focus itself.
  await goTo(page, 'reference_image_message_id')
  await expect(page.locator('#reference_image_message_id')).toBeFocused()

  // One whose control is still to be fetched gets the focus when it is there.
  await goTo(page, 'with_inviter_template')
  await expect(page.locator('#with_inviter_template').getByRole('textbox')).toBeFocused()

  // One that the backend says nothing about is found as well, and it is said so.
  await goTo(page, 'faq.enabled')
  await expect(page).toHaveURL(/settings\/custom_commands#faq\.enabled$/)
  await expect(page.locator('[data-linked]')).toContainText('By default it is: On.')

  // Nothing that was typed: away again, and the focus where it was.
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await goTo(page, 'hist')
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
})

test('a whole category goes back to its defaults in one save, and what Mind does not know stays', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newNamedGuild('Harbour Café', [ada])
  const unknown = `first_${'unknown_'.repeat(20)}`
  const kept = { [unknown]: 'kept' }
  await storeSettings(guild, 'reminders', { enabled: false, default_channel_id: guild.channels.news, ...kept })
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/reminders#enabled`)
  await expect(page.getByRole('switch', { name: 'Reminders', exact: true })).toBeFocused()
  await expect(page.getByRole('link', { name: 'Reminders 2 with their own value', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Put all 2 back to their defaults' }).click()
  await expect(page.getByText('2 changes not saved yet')).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ [unknown]: '"kept"' })

  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('1 stored value Mind does not know').click()
  await expect(page.getByText(unknown)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test('what the settings leave out is named, and what holds of it is found out when asked', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newNamedGuild('Harbour Café', [ada])
  await storeSettings(guild, 'faq', { enabled: false })
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/custom_commands#faq.enabled`)
  const faq = page.locator('[id="faq.enabled"]')
  await expect(faq).toContainText('leaves this one out of the settings it tells')
  await expect(faq).not.toContainText('It is now')
  // A change not saved yet outlives the question.
  await page.getByRole('switch', { name: 'Custom commands' }).uncheck()
  await faq.getByRole('link', { name: 'See what holds now' }).click()
  await expect(faq).toContainText('It is now: Off')
  await expect(faq).toContainText('As of')
  await expect(page.getByText('1 change not saved yet')).toBeVisible()
  await page.goto(`/guilds/${guild.id}/settings/onboarding?all=1`)
  await expect(page.locator('[id="rules.enabled"]')).toContainText('It is now: On')
})

for (const way of ['its keys', 'the button of the page'] as const) {
  test(`what is typed before the search is there belongs to the search, and to no field: by ${way}`, async ({
    page,
  }) => {
    const guild = await opened(page, 'settings/automod')
    const text = page.getByRole('textbox', { name: 'Text of a warning' })
    await text.click()
    await page.keyboard.type('Hello')
    await expect(page.getByText('1 change not saved yet')).toBeVisible()
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/_next/static/**', async (route) => {
      await held
      await route.continue()
    })
    if (way === 'its keys') await page.keyboard.press('Control+k')
    else await page.getByRole('button', { name: 'Search all settings' }).click()
    await page.keyboard.type('rulex')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await page.keyboard.type('s_cha')
    const firstKey = await keyAsSoonAsThereIs(page, '[role=combobox]')
    letGo()
    const field = page.getByRole('combobox', { name: way === 'its keys' ? 'Go to' : 'Search all settings' })
    await expect(field).toHaveValue('rules_cha')
    expect(await firstKey()).toBe('reached the field')
    await page.keyboard.type('nnel')
    await expect(page.getByRole('option')).toHaveText(['Rules channelGeneral'])
    await page.keyboard.press('Escape')
    await expect(text).toHaveValue('Hello')
    expect(await storedSettings(guild, 'automod')).toEqual({})
    await page.unrouteAll({ behavior: 'wait' })
  })
}

test('a search that does not come can be left, and the keys are the page’s again', async ({ page }) => {
  await opened(page, 'settings/automod')
  const text = page.getByRole('textbox', { name: 'Text of a warning' })
  await text.fill('Hello')
  await expect(page.getByText('1 change not saved yet')).toBeVisible()
  await page.route('**/_next/static/**', () => undefined)
  for (const leave of [() => page.keyboard.press('Escape'), () => page.getByRole('heading', { level: 1 }).click()]) {
    await text.focus()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('lost')
    await leave()
    await text.focus()
    await page.keyboard.press('End')
    await page.keyboard.type('!')
  }
  await expect(text).toHaveValue('Hello!!')
  await page.unrouteAll()
})

/**
 * Looks out for an element, and presses a key in the moment it is there, before anything else can run on the page.
 * Answers what asks how that went.
 */
async function keyAsSoonAsThereIs(page: Page, selector: string) {
  const look = await page.evaluateHandle((wanted) => {
    const outcome = new Promise<'reached the field' | 'swallowed'>((resolve) => {
      const observer = new MutationObserver(() => {
        const element = document.querySelector(wanted)
        if (!element) return
        observer.disconnect()
        const key = new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true })
        resolve(element.dispatchEvent(key) ? 'reached the field' : 'swallowed')
      })
      observer.observe(document, { childList: true, subtree: true })
    })
    return { outcome }
  }, selector)
  return () => look.evaluate(({ outcome }) => outcome)
}
