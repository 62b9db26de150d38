import type { Page } from '@playwright/test'
import { violationsOn } from './support/accessibility'
import { alphapyControl } from './support/control'
import { inDiscord } from './support/history'
import { newNamedGuild } from './support/names'
import { expect, test } from './support/test'
import {
  type Guild,
  newGuild,
  newPerson,
  newSnowflake,
  type Person,
  signInAs,
  storedSettings,
  storeSettings,
} from './support/world'

async function guildWithChanges(page: Page): Promise<{ guild: Guild; ada: Person; bram: Person }> {
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const guild = await newGuild('Harbour Café', [ada, bram])
  await storeSettings(guild, 'reminders', { unknown_key: 'kept' })
  await inDiscord(guild, ada, [
    ['system', 'log_level', 'verbose'],
    ['system', 'log_level', 'normal'],
    ['reminders', 'enabled', false],
    ['reminders', 'enabled', true],
    ['embedwatcher', 'reminder_offset_minutes', 60],
    ['embedwatcher', 'reminder_offset_minutes', 45],
  ])
  await signInAs(page.context(), ada)
  return { guild, ada, bram }
}

const cards = (page: Page) => page.getByRole('main').getByRole('article')
const card = (page: Page, from: string, to: string) =>
  cards(page).filter({ hasText: new RegExp(`From ?${from} ?to ?${to}`) })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Undo this change?' })

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOn(page)).toEqual([])
}

test('the history tells what was changed, from what to what, by whom, newest first', async ({ page }) => {
  const { guild, ada, bram } = await guildWithChanges(page)
  await inDiscord(guild, bram, [['embedwatcher', 'reminder_offset_minutes', 50]])
  await page.goto(`/guilds/${guild.id}`)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Today' })).toBeVisible()
  await expect(cards(page)).toHaveCount(7)
  await expect(cards(page).first()).toContainText('50 minutes')
  await expect(cards(page).first()).toContainText(bram.discordId)
  await expect(cards(page).nth(1)).toContainText('60 minutes')
  await expect(cards(page).nth(1)).toContainText('45 minutes')
  await expect(cards(page).nth(1)).toContainText(/Discord command\s*by you/)
  await expect(page.getByText(ada.discordId)).toHaveCount(0)
  await expect(card(page, 'Not set', 'Off')).toHaveCount(1)
  await expect(page.getByText('Changes made here in Mind, and settings cleared in Discord, are not')).toBeVisible()
  await expectAccessible(page)
})

test.describe(() => {
  test.use({ expectedComplaints: [/status of (403|503)/] })

  test('the history is read anew when asked, kept with the reason when it cannot be, and gone when access ends', async ({
    page,
  }) => {
    const { guild, ada } = await guildWithChanges(page)
    await page.goto(`/guilds/${guild.id}/history`)
    await inDiscord(guild, ada, [['embedwatcher', 'reminder_offset_minutes', 30]])
    const refresh = page.getByRole('button', { name: 'Refresh' })
    await refresh.click()
    await expect(cards(page)).toHaveCount(7)
    await expect(card(page, '45 minutes', '30 minutes').getByRole('button', { name: /^Undo/ })).toBeVisible()
    await expect(refresh).toBeFocused()
    const fault = await alphapyControl.addFault({
      match: { method: 'GET', path: `${guild.id}/settings/history` },
      do: { status: 500, body: '{"detail":"Failed to fetch settings history"}' },
    })
    await refresh.click()
    await expect(page.getByText('The bot could not be reached')).toBeVisible()
    await expect(cards(page)).toHaveCount(7)
    await alphapyControl.removeFault(fault.id)
    await alphapyControl.addFault({
      match: { method: 'GET', path: guild.id },
      do: { status: 403, body: '{"detail":"You do not have admin access to this guild."}' },
    })
    await refresh.click()
    await expect(page.getByRole('heading', { name: 'You cannot open this server' })).toBeVisible()
    await expect(cards(page)).toHaveCount(0)
  })
})

