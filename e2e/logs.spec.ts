import { violationsOn } from './support/accessibility'
import { alphapyControl } from './support/control'
import { expect, test } from './support/test'
import { type Guild, newGuild, newPerson, signInAs } from './support/world'

const note = (type: string, guild: Guild | null, message: string, details: Record<string, unknown> = {}) =>
  alphapyControl.post('/events', { type, guildId: guild?.id ?? null, message, details })

test('the log shows what the bot noted, newest first, each with its kind, and opens to the details', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const [guild, elsewhere] = [await newGuild('Harbour Café', [ada]), await newGuild('Elsewhere', [])]
  await note('COG_ERROR', guild, 'Command failed: learn_topic', {
    command: 'learn_topic',
    user_id: { $id: '902716453829104627' },
    error: 'The model did not answer in time',
    cooldown_remaining: 1234.5678,
  })
  await note('SETTINGS_CHANGED', guild, 'Auto-mod violation: Foreign invites', { rule_id: 2, action_type: 'warn' })
  await note('COG_ERROR', elsewhere, 'A secret of somebody else')
  await alphapyControl.post('/slash', {
    guildId: guild.id,
    actorDiscordId: ada.discordId,
    scope: 'reminders',
    key: 'enabled',
    value: false,
  })
  await note('SOMETHING_NEW', guild, 'A tale from the future')
  await signInAs(page.context(), ada)

  await page.goto(`/guilds/${guild.id}`)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Logs' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Logs' })).toBeVisible()
  await expect(page.getByText('last 100 events of all its servers in memory')).toBeVisible()
  const own = page.locator('summary').filter({ hasNotText: 'All servers' })
  await expect(own).toHaveText([
    /Other.*A tale from the future/,
    /Setting changed.*Setting changed: reminders\.enabled/,
    /AutoMod.*Auto-mod violation: Foreign invites/,
    /Command failed.*Command failed: learn_topic/,
  ])
  await expect(page.getByText('A secret of somebody else')).toBeHidden()
  await expect(page.getByText(/^As of/)).toBeVisible()

  await page.getByText('Command failed: learn_topic').click()
  await expect(page.getByText('The model did not answer in time')).toBeVisible()
  await expect(page.getByText('1,234.57', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /902716453829104627/ })).toBeVisible()
  expect(await violationsOn(page)).toEqual([])
})

test('events of the bot as a whole are marked as such', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await note('BOT_DISCONNECT', null, `Gateway lost near ${guild.id}`)
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/logs`)
  const row = page.locator('summary').filter({ hasText: guild.id })
  await expect(row).toContainText('Connection lost')
  await expect(row).toContainText('All servers')
})

test('the filter stands in the address, is kept on reload and with Back, and says when nothing is left', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await note('COG_ERROR', guild, 'Command failed: badges')
  await note('GUILD_SYNC', guild, 'All is in step')
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/logs`)
  const filter = page.getByRole('navigation', { name: 'Kinds of events' })
  await filter.getByRole('link', { name: /Command failed/ }).click()
  await expect(page).toHaveURL(/logs\?kind=command$/)
  await expect(page.locator('summary')).toHaveText([/Command failed: badges/])
  await page.reload()
  await expect(page.locator('summary')).toHaveText([/Command failed: badges/])
  await expect(filter.getByRole('link', { name: /Command failed/ })).toHaveAttribute('aria-current', 'true')
  await filter.getByRole('link', { name: /All/ }).click()
  await expect(page.locator('summary').filter({ hasText: 'All is in step' })).toBeVisible()
  await page.goBack()
  await expect(page.locator('summary')).toHaveText([/Command failed: badges/])
  await page.goto(`/guilds/${guild.id}/logs?kind=onboarding`)
  await expect(page.getByText('No events of this kind')).toBeVisible()
  await page.goto(`/guilds/${guild.id}/logs?kind=constructor`)
  await expect(page.locator('summary').filter({ hasText: 'badges' })).toBeVisible()
})

test.describe(() => {
  test.use({ expectedComplaints: [/status of (403|503)/] })

  test('Refresh asks the bot at this moment, and when it cannot, what was known stays with the reason', async ({
    page,
  }) => {
    const ada = await newPerson('ada')
    const guild = await newGuild('Harbour Café', [ada])
    await note('GUILD_SYNC', guild, 'The first')
    await signInAs(page.context(), ada)
    await page.goto(`/guilds/${guild.id}/logs`)
    await expect(page.getByText('The first')).toBeVisible()
    await note('GUILD_SYNC', guild, 'The second')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('The second')).toBeVisible()
    await alphapyControl.addFault({
      match: { method: 'GET', path: '/api/dashboard/logs', subject: ada.userId },
      times: 3,
      do: { drop: 'before' },
    })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('The bot could not be reached')).toBeVisible()
    await expect(page.getByText('The second')).toBeVisible()
  })

  test('a log that cannot be read at all is a problem with an id to quote, and nobody else sees a guild', async ({
    page,
  }) => {
    const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
    const guild = await newGuild('Harbour Café', [ada])
    const { id } = await alphapyControl.addFault({
      match: { method: 'GET', path: '/api/dashboard/logs', subject: ada.userId },
      do: { status: 500, body: 'x' },
    })
    await signInAs(page.context(), ada)
    await page.goto(`/guilds/${guild.id}/logs`)
    await expect(page.getByText('To quote when asking for help:')).toBeVisible()
    await alphapyControl.removeFault(id)
    await page.getByRole('button', { name: /Try again/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Logs' })).toBeVisible()

    await page.context().clearCookies()
    await signInAs(page.context(), bram)
    await page.goto(`/guilds/${guild.id}/logs`)
    await expect(page.getByRole('heading', { name: 'You cannot open this server' })).toBeVisible()
    const answer = await page.request.get(`/api/guilds/${guild.id}/logs`)
    expect(answer.status()).toBe(403)
  })
})
