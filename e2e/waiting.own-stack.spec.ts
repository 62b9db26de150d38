import { alphapyControl } from './support/control'
import { inDiscord } from './support/history'
import { named, storedRules, storeRules } from './support/onboarding'
import { expect, test } from './support/own-stack'
import { newGuild, newPerson, signInAs, storedSettings, storeSettings } from './support/world'

test.describe.configure({ mode: 'serial' })
// A refusal holds saves up as long as a window at most, so with a short one the wait can be seen to its end.
test.use({ windowSeconds: 6 })

/** A wait with enough left of it for what a journey does meanwhile. */
const longWait = /Saving in [3-9] s/
const tooMany = { status: 429, body: '{"detail": "Rate limit exceeded. Max 10 requests per minute per IP."}' }

test('the bot hears the address that our own proxy vouches for, never one the visitor wrote', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  const path = `/api/guilds/${guild.id}/settings?category=reminders`
  await page.request.get(path, { headers: { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' } })
  const heard = await alphapyControl.requests({ path: guild.id })
  expect(heard.map(({ forwardedFor }) => forwardedFor)).toEqual(['198.51.100.7'])
})

test('a save that waits is called off by walking away or closing the tab, and it is said; the draft is there and goes through', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'reminders', { enabled: true })
  await signInAs(page.context(), ada)
  const settings = `/guilds/${guild.id}/settings/reminders`
  await page.goto(settings)
  // Refused as often as it is sent, so that it waits however long all this takes.
  const refused = await alphapyControl.addFault({ match: { method: 'POST', path: guild.id }, do: tooMany })
  await page.getByRole('switch', { name: 'Reminders', exact: true }).uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(longWait).first()).toBeVisible()
  // Taken back, there is nothing left to wait for, and nobody is told to.
  await page.getByRole('switch', { name: 'Reminders', exact: true }).check()
  // At once, and not when the wait is over.
  await expect(page.getByText(/Saving in \d+ s/)).toHaveCount(0, { timeout: 2_000 })
  await page.getByRole('switch', { name: 'Reminders', exact: true }).uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(longWait).first()).toBeVisible()
  await page.getByRole('link', { name: 'Overview' }).click()
  const note = page.getByRole('status').filter({ hasText: 'The save in Reminders that was waiting was not sent.' })
  await expect(note).toContainText('1 change in Reminders is not saved yet. It is kept on this device.')
  await note.getByRole('link', { name: 'Back to it' }).click()
  await expect(page.getByText('1 change not saved yet')).toBeVisible()
  await expect(note).toBeHidden()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(longWait).first()).toBeVisible()
  const closed = page.waitForEvent('close')
  await page.close({ runBeforeUnload: true })
  await closed

  const again = await page.context().newPage()
  await again.goto(settings)
  await expect(again.getByText('Kept on this device.')).toBeVisible()
  await expect(again.getByRole('switch', { name: 'Reminders', exact: true })).not.toBeChecked()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'true' })
  // From here on it would go through, and so would one that still waited: then this one would find it stored.
  await alphapyControl.removeFault(refused.id)
  await again.getByRole('button', { name: 'Save' }).click()
  await expect(again.getByText(/^Saved/)).toBeVisible({ timeout: 20_000 })
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })
})

test('a save the backend refuses as too many waits with a countdown and then goes out by itself', async ({
  page,
  context,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'reminders', { enabled: true })
  await storeRules(guild, ['Be kind'])
  await signInAs(context, ada)
  // As often as it is sent until the wait was seen: on a busy machine the answer may come when a first wait is over.
  const refuse = (path: string) => alphapyControl.addFault({ match: { method: 'POST', path }, do: tooMany })
  // A rule, in a second tab: what is typed while it waits is not what was sent, and stays.
  const beside = await context.newPage()
  await beside.goto(`/guilds/${guild.id}/onboarding`)
  const rule = await refuse(`${guild.id}/onboarding`)
  await beside.getByRole('button', { name: 'Edit: Be kind' }).click()
  const dialog = beside.getByRole('dialog')
  await dialog.getByLabel('Title').fill('Be kinder')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/Saving in \d+ s/).first()).toBeVisible()
  await dialog.getByLabel('Title').fill('Be kindest')
  await alphapyControl.removeFault(rule.id)

  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  const setting = await refuse(`settings/${guild.id}`)
  const reminders = page.getByRole('switch', { name: 'Reminders', exact: true })
  await reminders.uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saving in \d+ s/).first()).toBeVisible()
  await alphapyControl.removeFault(setting.id)
  await expect(page.getByText(/^Saved/)).toBeVisible({ timeout: 20_000 })
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })

  await expect(dialog.getByText('What you typed since then is not saved yet.')).toBeVisible({ timeout: 30_000 })
  await expect(dialog.getByLabel('Title')).toHaveValue('Be kindest')
  expect(named(await storedRules(guild))).toEqual(['Be kinder'])
})

test('putting back waits its turn with a countdown by the server’s clock, and no longer once the value is back', async ({
  page,
}) => {
  // A device that is ten minutes ahead.
  await page.addInitScript(() => {
    const now = Date.now
    Date.now = () => now() + 600_000
  })
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await inDiscord(guild, ada, [
    ['gpt', 'temperature', 0.9],
    ['gpt', 'temperature', 0.6],
  ])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/history`)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await alphapyControl.addFault({ match: { method: 'POST', path: guild.id }, do: tooMany })
  const dialog = page.getByRole('dialog', { name: 'Undo this change?' })
  await dialog.getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog.getByText(longWait).first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await expect(dialog).toBeHidden()
  expect(await storedSettings(guild, 'gpt')).toEqual({ temperature: '0.6' })

  await page.getByRole('button', { name: /^Undo/ }).click()
  await dialog.getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog.getByText(longWait).first()).toBeVisible()
  await storeSettings(guild, 'gpt', { temperature: 0.9 })
  await page.request.get(`/api/guilds/${guild.id}/settings?category=gpt&now=1`)
  // As when names that were slow have the page read again.
  await page.evaluate('window.next.router.refresh()')
  // On a machine too busy to be told in time the save went out and found the same.
  await expect(dialog.getByRole('status')).toHaveText(/^The earlier value holds again\.$|^It already held this value/)
  await expect(dialog.getByRole('button')).toHaveText(['Close'])
})
