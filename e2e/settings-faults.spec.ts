import type { Page } from '@playwright/test'
import { alphapyControl, type Fault } from './support/control'
import { inDiscord } from './support/history'
import { openReminders, reminders, save } from './support/reminders'
import { expect, test } from './support/test'
import { type Guild, newPerson, storedSettings, storeSettings } from './support/world'

/** A page of reminders, on and not saved off. */
async function turnedOff(page: Page): Promise<Guild> {
  const guild = await openReminders(page, [await newPerson('ada')])
  await reminders(page).uncheck()
  return guild
}

const howLongBefore = (page: Page) =>
  page.getByRole('spinbutton', { name: 'How long before' }).or(page.getByRole('textbox', { name: 'How long before' }))
const breakWrites = (guild: Guild, does: Fault['do']) =>
  alphapyControl.addFault({ match: { method: 'POST', path: `settings/${guild.id}` }, times: 1, do: does })
const stored = async (guild: Guild) => (await storedSettings(guild, 'reminders')).enabled

test('a bot that hangs: nothing is claimed, the draft stays, and what it stores later is found and not written twice', async ({
  page,
}) => {
  const guild = await turnedOff(page)
  const held = await breakWrites(guild, { hold: true })
  await save(page)
  await expect(page.getByText(/Nothing is stored so far: no answer came/)).toBeVisible({ timeout: 12_000 })
  expect(await stored(guild)).toBe('true')
  await expect(reminders(page)).not.toBeChecked()
  await alphapyControl.removeFault(held.id)
  await expect.poll(() => stored(guild)).toBe('false')
  await save(page)
  await expect(page.getByText('This was stored already, so nothing had to be written.')).toBeVisible()
  expect(await alphapyControl.requests({ path: `settings/${guild.id}`, method: 'POST' })).toHaveLength(1)
})

test('what is stored only after Mind has looked is the person’s own, also after more was typed and the page was loaded again', async ({
  page,
}) => {
  const guild = await turnedOff(page)
  await reminders(page).check()
  const path = `/guilds/${guild.id}/settings/embedwatcher`
  await page.goto(path)
  const lead = howLongBefore(page)
  await lead.fill('90')
  await breakWrites(guild, { drop: 'before' })
  await save(page)
  await expect(page.getByText(/Nothing is stored so far: no answer came/)).toBeVisible()
  await storeSettings(guild, 'embedwatcher', { reminder_offset_minutes: 90 })
  await lead.fill('120')
  await page.request.get(`/api/guilds/${guild.id}/settings?category=embedwatcher&now=1`)
  await page.reload()
  await expect(page.getByText('1 change not saved yet')).toBeVisible()
  await expect(lead).toHaveValue('120')
  await expect(page.getByText(/changed meanwhile/)).toHaveCount(0)
  await save(page)
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  expect(await storedSettings(guild, 'embedwatcher')).toEqual({ reminder_offset_minutes: '120' })
})

test.describe(() => {
  test.use({ expectedComplaints: [/ERR_FAILED/] })

  test('an answer lost between Mind and the browser is found out, and who changed the rest is told', async ({
    page,
  }) => {
    const guild = await turnedOff(page)
    await inDiscord(guild, await newPerson('bram'), [['reminders', 'allow_everyone_mentions', true]])
    let isLost = false
    await page.route(`**/guilds/${guild.id}/settings/reminders`, async (route) => {
      if (isLost || route.request().method() !== 'POST') return route.continue()
      isLost = true
      await route.fetch()
      await route.abort()
    })
    await save(page)
    await expect(page.getByText(/^Saved \d.* Whether the bot has read it already is not known/)).toBeVisible()
    await expect(page.getByText(/it was kept:.*who made it is not known/)).toBeVisible()
    expect(await stored(guild)).toBe('false')
    expect(await alphapyControl.requests({ path: `settings/${guild.id}`, method: 'POST' })).toHaveLength(1)
  })
})

test.describe(() => {
  test.use({ expectedComplaints: [/status of 503/] })

  test('what the bot accepted and Mind could not read back is the person’s own once it is read', async ({ page }) => {
    const guild = await turnedOff(page)
    await reminders(page).check()
    await page.goto(`/guilds/${guild.id}/settings/embedwatcher`)
    const lead = howLongBefore(page)
    /** Saves what only the bot hears of the end of. Answers how to let it be read again. */
    async function saveUnread(value: string): Promise<() => Promise<unknown>> {
      await lead.fill(value)
      const held = await breakWrites(guild, { hold: true })
      const since = String(Date.now())
      await save(page)
      // Only the reading after the write fails.
      await expect
        .poll(() => alphapyControl.requests({ path: `settings/${guild.id}`, method: 'POST', since }))
        .toHaveLength(1)
      const { id } = await alphapyControl.addFault({
        match: { method: 'GET', path: `settings/${guild.id}` },
        do: { status: 503 },
      })
      await alphapyControl.removeFault(held.id)
      await expect(page.getByText(/^The bot accepted it at .*could not read it back/)).toBeVisible()
      return () => alphapyControl.removeFault(id)
    }

    const readable = await saveUnread('90')
    // The page has tried again by itself, and failed: it asks once more when somebody comes back to it.
    await expect(page.getByText('The bot could not be reached')).toBeVisible()
    await readable()
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await expect(page.getByText(/^What you wanted is stored already: How long before/)).toBeVisible()

    const readableAgain = await saveUnread('120')
    await lead.fill('150')
    await readableAgain()
    await save(page)
    await expect(page.getByText(/^Saved \d/)).toBeVisible()
    expect(await storedSettings(guild, 'embedwatcher')).toEqual({ reminder_offset_minutes: '150' })
  })
})

test('a bot that restarts in the middle: nothing is stored, the draft stays, and the second try is stored and in use', async ({
  page,
}) => {
  const guild = await turnedOff(page)
  await breakWrites(guild, { drop: 'before' })
  await save(page)
  await alphapyControl.post('/bot', { restart: true })
  await expect(page.getByText(/Nothing is stored so far: no answer came/)).toBeVisible()
  expect(await stored(guild)).toBe('true')
  await expect(reminders(page)).not.toBeChecked()
  await save(page)
  await expect(page.getByText(/^Saved \d.* The bot has read it and works with it\./)).toBeVisible()
  expect(await stored(guild)).toBe('false')
  const { settings } = await alphapyControl.get<{ settings: Record<string, unknown> }>(
    `/bot/settings?guildId=${guild.id}`,
  )
  expect(settings['reminders.enabled']).toBe(false)
})

test('a bot that cannot read anew leaves a saved change saved, and it is said that it waits', async ({ page }) => {
  const guild = await turnedOff(page)
  await alphapyControl.addFault({
    match: { path: `${guild.id}/settings/invalidate-cache` },
    do: { status: 503, body: '{"detail":"Bot settings service unavailable"}' },
  })
  await save(page)
  await expect(page.getByText(/^Saved \d.* at the latest it will use it after its next reload\./)).toBeVisible()
  expect(await stored(guild)).toBe('false')
})

test('a bot that would misread what is stored is left alone, and what it would misread is named', async ({ page }) => {
  const guild = await turnedOff(page)
  await storeSettings(guild, 'invites', { with_inviter_template: 'Welcome {member}' })
  await save(page)
  await expect(page.getByText(/^Saved \d.* Made to read anew, it would misread: Text when/)).toBeVisible()
  expect(await alphapyControl.requests({ path: `${guild.id}/settings/invalidate-cache` })).toEqual([])
})
