import { alphapyControl } from './support/control'
import { expect, test } from './support/own-stack'
import { newGuild, newPerson, signInAs, storedSettings, storeSettings } from './support/world'

test.describe.configure({ mode: 'serial' })
// A window of its own, and so a stack of its own: one that another journey filled would hold this one up.
test.use({ windowSeconds: 20 })

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
  await alphapyControl.addFault({
    match: { method: 'POST', path: guild.id },
    times: 1,
    do: { status: 429, body: '{"detail": "Rate limit exceeded. Max 10 requests per minute per IP."}' },
  })
  await page.getByRole('switch', { name: 'Reminders', exact: true }).uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saving in \d+ s/).first()).toBeVisible()
  await page.getByRole('link', { name: 'Overview' }).click()
  const note = page.getByRole('status').filter({ hasText: 'The save in Reminders that was waiting was not sent.' })
  await expect(note).toContainText('1 change in Reminders is not saved yet. It is kept on this device.')
  await note.getByRole('link', { name: 'Back to it' }).click()
  await expect(page.getByText('1 change not saved yet')).toBeVisible()
  await expect(note).toBeHidden()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saving in \d+ s/).first()).toBeVisible()
  const closed = page.waitForEvent('close')
  await page.close({ runBeforeUnload: true })
  await closed

  const again = await page.context().newPage()
  await again.goto(settings)
  await expect(again.getByText('Kept from an earlier visit.')).toBeVisible()
  await expect(again.getByRole('switch', { name: 'Reminders', exact: true })).not.toBeChecked()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'true' })
  await again.getByRole('button', { name: 'Save' }).click()
  await expect(again.getByText(/^Saved/)).toBeVisible({ timeout: 20_000 })
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })
})
