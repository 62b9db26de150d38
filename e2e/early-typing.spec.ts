import type { Page } from '@playwright/test'
import { alphapyControl } from './support/control'
import { newNamedGuild } from './support/names'
import { expect, test } from './support/test'
import { newGuild, newPerson, signInAs, storedSettings, storeSettings } from './support/world'

/** Holds up every script of the page, or those that say something, as a slow line does, until it is let go. */
async function holdScripts(page: Page, saying = ''): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    const response = await route.fetch()
    if ((await response.text()).includes(saying)) await promise
    await route.fulfill({ response })
  })
  return async () => {
    resolve()
    await page.unrouteAll({ behavior: 'wait' })
  }
}

const bar = (page: Page) => page.getByRole('status').filter({ hasText: /not saved yet/ })

test('what is typed, switched or chosen before the script listens is in the draft, caret and all', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'invites', { enabled: true, with_inviter_template: 'Welcome {member}' })
  await signInAs(page.context(), ada)
  const letGo = await holdScripts(page)
  await page.goto(`/guilds/${guild.id}/settings/invites`, { waitUntil: 'commit' })
  const template = page.locator('#with_inviter_template').getByRole('textbox')
  const alone = page.locator('#no_inviter_template').getByRole('textbox')
  await page.locator('#enabled').getByRole('switch').click()
  await alone.click()
  await page.keyboard.type('Hello {member}')
  await template.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('Hello. ')
  await letGo()
  await expect(bar(page)).toContainText('3 changes not saved yet')
  await expect(page.locator('#enabled').getByRole('switch')).not.toBeChecked()
  await expect(alone).toHaveValue('Hello {member}')
  await expect(template).toHaveValue('Hello. Welcome {member}')
  await expect(template).toBeFocused()
  await page.keyboard.type('Well. ')
  await expect(template).toHaveValue('Hello. Well. Welcome {member}')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  expect(await storedSettings(guild, 'invites')).toEqual({
    enabled: 'false',
    no_inviter_template: '"Hello {member}"',
    with_inviter_template: '"Hello. Well. Welcome {member}"',
  })
})

test('the field one types in stays, whatever comes while its own part of the script is on its way', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newNamedGuild('Harbour Café', [ada])
  await storeSettings(guild, 'invites', {
    announcement_channel_id: guild.channels.general,
    with_inviter_template: 'Welcome {member}',
  })
  const names = await alphapyControl.addFault({ match: { path: `${guild.id}/discord-meta` }, do: { hold: true } })
  await signInAs(page.context(), ada)
  const letGo = await holdScripts(page, 'settings.template')
  const answer = await page.goto(`/guilds/${guild.id}/settings/invites`, { waitUntil: 'commit' })
  const template = page.locator('#with_inviter_template').getByRole('textbox')
  await template.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('Hello. ')
  const shown = await template.elementHandle()
  await page.locator('#enabled').getByRole('switch').click()
  await expect(bar(page)).toContainText('1 change not saved yet')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  await alphapyControl.removeFault(names.id)
  await answer?.finished()
  await template.focus()
  await page.keyboard.type('Well. ')
  expect(await shown?.evaluate((field) => [field.isConnected, field === document.activeElement])).toEqual([true, true])
  await letGo()
  await expect(bar(page)).toContainText('1 change not saved yet')
  await expect(page.locator('#announcement_channel_id')).toContainText('general')
  await expect(template).toHaveValue('Hello. Well. Welcome {member}')
  await expect(template).toBeFocused()
})

test('a page that is read again before its script came still has what was typed; a later visit has none of it', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  const settings = `/guilds/${guild.id}/settings/gpt`
  const letGo = await holdScripts(page)
  await page.goto(settings, { waitUntil: 'commit' })
  await page.locator('#temperature').getByRole('textbox').fill('0.70')
  await page.goto(settings, { waitUntil: 'commit' })
  await letGo()
  await expect(bar(page)).toContainText('1 change not saved yet')
  await expect(page.locator('#temperature').getByRole('textbox')).toHaveValue('0.70')
  // Told once more without a change, which nothing hears: it must not come back by that.
  await page.locator('#temperature').getByRole('textbox').dispatchEvent('input')
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await page.reload()
  await expect(page.locator('#temperature').getByRole('textbox')).toHaveValue('')
  await expect(page.getByRole('link', { name: /^Settings/ }).first()).toHaveAccessibleName('Settings')
})

test('a draft kept from before outlives keys typed over what the page showed before its script came', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'invites', { with_inviter_template: 'Welcome' })
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/invites`)
  const template = page.locator('#with_inviter_template').getByRole('textbox')
  await template.fill('An hour of work')
  await expect(bar(page)).toContainText('1 change not saved yet')
  const letGo = await holdScripts(page)
  await page.reload({ waitUntil: 'commit' })
  await template.click()
  await page.keyboard.type('!')
  await page.keyboard.press('Backspace')
  await letGo()
  await expect(bar(page)).toContainText('1 change not saved yet')
  await expect(template).toHaveValue('An hour of work')
})

test('a choice made before the script listens stands, and what the server says anew is not overruled by what a browser kept', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  const letGo = await holdScripts(page)
  await page.goto(`/guilds/${guild.id}/settings/system`, { waitUntil: 'commit' })
  const level = page.locator('#log_level').getByRole('combobox')
  await level.selectOption('critical')
  await letGo()
  await expect(bar(page)).toContainText('1 change not saved yet')
  await expect(level).toHaveValue('critical')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  await storeSettings(guild, 'system', { log_level: 'verbose' })
  await page.request.get(`/api/guilds/${guild.id}/settings?category=system&now=1`)
  await page.reload()
  await expect(level).toHaveValue('verbose')
  await expect(bar(page)).toBeHidden()
})

test('an address typed into the sign-in page before its script listens stays', async ({ page }) => {
  const letGo = await holdScripts(page)
  await page.goto('/login', { waitUntil: 'commit' })
  await page.getByLabel('E-mail').fill('ada@example.test')
  await letGo()
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('That does not match')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue('ada@example.test')
})

test('an address half typed on a step of its own is neither selected nor begun anew', async ({ page }) => {
  const letGo = await holdScripts(page)
  await page.goto('/login?with=reset', { waitUntil: 'commit' })
  const address = page.getByLabel('E-mail')
  await address.click()
  await page.keyboard.type('ada@exa')
  await letGo()
  await expect
    .poll(() => address.evaluate((field) => Object.keys(field).some((key) => key.startsWith('__react'))))
    .toBe(true)
  await page.keyboard.type('mple.test')
  await expect(address).toHaveValue('ada@example.test')
})
