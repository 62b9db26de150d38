import type { Page } from '@playwright/test'
import { alphapyControl } from './support/control'
import { inDiscord } from './support/history'
import { expect, test } from './support/test'
import { type Guild, newGuild, newPerson, type Person, signInAs, storedSettings, storeSettings } from './support/world'

const scope = 'embedwatcher'

async function openAs(page: Page, guild: Guild, person: Person): Promise<Page> {
  await signInAs(page.context(), person)
  await page.goto(`/guilds/${guild.id}/settings/${scope}`)
  return page
}

const announcements = (page: Page) => page.getByRole('switch', { name: 'Reminders from announcements' })
const plain = (page: Page) => page.getByRole('switch', { name: 'Also read plain messages' })
const own = (page: Page) => page.getByRole('switch', { name: 'Also read the bot’s own messages' })
const model = (page: Page) => page.getByRole('switch', { name: 'Ask the language model' })
const lead = (page: Page) =>
  page.getByRole('spinbutton', { name: 'How long before' }).or(page.getByRole('textbox', { name: 'How long before' }))
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
const said = (page: Page) => page.getByRole('status').filter({ hasText: /Saved \d/ })
const question = (page: Page) => page.getByRole('dialog', { name: 'This was changed meanwhile' })
const writes = async (guild: Guild) =>
  (await alphapyControl.requests({ path: `/settings/${guild.id}`, method: 'POST' })).length

/** Takes a side in the question, and saves. */
async function choose(page: Page, side: RegExp): Promise<void> {
  await question(page).getByRole('radio', { name: side }).check()
  await question(page).getByRole('button', { name: 'Save my choices' }).click()
}