test('a change is put back by the safe save: shown first, alone in what it changes, and said once it is stored', async ({
  page,
}) => {
  const { guild, bram } = await guildWithChanges(page)
  await page.goto(`/guilds/${guild.id}/history`)
  await card(page, 'Off', 'On').getByRole('button', { name: /^Undo/ }).click()
  await expect(dialog(page)).toContainText('It is nowOn')
  await expect(dialog(page)).toContainText('It becomesOff')
  await expectAccessible(page)
  // What one person asked for is not done in the name of another who has signed in beside them.
  const before = await page.context().cookies()
  await signInAs(page.context(), bram)
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText('Somebody else is signed in')).toBeVisible()
  expect(await alphapyControl.requests({ path: guild.id, method: 'POST' })).toEqual([])
  await page.context().addCookies(before)
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText(/^Saved \d/)).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false', unknown_key: '"kept"' })
  expect(await storedSettings(guild, 'system')).toEqual({ log_level: '"normal"' })
  const writes = await alphapyControl.requests({ path: guild.id, method: 'POST' })
  expect(writes.map(({ path }) => path)).toEqual([`/api/dashboard/settings/${guild.id}`])
  const close = dialog(page).getByRole('button', { name: 'Close' })
  await expect(close).toBeFocused()
  await close.click()
  await expect(card(page, 'Off', 'On')).toContainText('The earlier value holds again.')
  // The button that opened it has gone; one goes on from its card.
  await expect(card(page, 'Off', 'On').locator('> div')).toBeFocused()
})

