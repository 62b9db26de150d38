import type { BrowserContext, Page } from '@playwright/test'
import { alphapyControl } from './support/control'
import { openReminders, reminders, remindersPath, save } from './support/reminders'
import { expect, expectAwake, test } from './support/test'
import { type Guild, newPerson, newSnowflake, signInAs, storedSettings, storeSettings } from './support/world'

const everyone = (page: Page) => page.getByRole('switch', { name: 'Reminders may call everyone' })
const channel = (page: Page) => page.getByRole('textbox', { name: 'Channel for new reminders' })
const bar = (page: Page) => page.getByRole('status').filter({ hasText: /not saved yet|cannot be saved/ })
const inRail = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Settings/ })
const writes = (guild: Guild) => alphapyControl.requests({ path: guild.id, method: 'POST' })
/** As when the session ends: the browser keeps everything else. */
const endSession = (context: BrowserContext) => context.clearCookies({ name: /^sb-/ })

test('a draft survives reloads and walking away, is one in all tabs, and goes only on purpose', async ({ page }) => {
  const guild = await openReminders(page, [await newPerson('ada')])
  const typed = newSnowflake()
  await everyone(page).check()
  await channel(page).fill('general')
  await expect(bar(page)).toContainText('1 change cannot be saved like this')
  const categories = page.getByRole('navigation', { name: 'Categories of settings' })
  await expect(categories.getByRole('link', { name: /^Reminders.* 2 unsaved/ })).toBeVisible()
  await expect(inRail(page)).toHaveAccessibleName('Settings 2 unsaved')

  await page.reload()
  await expect(bar(page)).toContainText('Kept on this device.')
  await expect(everyone(page)).toBeChecked()
  // What cannot be saved yet was typed all the same.
  await expect(channel(page)).toHaveValue('general')

  const second = await page.context().newPage()
  await second.goto(remindersPath(guild))
  await expect(channel(second)).toHaveValue('general')
  await channel(second).fill(typed)
  await reminders(page).uncheck()
  await expect(bar(second)).toContainText('3 changes not saved yet')
  await expect(reminders(second)).not.toBeChecked()
  await expect(channel(page)).toHaveValue(typed)

  await expect(bar(page)).toContainText('No reminder is sent any more, and members cannot make new ones.')
  await page.getByRole('link', { name: 'Overview' }).click()
  const note = page.getByRole('status').filter({ hasText: '3 changes in Reminders are not saved yet' })
  await expect(note).toContainText('They are kept on this device.')
  await expect(inRail(page)).toHaveAccessibleName('Settings 3 unsaved')
  await note.getByRole('link', { name: 'Back to it' }).click()
  await expect(bar(page)).toContainText('3 changes not saved yet')
  await expect(note).toBeHidden()

  await page.getByRole('button', { name: 'Review' }).click()
  const review = page.getByRole('dialog', { name: '3 changes to review' })
  await expect(review.getByRole('listitem').filter({ hasText: /^Channel for new reminders/ })).toContainText(
    new RegExp(`Not set\\s*becomes.*${typed}`),
  )
  await expect(review.getByRole('region', { name: 'What follows' })).toContainText('the bot posts in')
  await review.getByRole('button', { name: 'Discard: Reminders', exact: true }).click()
  await expect(page.getByRole('dialog', { name: '2 changes to review' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Review' })).toBeFocused()
  await expect(reminders(second)).toBeChecked()

  await second.getByRole('button', { name: 'Discard' }).click()
  await second.getByRole('dialog', { name: 'Discard 2 changes?' }).getByRole('button', { name: 'Keep' }).click()
  await expect(bar(second)).toContainText('2 changes not saved yet')
  await second.getByRole('button', { name: 'Discard' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  for (const tab of [page, second]) {
    await expect(everyone(tab)).not.toBeChecked()
    await expect(channel(tab)).toHaveValue('')
    await expect(inRail(tab)).toHaveAccessibleName('Settings')
  }
  // What is begun now is of this visit; the last change let go in the review ends the review.
  await everyone(page).check()
  await expect(bar(page)).toContainText('1 change not saved yet')
  await expect(bar(page)).not.toContainText('Kept on this device.')
  await page.getByRole('button', { name: 'Review' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard: Reminders may call everyone' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(everyone(page)).not.toBeChecked()
  await channel(page).fill('g')
  await expect(bar(page)).toContainText('1 change cannot be saved like this')
  await expect(page.getByRole('dialog')).toBeHidden()
  await channel(page).fill('')
  await page.reload()
  await expect(channel(page)).toHaveValue('')
  expect(await writes(guild)).toEqual([])
})

test('a session that ends in the middle of a form is taken up again beside it, and the save goes on when asked', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await openReminders(page, [ada])
  await reminders(page).uncheck()
  await everyone(page).check()
  await endSession(page.context())
  await save(page)
  const signedOut = page.getByRole('dialog', { name: 'You are signed out' })
  await expect(signedOut).toHaveAccessibleDescription(/Your 2 changes are kept on this device/)

  const opened = page.waitForEvent('popup')
  await signedOut.getByRole('link', { name: 'Sign in in a new tab' }).click()
  const beside = await opened
  await beside.getByLabel('E-mail').fill(ada.email)
  await beside.getByLabel('Password').fill(ada.password)
  await beside.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(bar(beside)).toContainText('2 changes not saved yet')

  const back = page.getByRole('dialog', { name: 'You are signed in again' })
  await expect(back).toHaveAccessibleDescription('Your 2 changes are still here and not saved yet.')
  expect(await writes(guild)).toEqual([])
  await back.getByRole('button', { name: 'Save now' }).click()
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await expect(page.getByTitle('2 with their own value')).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ allow_everyone_mentions: 'true', enabled: 'false' })
  // The other tab has heard of it.
  await expect(bar(beside)).toBeHidden()
  await expect(reminders(beside)).not.toBeChecked()
})

test('a draft belongs to its person: nobody else saves it or meets it, and it waits for them', async ({ page }) => {
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const guild = await openReminders(page, [ada, bram])
  await reminders(page).uncheck()
  await endSession(page.context())
  await signInAs(page.context(), bram)
  // No tab has told this one who is signed in now: the server finds out.
  await page.keyboard.press('Control+s')
  const other = page.getByRole('dialog', { name: 'Somebody else is signed in' })
  await expect(other).toBeVisible()
  for (let times = 0; times < 4; times++) await page.keyboard.press('Escape')
  await expect(other).toContainText(bram.email)
  expect(await writes(guild)).toEqual([])
  await other.getByRole('button', { name: 'Open this page as them' }).click()
  await expect(other).toBeHidden()
  await expect(reminders(page)).toBeChecked()
  await expect(inRail(page)).toHaveAccessibleName('Settings')
  await expectAwake(page)

  const hers = await page.context().newPage()
  await endSession(page.context())
  await signInAs(page.context(), ada)
  await hers.goto(remindersPath(guild))
  await expect(reminders(hers)).not.toBeChecked()
  await expect(bar(hers)).toContainText('Kept on this device.')
  // Bram's tab hears that somebody else has come.
  await expect(page.getByRole('dialog', { name: 'Somebody else is signed in' })).toContainText(ada.email)

  // A page that comes anew for somebody else, such as in their language, is theirs altogether.
  await endSession(page.context())
  await signInAs(page.context(), bram)
  await hers.getByRole('button', { name: /Account menu/ }).click()
  await hers.getByLabel('Language').selectOption('nl')
  await expect(hers.getByRole('switch', { name: 'Herinneringen', exact: true })).toBeChecked()
  await hers.keyboard.press('Escape')
  await hers.keyboard.press('Control+s')
  await hers.getByRole('switch', { name: 'Herinneringen mogen iedereen oproepen' }).check()
  await hers.keyboard.press('Control+s')
  await expect(hers.getByText(/^Opgeslagen/)).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ allow_everyone_mentions: 'true', enabled: 'true' })

  await hers.goto(`/guilds/${guild.id}/onboarding`)
  await hers.getByRole('button', { name: 'Regel toevoegen' }).click()
  await hers.getByLabel('Titel').fill('Van Bram')
  await hers.getByRole('button', { name: 'Bewaren voor straks' }).click()
  await expect(hers.getByRole('button', { name: /Regel toevoegen Nog niet opgeslagen/ })).toBeVisible()
  await endSession(page.context())
  await signInAs(page.context(), ada)
  await hers.getByRole('button', { name: /Accountmenu/ }).click()
  await hers.getByLabel('Taal').selectOption('en')
  await expect(hers.getByRole('button', { name: 'Add a rule', exact: true })).toBeVisible()
})

test.describe('with the backend away', () => {
  test.use({ expectedComplaints: [/status of 50\d/] })

  test('changes are kept, also through a reload, and are saved once it is there again', async ({ page }) => {
    const guild = await openReminders(page, [await newPerson('ada')])
    await reminders(page).uncheck()
    const { id } = await alphapyControl.addFault({ match: { path: guild.id }, do: { drop: 'before' } })
    await save(page)
    await expect(page.getByText('The bot could not be reached')).toBeVisible()
    await expect(page.getByText('Your changes are still here.')).toBeVisible()
    await page.reload()
    await expect(bar(page)).toContainText('Kept on this device.')
    await expect(reminders(page)).not.toBeChecked()
    await alphapyControl.removeFault(id)
    await page.goto(remindersPath(guild))
    await expect(bar(page)).toContainText('Kept on this device.')
    await expect(reminders(page)).not.toBeChecked()
    await save(page)
    await expect(page.getByText(/^Saved/)).toBeVisible()
    expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })
  })
})

