import type { Page } from '@playwright/test'
import { violationsOn } from './support/accessibility'
import { focusOnArrival } from './support/arrival'
import { alphapyControl } from './support/control'
import { newNamedGuild } from './support/names'
import { expect, test } from './support/test'
import { newGuild, newPerson, newSnowflake, signInAs, storedSettings, storeSettings } from './support/world'

/** The button that opens the list of a setting. */
const picker = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name} (?!:)`) })

async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOn(page)).toEqual([])
}

test('channels and roles are found by name with the keyboard alone, and their ids are what is stored', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newNamedGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/ticketbot`)

  const category = picker(page, 'Category for ticket channels')
  await expect(category).toHaveAccessibleName('Category for ticket channels Not set')
  await category.focus()
  await page.keyboard.press('Enter')
  const field = page.getByRole('combobox', { name: 'Category for ticket channels' })
  await expect(field).toBeFocused()
  await expect(page.getByRole('option')).toHaveText(['Not set', 'Lounge', 'Tickets'])
  await expect(page.getByRole('listbox')).not.toHaveAttribute('aria-multiselectable')
  await page.keyboard.type('tick')
  await expect(page.getByRole('option')).toHaveText(['Tickets'])
  await expect(page.getByRole('dialog').getByRole('status').first()).toHaveText('1 found')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(category).toBeFocused()
  await expect(category).toHaveAccessibleName('Category for ticket channels Tickets')

  const helpers = picker(page, 'Role of the helpers')
  await helpers.press('Enter')
  // Neither everyone nor a role of an integration can be given.
  await expect(page.getByRole('option')).toHaveText(['Not set', 'Crew', 'Guest'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const active = await page.getByRole('combobox').getAttribute('aria-activedescendant')
  await expect(page.locator(`[id="${active}"]`)).toHaveText('Guest')
  await page.keyboard.press('Escape')
  await expect(helpers).toHaveAccessibleName('Role of the helpers Not set')
  await expect(helpers).toBeFocused()
  await helpers.press('Enter')
  await expect(page.getByRole('combobox')).toBeFocused()
  // Closed and opened again quicker than the page is told of either.
  await page.getByRole('dialog').evaluate((list: HTMLElement) => {
    list.hidePopover()
    list.showPopover()
  })
  await expect(page.getByRole('combobox')).toBeFocused()
  // Walking on by keyboard leaves no list lying over what comes next.
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Read the list again' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(picker(page, 'Role for escalated tickets')).toBeFocused()
  await helpers.press('Enter')
  await page.getByRole('option', { name: 'Crew' }).click()

  const escalation = picker(page, 'Role for escalated tickets')
  await escalation.click()
  const unlisted = newSnowflake()
  await page.getByRole('combobox').fill(`<@&${unlisted}>`)
  await page.keyboard.press('Enter')
  await expect(escalation).toHaveAccessibleName(`Role for escalated tickets ${unlisted}`)
  await expect(page.getByText('The bot does not list this role.')).toBeVisible()
  await save(page)
  expect(await storedSettings(guild, 'ticketbot')).toEqual({
    category_id: `"${guild.channels.tickets}"`,
    staff_role_id: `"${guild.roles.crew}"`,
    escalation_role_id: `"${unlisted}"`,
  })

  await picker(page, 'Role of the helpers').click()
  await page.getByRole('option', { name: 'Not set' }).click()
  await save(page)
  expect(await storedSettings(guild, 'ticketbot')).not.toHaveProperty('staff_role_id')

  const reset = page.getByRole('button', { name: 'Category for ticket channels: back to the default' })
  await reset.press('Enter')
  await expect(category).toHaveAccessibleName('Category for ticket channels Not set')
  await expect(reset).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(reset).toBeHidden()
})