test('what follows from putting a value back is said before, what it cannot do after', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'onboarding', { join_role_id: 'junk' })
  await inDiscord(guild, ada, [
    ['gpt', 'temperature', 0.9],
    ['gpt', 'temperature', 0.5],
    ['onboarding', 'mode', 'rules_only'],
    ['onboarding', 'mode', 'questions_only'],
  ])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/history`)
  await card(page, 'Rules only', 'Questions only').getByRole('button', { name: /^Undo/ }).click()
  await expect(dialog(page)).toContainText('does not recognise the mode and turns newcomers away')
  await expect(dialog(page)).toContainText('they go back to their defaults with it: Role on joining')
  await expectAccessible(page)
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText(/^Saved \d/)).toContainText('The bot goes on with what it read before')
  expect(await storedSettings(guild, 'onboarding')).toEqual({ mode: '"rules_only"' })
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  await card(page, '0.9', '0.5').getByRole('button', { name: /^Undo/ }).click()
  await expect(dialog(page)).toContainText('What you set here has no effect yet.')
  await expect(dialog(page)).toContainText('all others stay as they are')
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText(/^Saved \d/)).toContainText('It changes nothing in this server')
})

test('somebody else changing the setting meanwhile is no loss: nothing is written and what holds now is shown', async ({
  page,
}) => {
  const { guild } = await guildWithChanges(page)
  await page.goto(`/guilds/${guild.id}/history`)
  await card(page, '60 minutes', '45 minutes').getByRole('button', { name: /^Undo/ }).click()
  await storeSettings(guild, 'embedwatcher', { reminder_offset_minutes: 30 })
  // The list is read again without its names, which are slow this time.
  const slow = await alphapyControl.addFault({ match: { path: `${guild.id}/discord-meta` }, do: { hold: true } })
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText(/This setting no longer holds what this page showed/)).toBeVisible()
  await expect(dialog(page)).toContainText('It is now30 minutes')
  await expect(dialog(page).getByText(/changed again since/)).toBeVisible()
  await alphapyControl.removeFault(slow.id)
  expect(await storedSettings(guild, 'embedwatcher')).toEqual({ reminder_offset_minutes: '30' })
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText(/^Saved \d/)).toBeVisible()
  expect(await storedSettings(guild, 'embedwatcher')).toEqual({ reminder_offset_minutes: '60' })
})

test('an answer lost on the way is found out, a failure is said as one, and a value already back costs no write', async ({
  page,
}) => {
  const { guild } = await guildWithChanges(page)
  const breakWrite = (does: { drop: 'before' | 'after' } | { status: number; body: string }) =>
    alphapyControl.addFault({ match: { method: 'POST', path: guild.id }, times: 1, do: does })
  await page.goto(`/guilds/${guild.id}/history`)
  await breakWrite({ status: 500, body: '{"detail":"Failed to update settings"}' })
  await card(page, 'Off', 'On').getByRole('button', { name: /^Undo/ }).click()
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText('Nothing was saved: the bot failed before storing it.')).toBeVisible()
  await breakWrite({ drop: 'before' })
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText(/no answer came. It may still be stored/)).toBeVisible()
  await breakWrite({ drop: 'after' })
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText(/^Saved \d/)).toBeVisible({ timeout: 15_000 })
  expect(await storedSettings(guild, 'reminders')).toMatchObject({ enabled: 'false' })
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  // Read again after the save: a list that came later would find the next value back, too, and take its way back away.
  await expect(card(page, 'Off', 'On').getByText('The earlier value holds again.')).toBeVisible()

  await card(page, '60 minutes', '45 minutes').getByRole('button', { name: /^Undo/ }).click()
  await storeSettings(guild, 'embedwatcher', { reminder_offset_minutes: 60 })
  const before = await alphapyControl.requests({ path: guild.id, method: 'POST' })
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText('It already held this value, so nothing had to be written.')).toBeVisible()
  expect(await alphapyControl.requests({ path: guild.id, method: 'POST' })).toHaveLength(before.length)
})

test('a list read again while the question is open takes nothing away: what is no longer to be done is said', async ({
  page,
}) => {
  const { guild } = await guildWithChanges(page)
  await page.goto(`/guilds/${guild.id}/history`)
  await card(page, 'Off', 'On').getByRole('button', { name: /^Undo/ }).click()
  await dialog(page).getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog(page).getByText(/^Saved \d/)).toBeVisible()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(/history\?_rsc/, async (route) => {
    await held
    await route.continue()
  })
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  await card(page, '60 minutes', '45 minutes').getByRole('button', { name: /^Undo/ }).click()
  await expect(dialog(page)).toContainText('It is now45 minutes')
  await storeSettings(guild, 'embedwatcher', { reminder_offset_minutes: 60 })
  // Somebody's page has read it since; otherwise a reading of the last minute would do.
  await page.request.get(`/api/guilds/${guild.id}/settings?category=embedwatcher&now=1`)
  letGo()
  await expect(dialog(page).getByRole('status')).toHaveText('The earlier value holds again.')
  const close = dialog(page).getByRole('button', { name: 'Close' })
  await expect(dialog(page).getByRole('button')).toHaveCount(1)
  await expectAccessible(page)
  await expect(close).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
  await expect(card(page, '60 minutes', '45 minutes')).toContainText('The earlier value holds again.')
  await expect(card(page, '60 minutes', '45 minutes').locator('> div')).toBeFocused()
})

test('filters stand in the address, are kept on reload, and an empty choice says so', async ({ page }) => {
  const { guild } = await guildWithChanges(page)
  await page.goto(`/guilds/${guild.id}/history`)
  const category = page.getByLabel('Category')
  await expect(category).toBeVisible()
  await category.focus()
  await category.selectOption('Reminders')
  await expect(page).toHaveURL(/scope=reminders/)
  await expect(cards(page)).toHaveCount(2)
  await expect(category).toBeFocused()
  await page.getByLabel('Setting', { exact: true }).selectOption('Channel for new reminders')
  await expect(page).toHaveURL(/scope=reminders&key=default_channel_id/)
  await expect(page.getByText('No change fits this choice')).toBeVisible()
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect(cards(page)).toHaveCount(6)
  await expect(page.getByLabel('Category')).toHaveValue('')
  await page.goto(`/guilds/${guild.id}/history?scope=system&key=log_level&limit=25`)
  await expect(cards(page)).toHaveCount(2)
  await page.reload()
  await expect(page.getByLabel('Category')).toHaveValue('system')
  await expect(page.getByLabel('Setting', { exact: true })).toHaveValue('log_level')
  await expect(page.getByLabel('How many')).toHaveValue('25')
})

test('first values, unknown settings and unrecorded people are shown as what they are, without a way back', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await alphapyControl.post('/sql', {
    query: `insert into settings_history
      (guild_id, scope, key, old_value, new_value, value_type, changed_by, changed_at, change_type) values
      ($1::bigint, 'later', 'colour', '"red"'::jsonb, '"blue"'::jsonb, 'string', null, now(), 'updated'),
      ($1::bigint, 'system', 'rules_channel_id', null, $2::jsonb, 'channel', null, now(), 'created'),
      ($1::bigint, 'system', 'log_channel_id', 'null'::jsonb, $2::jsonb, 'channel', null, now(), 'updated'),
      ($1::bigint, 'embedwatcher', 'reminder_offset_minutes', '999999'::jsonb, '45'::jsonb, 'int', null, now(), 'updated')`,
    params: [guild.id, newSnowflake()],
  })
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/history`)
  await expect(cards(page)).toHaveCount(4)
  await expect(cards(page).filter({ hasText: 'later.colour' })).toContainText('A setting Mind does not know')
  await expect(cards(page).filter({ hasText: 'later.colour' })).toContainText('by whom was not recorded')
  await expect(cards(page).filter({ hasText: '45 minutes' })).toContainText('Cannot be put back.')
  await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0)
})