test('a draft goes on from what is stored on return: what holds already is gone, what others changed is told', async ({
  page,
}) => {
  const guild = await openReminders(page, [await newPerson('ada')])
  await reminders(page).uncheck()
  await everyone(page).check()
  await channel(page).fill('1187420337402810381')
  await page.goto('/guilds')
  await storeSettings(guild, 'reminders', {
    allow_everyone_mentions: true,
    default_channel_id: '1187420337402810399',
  })
  // Entries that are none, as something else on this device may leave them.
  await page.evaluate(() => {
    const [key = ''] = Object.keys(localStorage).filter((name) => name.startsWith('mind.draft'))
    const part = key.slice(0, key.lastIndexOf('/') + 1)
    localStorage.setItem(`${part}enabled`, '{"base":true,"mine":{"a":1},"seenAt":1}')
    localStorage.setItem(`${part}nonsense`, 'not JSON')
    localStorage.setItem(`${part}%E0%A4%A`, '')
  })
  // Somebody's page has read them since; otherwise a reading of the last minute would do.
  await page.request.get(`/api/guilds/${guild.id}/settings?category=reminders&now=1`)
  await page.goto(remindersPath(guild))
  await expect(bar(page)).toContainText('What you wanted is stored already: Reminders may call everyone')
  await expect(bar(page)).toContainText('1 change not saved yet')
  await expect(bar(page)).toContainText('1 of these was changed meanwhile. You are asked when you save.')
  await expect(page.getByText(/It is now: .*1187420337402810399/)).toBeVisible()
  await expect(reminders(page)).toBeChecked()
  await expect(channel(page)).toHaveValue('1187420337402810381')
})