test('several channels and awards are edited as lists', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newNamedGuild('Harbour Café', [ada])
  const gone = newSnowflake()
  await storeSettings(guild, 'engagement', { weekly_food_channel_ids: `${gone},${guild.channels.news}` })
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/engagement`)
  const chosen = page.getByRole('list', { name: 'Food channels: chosen' }).getByRole('listitem')
  await expect(chosen).toHaveText([`${gone}not in the list`, 'news'])
  await picker(page, 'Food channels').click()
  await page.getByRole('option', { name: 'food-pics' }).click()
  await page.getByRole('option', { name: 'news' }).click()
  await expect(page.getByRole('listbox')).toHaveAttribute('aria-multiselectable', 'true')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: `Take out ${gone}` }).click()
  await expect(chosen).toHaveText(['food-pics'])
  await page.keyboard.press('Enter')
  await expect(chosen).toHaveCount(0)
  await expect(picker(page, 'Food channels')).toBeFocused()
  await picker(page, 'Food channels').click()
  await page.getByRole('option', { name: 'food-pics' }).click()
  await page.keyboard.press('Escape')

  const hadFocus = await focusOnArrival(page, '#weekly_award_configs button[id$="-add"]')
  await page.getByRole('button', { name: 'Awards of the week Edit the awards' }).click()
  expect(await hadFocus()).toBe(true)
  const awards = page.getByRole('group', { name: 'Awards of the week' })
  await awards.getByRole('button', { name: 'Add an award' }).click()
  await expect(awards.getByLabel('Name', { exact: true })).toBeFocused()
  await expect(page.getByText('Award 1 is not complete')).toBeVisible()
  await page.keyboard.type('Best café')
  await expect(awards.getByLabel('Key')).toHaveValue('best_cafe')
  await awards.getByRole('button', { name: 'Add an award' }).click()
  await page.keyboard.type('Photo of the week')
  await awards.getByLabel('Which messages count').nth(1).selectOption('image')
  await awards.getByLabel('Line below the name').nth(1).fill('chosen by all')
  await expectAccessible(page)
  await awards.getByRole('button', { name: 'Move award 2 up' }).click()
  await expect(awards.getByRole('status')).toHaveText('Now award 1 of 2.')
  await expect(awards.getByRole('button', { name: 'Move award 1 down' })).toBeFocused()
  await save(page)
  const stored = await storedSettings(guild, 'engagement')
  expect(stored.weekly_food_channel_ids).toBe(`",${guild.channels.food},"`)
  expect(JSON.parse(stored.weekly_award_configs ?? '')).toEqual([
    { key: 'photo_of_the_week', label: 'Photo of the week', filter: 'image', subtitle: 'chosen by all' },
    { key: 'best_cafe', label: 'Best café', filter: 'non_food' },
  ])
  await awards.getByRole('button', { name: 'Remove award 1' }).click()
  await awards.getByRole('button', { name: 'Remove award 1' }).click()
  await save(page)
  expect(await storedSettings(guild, 'engagement')).not.toHaveProperty('weekly_award_configs')
})

test('names in braces go in where the caret is, and the preview tells what comes of them', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newNamedGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/invites#with_inviter_template`)
  const setting = page.locator('#with_inviter_template')
  const text = setting.getByRole('textbox')
  await expect(setting.getByText('@Robin joined! @Sasha now has 12 invites.')).toBeVisible()
  await text.fill('Hello , welcome')
  await expect(setting.getByRole('definition').first()).toHaveText('Hello , welcome')
  await text.press('Home')
  for (let step = 0; step < 'Hello '.length; step++) await text.press('ArrowRight')
  await setting.getByRole('button', { name: '{member_name}' }).focus()
  await page.keyboard.press('Enter')
  await expect(text).toBeFocused()
  await page.keyboard.type('!')
  await expect(text).toHaveValue('Hello {member_name}!, welcome')
  const preview = setting.getByRole('definition')
  await expect(preview).toHaveText(['Hello Robin!, welcome', '"Hello Robin!, welcome"'])
  await text.fill('By {inviter}\n{nobody}')
  await expect(preview).toHaveText(['By @Sasha {nobody}', String.raw`"By @Sasha\n{nobody}"`])
  await expect(setting.getByText('The bot does not know {nobody}.')).toBeVisible()
  await save(page)
  expect((await storedSettings(guild, 'invites')).with_inviter_template).toBe(String.raw`"By {inviter}\n{nobody}"`)
})

