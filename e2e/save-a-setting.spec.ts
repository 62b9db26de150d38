import { alphapyControl } from './support/control'
import { expect, test } from './support/test'
import { newGuild, newPerson, newSnowflake, signInAs, storedSettings, storeSettings } from './support/world'

test('somebody signs in, changes three settings, sees them saved, and another person sees them too', async ({
  page,
  openBrowser,
}) => {
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const guild = await newGuild('Harbour Café', [ada, bram])
  const keptId = newSnowflake()
  await storeSettings(guild, 'reminders', { unknown_key: 'kept', pinned_channel_id: keptId, enabled: true })
  await storeSettings(guild, 'gdpr', { channel_id: keptId })

  await page.goto('/')
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('textbox', { name: 'Server id' }).fill(guild.id)
  await page.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByText(/Alphapy is online and answering in \d+ ms/)).toBeVisible()

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Settings' }).click()
  await page
    .getByRole('navigation', { name: 'Categories of settings' })
    .getByRole('link', { name: 'Reminders' })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Reminders' })).toBeVisible()
  const channelId = newSnowflake()
  await page.getByRole('switch', { name: 'Reminders', exact: true }).uncheck()
  await page.getByRole('textbox', { name: 'Channel for new reminders' }).fill(channelId)
  await page.getByRole('switch', { name: 'Reminders may call everyone' }).check()
  await expect(page.getByText('3 changes not saved yet')).toBeVisible()
  await page.getByRole('button', { name: 'Review' }).click()
  const review = page.getByRole('dialog', { name: '3 changes to review' })
  const follows = review.getByRole('region', { name: 'What follows' }).getByRole('listitem')
  await expect(follows).toHaveText([
    'Take care: No reminder is sent any more, and members cannot make new ones.',
    'Take care: Reminders with @everyone or @here reach every member of their channel.',
    `Good to know: Channel for new reminders: the bot posts in a channel Mind cannot see (${channelId}) from now on.`,
    'Good to know: Reminders may call everyone, but reminders are off.',
  ])
  await review.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saved \d.* The bot has read it and works with it\./)).toBeVisible()

  expect(await storedSettings(guild, 'reminders')).toEqual({
    allow_everyone_mentions: 'true',
    default_channel_id: `"${channelId}"`,
    enabled: 'false',
    pinned_channel_id: `"${keptId}"`,
    unknown_key: '"kept"',
  })
  expect(await storedSettings(guild, 'gdpr')).toEqual({ channel_id: `"${keptId}"` })
  const writes = await alphapyControl.requests({ path: `/api/dashboard/settings/${guild.id}`, method: 'POST' })
  expect(writes).toHaveLength(1)

  const other = await openBrowser()
  await signInAs(other, bram)
  const theirs = await other.newPage()
  await theirs.goto(`/guilds/${guild.id}/settings/reminders`)
  await expect(theirs.getByRole('switch', { name: 'Reminders', exact: true })).not.toBeChecked()
  await expect(theirs.getByRole('textbox', { name: 'Channel for new reminders' })).toHaveValue(channelId)
})

test('a setting put back to its default is removed, and its neighbours stay', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  const channelId = newSnowflake()
  await storeSettings(guild, 'reminders', { default_channel_id: channelId, enabled: false })
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await page.getByRole('button', { name: 'Channel for new reminders: back to the default' }).click()
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })
})

test('a wrong id never leaves the browser, one that is sent all the same is refused by name, and what was typed stays', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  const channel = page.getByRole('textbox', { name: 'Channel for new reminders' })
  await channel.fill('general')
  await expect(page.getByText('An id has 15 to 19 digits.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  await page.keyboard.press('Control+s')
  await expect(channel).toHaveValue('general')
  const right = newSnowflake()
  await channel.fill(right)
  await page.route('**/settings/reminders', (route) =>
    route.continue({ postData: route.request().postData()?.replace(right, 'general') }),
  )
  await page.getByRole('switch', { name: 'Reminders may call everyone' }).check()
  await page.keyboard.press('Control+s')
  const refused = page.getByRole('status').filter({ hasText: 'This cannot be saved as it is' })
  await expect(refused).toContainText(/Your changes are still here\.\s*Not accepted: Channel for new reminders/)
  await expect(channel).toHaveValue(right)
  // What left the browser is the right one alone.
  expect(sent).toHaveLength(1)
  expect(await alphapyControl.requests({ path: guild.id, method: 'POST' })).toEqual([])
})

test('what the bot cannot read is named where it stands, and goes back to its default on a word, or with any save', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'reminders', { enabled: true, allow_everyone_mentions: 'maybe' })
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/reminders#enabled`)
  const reminders = page.getByRole('switch', { name: 'Reminders', exact: true })
  await expect(reminders).toBeFocused()
  const everyone = page.locator('#allow_everyone_mentions')
  await expect(everyone).toContainText('Not readable')
  const notice = page.getByRole('region', { name: 'Stored values the bot cannot read' })
  await expect(notice.getByRole('listitem')).toHaveText('Reminders may call everyone: maybe')
  await notice.getByRole('button', { name: 'Put it back to its default' }).click()
  const said = page.getByRole('status').filter({ hasText: /^Saved \d/ })
  await expect(said).toContainText('are back at their defaults: Reminders may call everyone')
  await expect(notice).toBeHidden()
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)
  await expect(everyone).not.toContainText('Not readable')
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'true' })

  // Met in the question after a conflict, it is not offered as something to keep.
  await reminders.uncheck()
  await storeSettings(guild, 'reminders', { enabled: 'perhaps', allow_everyone_mentions: 'always' })
  await page.keyboard.press('Control+s')
  const question = page.getByRole('dialog', { name: 'This was changed meanwhile' })
  await question.getByRole('button', { name: 'Decide later' }).click()
  await page.getByRole('button', { name: 'Review' }).click()
  const review = page.getByRole('dialog', { name: '1 change to review' })
  await expect(review).toContainText('since the bot cannot read what is stored: Reminders may call everyone')
  await review.getByRole('button', { name: 'Save' }).click()
  await question.getByRole('radio', { name: /cannot be read: perhaps.*On \(the default\)/ }).check()
  await question.getByRole('button', { name: 'Save my choices' }).click()
  // All of what is said: neither is told a second time as somebody's change.
  await expect(said).toHaveText(/ are back at their defaults: Reminders may call everyone, Reminders$/)
  await expect(reminders).toBeChecked()
  expect(await storedSettings(guild, 'reminders')).toEqual({})
})