test('where the browser keeps nothing, it is said, and only then closing the tab asks, on every page', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const guild = await openReminders(page, [ada, bram])
  await everyone(page).check()
  await expect(bar(page)).toContainText('This browser cannot keep them: they are lost when this tab closes.')
  // Walking away and coming back within Mind loses nothing, and nothing more is promised.
  await page.getByRole('link', { name: 'Logs', exact: true }).click()
  const left = page.getByRole('status').filter({ hasText: '1 change in Reminders is not saved yet.' })
  await expect(left).toContainText('This browser cannot keep it: it is lost when this tab closes.')
  const staysAfterAsking = async () => {
    const asked = page.waitForEvent('dialog')
    const closing = page.close({ runBeforeUnload: true })
    expect((await asked).type()).toBe('beforeunload')
    await (await asked).dismiss()
    await closing
  }
  await staysAfterAsking()
  await left.getByRole('link', { name: 'Back to it' }).click()
  await expect(everyone(page)).toBeChecked()
  await staysAfterAsking()
  await expect(everyone(page)).toBeChecked()

  await endSession(page.context())
  await signInAs(page.context(), bram)
  await page.keyboard.press('Control+s')
  const other = page.getByRole('dialog', { name: 'Somebody else is signed in' })
  await expect(other).toContainText('belongs to somebody else, and this browser could not keep it.')
  expect(await writes(guild)).toEqual([])
})

test('by keyboard and by ear: a save with a conflict, theirs changing once more, to its end', async ({ page }) => {
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const guild = await openReminders(page, [ada, bram])
  await reminders(page).focus()
  await page.keyboard.press('Space')
  await channel(page).focus()
  await page.keyboard.type('1187420337402810381')
  await storeSettings(guild, 'reminders', { enabled: false, default_channel_id: '1187420337402810399' })
  // The same wish is no conflict; only the channel is asked about.
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'This was changed meanwhile' })
  await expect(dialog).toHaveAccessibleDescription(
    /Nothing was saved yet\. .* Choose what should hold for each setting\./,
  )
  await expect(dialog).toMatchAriaSnapshot(`
    - dialog "This was changed meanwhile":
      - heading "This was changed meanwhile" [level=2]
      - paragraph: /Nothing was saved yet/
      - group "Channel for new reminders":
        - text: Channel for new reminders
        - paragraph: "When you began: Not set Who changed it since is not known."
        - 'radio /Keep what is stored now: .*1187420337402810399/'
        - text: /Keep what is stored now/
        - 'radio /Use mine: .*1187420337402810381/'
        - text: /Use mine/
      - alert
      - button "Decide later"
      - button "Save my choices" [disabled]
  `)
  const theirs = dialog.getByRole('radio', { name: /^Keep what is stored now/ })
  await expect(theirs).toBeFocused()
  // Saving without a choice says what is missing and leads there.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: 'Save my choices' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText('Choose a side for each setting first.')
  await expect(theirs).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: /^Use mine/ })).toBeChecked()

  await storeSettings(guild, 'reminders', { default_channel_id: '1187420337402810400' })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveAccessibleDescription(/More was changed while you were choosing/)
  await expect(dialog.getByRole('group')).toContainText(/When you began: .*1187420337402810399/)
  expect(await writes(guild)).toEqual([])
  await expect(dialog.getByRole('radio', { name: /Keep what is stored now: .*1187420337402810400/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const said = page.getByRole('status').filter({ hasText: /^Saved \d/ })
  await expect(said).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({
    default_channel_id: '"1187420337402810381"',
    enabled: 'false',
  })
})