test('ids are enough where there are no names, and it is said why there are none', async ({ page }) => {
  const [ada, lena] = [await newPerson('ada'), await newPerson('lena', { discord: false })]
  const guild = await newGuild('Harbour Café', [ada, lena])
  const named = await newNamedGuild('Pixel Workshop', [ada, lena])
  const id = newSnowflake()
  await signInAs(page.context(), lena)
  await page.goto(`/guilds/${named.id}/settings/gdpr`)
  await expect(page.getByText(/only to somebody who signed in with Discord/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Channel of the agreement' }).fill(id)
  await save(page)
  expect(await storedSettings(named, 'gdpr')).toEqual({ channel_id: `"${id}"` })
  // Nothing to be named, nothing to be explained.
  await page.goto(`/guilds/${named.id}/settings/agents`)
  await expect(page.getByText(/shown by their ids/)).toBeHidden()

  await page.context().clearCookies({ name: /^sb-/ })
  await signInAs(page.context(), ada)
  await alphapyControl.addFault({
    match: { path: `${guild.id}/discord-meta` },
    do: { status: 503, body: '{"detail":"Bot not available"}' },
  })
  await page.goto(`/guilds/${guild.id}/settings/gdpr`)
  await expect(page.getByText(/cannot be asked for their names right now/)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Channel of the agreement' })).toBeEditable()
})

test.describe(() => {
  test.use({ expectedComplaints: [/status of 50\d/] })

  test('names that are slow do not hold up the page, and a channel made meanwhile can be read in', async ({ page }) => {
    const ada = await newPerson('ada')
    const guild = await newNamedGuild('Harbour Café', [ada])
    await storeSettings(guild, 'gdpr', { channel_id: guild.channels.general })
    const slow = await alphapyControl.addFault({
      match: { path: `${guild.id}/discord-meta` },
      do: { hold: true },
    })
    await signInAs(page.context(), ada)
    await page.goto(`/guilds/${guild.id}/settings/gdpr`, { waitUntil: 'commit' })
    const channel = picker(page, 'Channel of the agreement')
    await expect(channel).toHaveAccessibleName(`Channel of the agreement ${guild.channels.general}`)
    await alphapyControl.removeFault(slow.id)
    await expect(channel).toHaveAccessibleName('Channel of the agreement general Lounge')

    // A bot that does not answer takes no name away, and the list is not said to be new.
    const away = await alphapyControl.addFault({
      match: { path: `${guild.id}/discord-meta` },
      do: { status: 500, body: '{"detail":"Bot not available"}' },
    })
    await channel.click()
    const reread = page.getByRole('button', { name: 'Read the list again' })
    await reread.click()
    await expect(page.getByText('That did not work. The list is as it was.')).toBeVisible()
    await expect(page.getByRole('option', { name: 'general' })).toBeVisible()
    await alphapyControl.removeFault(away.id)

    const fresh = newSnowflake()
    await alphapyControl.post('/guilds', {
      id: guild.id,
      name: guild.name,
      memberCount: 2,
      ownerId: ada.discordId,
      channels: [{ id: fresh, name: 'brand-new', type: 'text' }],
      roles: [],
      members: [{ id: ada.discordId, name: 'ada', administrator: true }],
    })
    await reread.click()
    await expect(page.getByRole('option', { name: 'brand-new' })).toBeVisible()
    await expect(reread).toBeFocused()
    await page.getByRole('option', { name: 'brand-new' }).click()
    await expect(channel).toHaveAccessibleName('Channel of the agreement brand-new')
    await save(page)
    expect(await storedSettings(guild, 'gdpr')).toEqual({ channel_id: `"${fresh}"` })
  })
})