test('channels and roles are said by name, in the history, before an undo, and on the overview', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newNamedGuild('Harbour Café', [ada])
  await inDiscord(guild, ada, [
    ['system', 'log_channel_id', guild.channels.general],
    ['system', 'log_channel_id', guild.channels.news],
    ['onboarding', 'completion_role_id', guild.roles.crew],
    ['onboarding', 'completion_role_id', newSnowflake()],
  ])
  await alphapyControl.post('/sql', {
    query: `insert into reminders (guild_id, name, channel_id, time, call_time, days, message, created_by)
      values ($1::bigint, 'Quiz', $2::bigint, '20:00', '20:00', '{1}', 'Come in', $3::bigint)`,
    params: [guild.id, guild.channels.food, ada.discordId],
  })
  await signInAs(page.context(), ada)
  // Names that are slow to come hold nothing up, and are shown once they are there, also in a question one has begun to read.
  const slow = await alphapyControl.addFault({ match: { path: `${guild.id}/discord-meta` }, do: { hold: true } })
  await page.goto(`/guilds/${guild.id}/logs`)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'History' }).click()
  await card(page, guild.channels.general, guild.channels.news).getByRole('button', { name: /^Undo/ }).click()
  await expect(dialog(page)).toContainText(`It is now${guild.channels.news}`)
  const leave = dialog(page).getByRole('button', { name: 'Leave it' })
  await leave.focus()
  await alphapyControl.removeFault(slow.id)
  await expect(dialog(page)).toContainText('It is now#news')
  await expect(dialog(page)).toContainText('It becomes#general')
  await expect(leave).toBeFocused()
  await leave.press('Enter')
  await expect(card(page, '#general', '#news').getByRole('button', { name: /^Undo/ })).toBeFocused()
  await expect(card(page, '@Crew', 'a role')).toBeVisible()
  await page.goto(`/guilds/${guild.id}`)
  await expect(page.getByRole('region', { name: 'Reminders' })).toContainText('#food-pics')
})

test.describe(() => {
  test.use({ colorScheme: 'dark', locale: 'nl-BE', viewport: { width: 390, height: 844 } })

  test('an empty history says why, on a phone in Dutch, with five places at the bottom at most', async ({ page }) => {
    const ada = await newPerson('ada')
    const guild = await newGuild('Harbour Café', [ada])
    await signInAs(page.context(), ada)
    await page.goto(`/guilds/${guild.id}/history`)
    await expect(page.getByText('Geen opgetekende wijziging')).toBeVisible()
    const places = page.getByRole('navigation', { name: 'Pagina’s' }).getByRole('link')
    expect(await places.count()).toBeLessThanOrEqual(5)
    await expect(places.filter({ hasText: 'Servers' })).toHaveCount(0)
    await expectAccessible(page)
    await inDiscord(guild, ada, [['onboarding', 'mode', 'rules_only']])
    await page.goto(`/guilds/${guild.id}/logs`)
    await expect(page.getByRole('heading', { level: 1, name: 'Logboek' })).toBeVisible()
    await expectAccessible(page)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
})

test('a history that cannot be read is a problem with an id to quote, and nobody else sees a guild', async ({
  page,
}) => {
  const { guild } = await guildWithChanges(page)
  const { id } = await alphapyControl.addFault({
    match: { method: 'GET', path: `${guild.id}/settings/history` },
    do: { status: 500, body: '{"detail":"Failed to fetch settings history"}' },
  })
  await page.goto(`/guilds/${guild.id}/history`)
  await expect(page.getByText('To quote when asking for help:')).toBeVisible()
  await alphapyControl.removeFault(id)
  await page.getByRole('button', { name: /Try again/ }).click()
  await expect(cards(page)).toHaveCount(6)
  await expect(page.getByRole('main')).toBeFocused()
  await page.context().clearCookies()
  await signInAs(page.context(), await newPerson('bram'))
  await page.goto(`/guilds/${guild.id}/history`)
  await expect(page.getByRole('heading', { name: 'You cannot open this server' })).toBeVisible()
})