test('two in two browsers: different settings merge, the same one asks on either side, an equal one costs nothing', async ({
  page,
  openBrowser,
}) => {
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const guild = await newGuild('Harbour Café', [ada, bram])
  await storeSettings(guild, scope, { unknown_figure: 1, reminder_offset_minutes: 60 })
  const context = await openBrowser()
  const [adas, brams] = [await openAs(page, guild, ada), await openAs(await context.newPage(), guild, bram)]

  await test.step('different settings', async () => {
    await plain(adas).check()
    await own(brams).check()
    await save(brams)
    await expect(said(brams)).toBeVisible()
    await save(adas)
    await expect(said(adas)).toContainText(
      /it was kept:\s*Also read the bot’s own messages: Off\s*becomes\s*On \(seen \d/,
    )
    await expect(said(adas)).toContainText(`saved in Mind by the Discord account ${bram.discordId})`)
    await expect(own(adas)).toBeChecked()
    expect(await storedSettings(guild, scope)).toMatchObject({
      non_embed_enabled: 'true',
      process_bot_messages: 'true',
    })
  })

  await test.step('the same setting, theirs kept', async () => {
    await lead(adas).fill('90')
    await lead(brams).fill('120')
    await save(brams)
    await expect(said(brams)).toContainText(/Also read plain messages: Off\s*becomes\s*On/)
    await save(adas)
    await expect(question(adas)).toContainText('When you began: 60 minutes')
    await expect(question(adas)).toContainText('Keep what is stored now: 120 minutes')
    await expect(question(adas)).toContainText('Use mine: 90 minutes')
    await choose(adas, /Keep what is stored/)
    await expect(lead(adas)).toHaveValue('120')
    expect(await storedSettings(guild, scope)).toMatchObject({ reminder_offset_minutes: '120' })
  })

  await test.step('the same setting, mine used', async () => {
    await lead(adas).fill('30')
    await lead(brams).fill('45')
    await save(adas)
    await expect(said(adas)).toBeVisible()
    await save(brams)
    await expect(question(brams)).toContainText('When you began: 120 minutes')
    // While he reads, a third hand changes it again, and the page behind the question hears of it.
    await storeSettings(guild, scope, { reminder_offset_minutes: 500 })
    await brams.request.get(`/api/guilds/${guild.id}/settings?category=${scope}&now=1`)
    const heard = brams.waitForResponse((response) => response.url().includes('/settings?category'))
    const beside = await context.newPage()
    await beside.goto(`/guilds/${guild.id}/settings/${scope}`)
    await model(beside).uncheck()
    await heard
    await beside.getByRole('button', { name: 'Ask the language model: back to the default' }).click()
    await beside.close()
    await expect(question(brams)).toContainText('Keep what is stored now: 30 minutes')
    await choose(brams, /Use mine/)
    await expect(question(brams)).toContainText('Keep what is stored now: 500 minutes')
    expect(await storedSettings(guild, scope)).toMatchObject({ reminder_offset_minutes: '500' })
    await choose(brams, /Use mine/)
    await expect(said(brams)).toBeVisible()
    expect(await storedSettings(guild, scope)).toMatchObject({ reminder_offset_minutes: '45' })
  })

  await test.step('an equal edit', async () => {
    await announcements(adas).uncheck()
    await announcements(brams).uncheck()
    await save(adas)
    await expect(said(adas)).toBeVisible()
    const before = await writes(guild)
    await save(brams)
    await expect(brams.getByText('This was stored already, so nothing had to be written.')).toBeVisible()
    expect(await writes(guild)).toBe(before)
  })

  expect(await storedSettings(guild, scope)).toEqual({
    ...{ enabled: 'false', non_embed_enabled: 'true', process_bot_messages: 'true' },
    ...{ reminder_offset_minutes: '45', unknown_figure: '1' },
  })
})

test('a command in Discord during a draft is met like any other change, deletions on both sides included', async ({
  page,
}) => {
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const guild = await newGuild('Harbour Café', [ada, bram])
  await storeSettings(guild, scope, { reminder_offset_minutes: 60, process_bot_messages: true })
  await openAs(page, guild, ada)

  await plain(page).check()
  await lead(page).fill('90')
  await inDiscord(guild, bram, [
    [scope, 'process_bot_messages', false],
    [scope, 'reminder_offset_minutes', null],
  ])
  await save(page)
  await expect(question(page)).toContainText('When you began: 60 minutes')
  await expect(question(page)).toContainText(/Keep what is stored now: .*(Not set|default)/)
  await expect(question(page)).toContainText(/it was kept:\s*Also read the bot’s own messages: On\s*becomes\s*Off/)
  await question(page).getByRole('button', { name: 'Decide later' }).click()
  await save(page)
  await choose(page, /Use mine/)
  await expect(said(page)).toContainText(
    /Also read the bot’s own messages: On\s*becomes\s*Off \(seen [^)]*who made it is not known\)/,
  )
  expect(await storedSettings(guild, scope)).toEqual({
    ...{ non_embed_enabled: 'true', process_bot_messages: 'false', reminder_offset_minutes: '90' },
  })

  await page.getByRole('button', { name: 'How long before: back to the default' }).click()
  await inDiscord(guild, bram, [[scope, 'reminder_offset_minutes', 15]])
  await save(page)
  await expect(question(page)).toContainText('Keep what is stored now: 15 minutes')
  await choose(page, /Use mine/)
  await expect(said(page)).toBeVisible()
  expect(await storedSettings(guild, scope)).toEqual({ non_embed_enabled: 'true', process_bot_messages: 'false' })
})

test('three who save in the same moment all keep their work', async ({ page, openBrowser }) => {
  const people = [await newPerson('ada'), await newPerson('bram'), await newPerson('chloe')]
  const guild = await newGuild('Harbour Café', people)
  await storeSettings(guild, scope, { unknown_figure: 1 })
  const contexts = [page.context(), await openBrowser(), await openBrowser()]
  const pages = await Promise.all(
    people.map(async (person, index) => {
      const theirs = index === 0 ? page : await contexts[index]?.newPage()
      return theirs ? openAs(theirs, guild, person) : page
    }),
  )
  const switches = [plain, own, model]
  for (const [index, each] of pages.entries()) await switches[index]?.(each).click()
  await Promise.all(pages.map(save))
  for (const each of pages) await expect(said(each)).toBeVisible({ timeout: 15_000 })
  expect(await storedSettings(guild, scope)).toEqual({
    ...{ gpt_fallback_enabled: 'false', non_embed_enabled: 'true', process_bot_messages: 'true', unknown_figure: '1' },
  })
})
