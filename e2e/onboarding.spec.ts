import type { Page } from '@playwright/test'
import { violationsOn } from './support/accessibility'
import { focusOnArrival } from './support/arrival'
import { alphapyControl, queryDatabase } from './support/control'
import {
  named,
  openOnboarding,
  section,
  storedQuestions,
  storedRules,
  storeQuestions,
  storeRules,
} from './support/onboarding'
import { expect, test } from './support/test'
import { storeSettings } from './support/world'

const expectListed = (page: Page, questions: string[]) =>
  expect
    .poll(() =>
      section(page, 'Questions')
        .getByRole('button', { name: /^Edit: / })
        .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')?.replace('Edit: ', ''))),
    )
    .toEqual(questions)

/** Watches the order of the questions from now on. Answers what asks which others were on the page since. */
async function watchOrder(page: Page): Promise<() => Promise<string[]>> {
  const watch = await section(page, 'Questions').evaluateHandle((list) => {
    const order = () => [...list.querySelectorAll('ol > li')].map((row) => row.querySelector('p')?.textContent).join()
    const [before, others] = [order(), new Set<string>()]
    const look = () => void (order() === before || others.add(order()))
    new MutationObserver(look).observe(list, { childList: true, subtree: true })
    return others
  })
  return () => watch.evaluate((others) => [...others])
}

const three = [
  { question: 'First?', position: 1 },
  { question: 'Second?', position: 2 },
  { question: 'Third?', position: 3 },
]

test('a question with options and follow-ups is added, and stored as the bot reads it', async ({ page }) => {
  const guild = await openOnboarding(page, (it) => storeQuestions(it, three))
  const hadFocus = await focusOnArrival(page, 'dialog textarea')
  await section(page, 'Questions').getByRole('button', { name: 'Add a question' }).click()
  const dialog = page.getByRole('dialog', { name: 'New question' })
  await expect(dialog.getByLabel('Question', { exact: true })).toBeFocused()
  expect(await hadFocus()).toBe(true)
  await dialog.getByRole('button', { name: 'Save' }).click({ force: true })
  await dialog.getByLabel('Question', { exact: true }).fill('How did you find us?')
  await dialog.getByLabel('How it is answered').selectOption({ label: 'One choice' })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Add at least one option')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add an option' }).click()
  const option = dialog.getByRole('group', { name: 'Option 1' })
  await option.getByLabel('Shown to the member').fill('A friend')
  await expect(option.getByLabel('Stored answer')).toHaveValue('A friend')
  await option.getByLabel('Stored answer').fill('friend')
  await option.getByLabel('Follow-up question').fill('Who is your friend?')
  await dialog.getByRole('button', { name: 'Add an option' }).click()
  const second = dialog.getByRole('group', { name: 'Option 2' })
  await second.getByLabel('Shown to the member').fill('friend')
  await expect(second.getByText('Another option has this stored answer already.')).toBeVisible()
  await second.getByLabel('Shown to the member').fill('A search')
  await second.getByLabel('Stored answer').fill('search')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^Added \d/)).toBeVisible()
  await expect(dialog).toBeHidden()
  const rows = await storedQuestions(guild)
  expect(named(rows)).toEqual(['First?', 'Second?', 'Third?', 'How did you find us?'])
  expect(rows.at(-1)).toMatchObject({ type: 'select', enabled: 'true', position: '4' })
  expect(JSON.parse(rows.at(-1)?.options ?? '')).toEqual([
    { label: 'A friend', value: 'friend' },
    { label: 'A search', value: 'search' },
  ])
  expect(JSON.parse(rows.at(-1)?.followup ?? '')).toEqual({ friend: { question: 'Who is your friend?' } })

  // Options that were begun and are no longer asked for are not sent along.
  await section(page, 'Questions').getByRole('button', { name: 'Edit: First?' }).click()
  const edited = page.getByRole('dialog', { name: 'Edit question' })
  await edited.getByLabel('How it is answered').selectOption({ label: 'One choice' })
  await edited.getByRole('button', { name: 'Add an option' }).click()
  await edited.getByLabel('How it is answered').selectOption({ label: 'Short answer' })
  await expect(edited.getByRole('button', { name: 'Save' })).toBeDisabled()
  await edited.getByLabel('Question', { exact: true }).fill('First of all?')
  await edited.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  const [first] = await storedQuestions(guild)
  expect(first).toMatchObject({ question: 'First of all?', type: 'text' })
  expect(JSON.parse(first?.options ?? '[]')).toEqual([])
})

test('a question is edited, disabled and deleted, each said only after it was seen', async ({ page }) => {
  const guild = await openOnboarding(page, (it) => storeQuestions(it, three))
  const questions = section(page, 'Questions')
  await questions.getByRole('button', { name: 'Edit: Second?' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Question', { exact: true }).fill('Second, but better?')
  await dialog.getByRole('switch', { name: 'An answer is required' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(questions.getByText(/^Saved \d/)).toBeVisible()
  expect((await storedQuestions(guild))[1]).toMatchObject({
    question: 'Second, but better?',
    required: 'false',
    position: '2',
  })

  await questions.getByRole('button', { name: 'Disable: First?' }).click()
  await expect(dialog).toContainText('First?')
  await expect(dialog).toContainText('Mind cannot show it or bring it back yet')
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(questions.getByText(/^Disabled \d/)).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Questions' })).toBeFocused()
  expect((await storedQuestions(guild))[0]).toMatchObject({ question: 'First?', enabled: 'false' })

  await questions.getByRole('button', { name: 'Delete: Third?' }).click()
  await expect(dialog).toContainText('Third?')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(questions.getByText(/^Deleted \d/)).toBeVisible()
  expect(named(await storedQuestions(guild))).toEqual(['First?', 'Second, but better?'])
  await expectListed(page, ['Second, but better?'])
})

test('questions are moved by keyboard: the focus stays, the place is told, the order is saved at once', async ({
  page,
}) => {
  const guild = await openOnboarding(page, (it) => storeQuestions(it, three))
  const up = section(page, 'Questions').getByRole('button', { name: 'Move up: Third?' })
  await up.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('“Third?” is now at place 2 of 3. Not saved yet.')).toBeAttached()
  await expect(up).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(up).toBeFocused()
  await expectListed(page, ['Third?', 'First?', 'Second?'])
  expect(named(await storedQuestions(guild))).toEqual(['First?', 'Second?', 'Third?'])
  const otherOrders = await watchOrder(page)
  await page.getByRole('button', { name: 'Save the order' }).click()
  await expect(page.getByText(/^Order saved \d/)).toBeVisible()
  const rows = await storedQuestions(guild)
  expect(named(rows)).toEqual(['Third?', 'First?', 'Second?'])
  // What was is not shown again for a moment.
  expect(await otherOrders()).toEqual([])
  expect(rows.map(({ position }) => position)).toEqual(['1', '2', '3'])
  await expect(page.getByRole('heading', { level: 2, name: 'Questions' })).toBeFocused()

  // What one adds oneself while an order is unsaved is part of it, and can be moved.
  await page.getByRole('button', { name: 'Move up: First?' }).click()
  await section(page, 'Questions').getByRole('button', { name: 'Add a question' }).click()
  await page.getByRole('dialog').getByLabel('Question', { exact: true }).fill('Fourth?')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^Added \d/)).toBeVisible()
  await page.getByRole('button', { name: 'Move up: Fourth?' }).click()
  await expect(page.getByText('“Fourth?” is now at place 3 of 4. Not saved yet.')).toBeAttached()
  await expectListed(page, ['First?', 'Third?', 'Fourth?', 'Second?'])
  await page.getByRole('button', { name: 'Save the order' }).click()
  await expect(page.getByText(/^Order saved \d/)).toBeVisible()
  expect(named(await storedQuestions(guild))).toEqual(['First?', 'Third?', 'Fourth?', 'Second?'])
})

test('what is typed while a save is under way stays, and goes on from what was stored', async ({ page }) => {
  const guild = await openOnboarding(page, (it) => storeRules(it, ['Be kind']))
  const rules = section(page, 'Rules')
  const dialog = page.getByRole('dialog')
  const title = dialog.getByLabel('Title')
  let letGo = () => {}
  await page.route(`**/guilds/${guild.id}/onboarding`, async (route) => {
    if (route.request().method() === 'POST') await new Promise<void>((resolve) => (letGo = resolve))
    await route.continue()
  })
  const save = async (typedMeanwhile: string) => {
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/onboarding'))
    await dialog.getByRole('button', { name: 'Save' }).click()
    await sent
    await title.fill(typedMeanwhile)
    letGo()
    await expect(dialog.getByText('What you typed since then is not saved yet.')).toBeVisible()
    await expect(title).toHaveValue(typedMeanwhile)
    await expect(title).toBeFocused()
  }
  await rules.getByRole('button', { name: 'Edit: Be kind' }).click()
  await title.press('Enter')
  await title.fill('Be kinder')
  await save('Be kind')
  expect(named(await storedRules(guild))).toEqual(['Be kinder'])
  await page.unrouteAll()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(rules.getByText(/^Saved \d/)).toBeVisible()
  expect(named(await storedRules(guild))).toEqual(['Be kind'])
  // An editor in which nothing was changed asks nothing of the bot.
  const writes = await alphapyControl.requests({ path: `${guild.id}/onboarding`, method: 'POST' })
  expect(writes).toHaveLength(2)
})

test('a rule typed on while it is being added is one rule, and is edited from then on', async ({ page }) => {
  const guild = await openOnboarding(page, (it) => storeRules(it, ['Be kind']))
  const rules = section(page, 'Rules')
  const dialog = page.getByRole('dialog')
  await rules.getByRole('button', { name: 'Add a rule' }).click()
  await dialog.getByLabel('Title').fill('Be brief')
  await dialog.getByLabel('Description').fill('In few words.')
  const held = await alphapyControl.addFault({
    match: { method: 'POST', path: `${guild.id}/onboarding/rules` },
    do: { hold: true },
  })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/^Saving/)).toBeVisible()
  await dialog.getByLabel('Description').fill('In few words, please.')
  await alphapyControl.removeFault(held.id)
  await expect(dialog.getByText(/^Added \d/)).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Edit rule' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(rules.getByText(/^Saved \d/)).toBeVisible()
  const rows = await storedRules(guild)
  expect(rows.map(({ title, description }) => [title, description])).toEqual([
    ['Be kind', 'About: Be kind'],
    ['Be brief', 'In few words, please.'],
  ])
})

test('a rule is added, edited, moved, disabled and deleted', async ({ page }) => {
  const guild = await openOnboarding(page, (it) => storeRules(it, ['Be kind', 'No advertising']))
  const rules = section(page, 'Rules')
  const dialog = page.getByRole('dialog')
  await rules.getByRole('button', { name: 'Add a rule' }).click()
  await dialog.getByLabel('Title').fill('Quiet hours')
  await dialog.getByLabel('Description').fill('No pings at night.')
  await dialog.getByLabel('Image address').fill('javascript:alert(1)')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('An address begins with http:// or https://')).toBeVisible()
  await dialog.getByLabel('Image address').fill('https://example.test/quiet.png')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(rules.getByText(/^Added \d/)).toBeVisible()
  expect((await storedRules(guild))[2]).toEqual({
    title: 'Quiet hours',
    description: 'No pings at night.',
    thumbnail_url: null,
    image_url: 'https://example.test/quiet.png',
    enabled: 'true',
    position: '3',
  })

  await rules.getByRole('button', { name: 'Edit: Be kind' }).click()
  await dialog.getByLabel('Title').fill('Be kind to guests')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(rules.getByText(/^Saved \d/)).toBeVisible()

  await rules.getByRole('button', { name: 'Move down: Be kind to guests' }).click()
  await rules.getByRole('button', { name: 'Save the order' }).click()
  await expect(rules.getByText(/^Order saved \d/)).toBeVisible()
  expect(named(await storedRules(guild))).toEqual(['No advertising', 'Be kind to guests', 'Quiet hours'])

  await rules.getByRole('button', { name: 'Disable: Quiet hours' }).click()
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(rules.getByText(/^Disabled \d/)).toBeVisible()
  await rules.getByRole('button', { name: 'Delete: No advertising' }).click()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(rules.getByText(/^Deleted \d/)).toBeVisible()
  const rows = await storedRules(guild)
  expect(rows.map(({ title, enabled }) => [title, enabled])).toEqual([
    ['Be kind to guests', 'true'],
    ['Quiet hours', 'false'],
  ])
})

test('a disabled row nobody sees is never overwritten, neither behind the last one nor between', async ({ page }) => {
  const hidden = [
    { question: 'Hidden between?', position: 2, enabled: false },
    { question: 'Hidden behind?', position: 4, enabled: false },
  ]
  const guild = await openOnboarding(page, (it) =>
    storeQuestions(it, [{ question: 'First?', position: 1 }, { question: 'Third?', position: 3 }, ...hidden]),
  )
  await section(page, 'Questions').getByRole('button', { name: 'Add a question' }).click()
  await page.getByRole('dialog').getByLabel('Question', { exact: true }).fill('New?')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^Added \d/)).toBeVisible()
  await page.getByRole('button', { name: 'Move up: New?' }).click()
  await page.getByRole('button', { name: 'Save the order' }).click()
  await expect(page.getByText(/^Order saved \d/)).toBeVisible()
  const rows = await storedQuestions(guild)
  expect(named(rows.filter(({ enabled }) => enabled === 'true'))).toEqual(['First?', 'New?', 'Third?'])
  expect(named(rows.filter(({ enabled }) => enabled === 'false')).sort()).toEqual(['Hidden behind?', 'Hidden between?'])
})

test('an item somebody else changed meanwhile is not overwritten: what is stored is shown, and the person decides', async ({
  page,
}) => {
  const guild = await openOnboarding(page, (it) => storeQuestions(it, three))
  await section(page, 'Questions').getByRole('button', { name: 'Edit: Second?' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Question', { exact: true }).fill('Mine?')
  await queryDatabase(
    `update guild_onboarding_questions set question = 'Theirs?' where guild_id = $1::bigint and step_order = 2`,
    [guild.id],
  )
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('This was changed or moved meanwhile')).toBeVisible()
  await expect(dialog.getByText('Theirs?')).toBeVisible()
  expect(named(await storedQuestions(guild))).toEqual(['First?', 'Theirs?', 'Third?'])
  await expect(dialog.getByLabel('Question', { exact: true })).toHaveValue('Mine?')
  await dialog.getByRole('button', { name: 'Save mine over it' }).click()
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  expect(named(await storedQuestions(guild))).toEqual(['First?', 'Mine?', 'Third?'])
})

test('an item that was moved or deleted meanwhile is found by its identity, never by its position', async ({
  page,
}) => {
  const guild = await openOnboarding(page, (it) => storeQuestions(it, three))
  const questions = section(page, 'Questions')
  const dialog = page.getByRole('dialog')
  await questions.getByRole('button', { name: 'Delete: Second?' }).click()
  await queryDatabase(
    `update guild_onboarding_questions set step_order = 9 where guild_id = $1::bigint and question = 'Second?'`,
    [guild.id],
  )
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog.getByText('Stored now, at place 3')).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep it' }).click()

  await questions.getByRole('button', { name: 'Edit: First?' }).click()
  await dialog.getByLabel('Question', { exact: true }).fill('First again?')
  await queryDatabase(`delete from guild_onboarding_questions where guild_id = $1::bigint and question = 'First?'`, [
    guild.id,
  ])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('This is no longer listed')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add mine as new' }).click()
  await expect(page.getByText(/^Added \d/)).toBeVisible()
  expect(named(await storedQuestions(guild))).toEqual(['Third?', 'Second?', 'First again?'])
})

test('an order made on a list that changed meanwhile asks before it is saved', async ({ page }) => {
  const guild = await openOnboarding(page, (it) => storeQuestions(it, three))
  await page.getByRole('button', { name: 'Move up: Third?' }).click()
  await storeQuestions(guild, [{ question: 'Fourth?', position: 4 }])
  await page.getByRole('button', { name: 'Save the order' }).click()
  await expect(page.getByText(/Something was added, removed or moved meanwhile/)).toBeVisible()
  await expectListed(page, ['First?', 'Third?', 'Second?', 'Fourth?'])
  await page.getByRole('button', { name: 'Save mine all the same' }).click()
  await expect(page.getByText(/^Order saved \d/)).toBeVisible()
  expect(named(await storedQuestions(guild))).toEqual(['First?', 'Third?', 'Second?', 'Fourth?'])
})

test('an answer lost after the change was stored is found out; one lost before it is not called saved', async ({
  page,
}) => {
  const guild = await openOnboarding(page, (it) => storeRules(it, ['Be kind']))
  const rules = section(page, 'Rules')
  const dialog = page.getByRole('dialog')
  const fault = (drop: 'before' | 'after') =>
    alphapyControl.addFault({ match: { method: 'POST', path: `${guild.id}/onboarding/rules` }, times: 1, do: { drop } })
  await rules.getByRole('button', { name: 'Edit: Be kind' }).click()
  await dialog.getByLabel('Title').fill('Be kinder')
  await fault('before')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/Nothing is stored so far: no answer came/)).toBeVisible()
  await expect(dialog.getByLabel('Title')).toHaveValue('Be kinder')
  expect(named(await storedRules(guild))).toEqual(['Be kind'])
  await fault('after')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(rules.getByText(/^Saved \d/)).toBeVisible()
  expect(named(await storedRules(guild))).toEqual(['Be kinder'])

  // One that is stored only after Mind has looked is not made twice, whether or not its words were changed since.
  const late = (title: string) =>
    queryDatabase(
      `insert into guild_rules (guild_id, rule_order, title, description) values ($1::bigint, $2, $3, 'Late.')`,
      [guild.id, 50 + title.length, title],
    )
  for (const [first, then] of [
    ['Be early', 'Be early'],
    ['Be on time', 'Be exactly on time'],
  ] as const) {
    await rules.getByRole('button', { name: 'Add a rule' }).click()
    await dialog.getByLabel('Title').fill(first)
    await dialog.getByLabel('Description').fill('Late.')
    await fault('before')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByText(/Nothing is stored so far/)).toBeVisible()
    await late(first)
    await dialog.getByLabel('Title').fill(then)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(rules.getByText(first === then ? /^This was stored already/ : /^Added \d/)).toBeVisible()
  }
  expect(named(await storedRules(guild))).toEqual(['Be kinder', 'Be early', 'Be exactly on time'])

  // One that is taken out only after Mind has looked was not taken out by somebody else.
  await alphapyControl.addFault({
    ...{ match: { method: 'DELETE', path: `${guild.id}/onboarding/rules` }, times: 1, do: { drop: 'before' } },
  })
  await rules.getByRole('button', { name: 'Delete: Be early' }).click()
  const remove = dialog.getByRole('button', { name: 'Delete', exact: true })
  await remove.click()
  await expect(dialog.getByText(/Nothing is stored so far: no answer came/)).toBeVisible()
  await queryDatabase("delete from guild_rules where guild_id = $1::bigint and title = 'Be early'", [guild.id])
  await remove.click()
  await expect(rules.getByText('It is no longer listed, so nothing more had to be done.')).toBeVisible()
  await expect(dialog).toBeHidden()
  expect(named(await storedRules(guild))).toEqual(['Be kinder', 'Be exactly on time'])
})

test('drafts whose wish is stored on return are let go, and it is said; what differs stays', async ({ page }) => {
  const guild = await openOnboarding(page, (it) => storeRules(it, ['Be kind', 'Be brief', 'Be here']))
  const rules = section(page, 'Rules')
  const dialog = page.getByRole('dialog')
  for (const [name, text] of [
    ['Be kind', 'Agreed'],
    ['Be here', 'Not agreed'],
  ]) {
    await rules.getByRole('button', { name: `Edit: ${name}` }).click()
    await dialog.getByLabel('Description').fill(text ?? '')
    await dialog.getByRole('button', { name: 'Keep for later' }).click()
  }
  await rules.getByRole('button', { name: 'Move down: Be kind' }).click()
  const inRail = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Onboarding/ })
  await expect(inRail).toHaveAccessibleName('Onboarding 3 unsaved')
  await page.goto('/guilds')
  await queryDatabase(
    "update guild_rules set description = 'Agreed', rule_order = 20 where guild_id = $1::bigint and title = 'Be kind'",
    [guild.id],
  )
  await queryDatabase("update guild_rules set rule_order = 30 where guild_id = $1::bigint and title = 'Be here'", [
    guild.id,
  ])
  await page.request.get(`/api/guilds/${guild.id}/onboarding?now=rules`)
  await page.goto(`/guilds/${guild.id}/onboarding`)
  await expect(rules.getByText('What you wanted is stored already: Be kind')).toBeVisible()
  await expect(inRail).toHaveAccessibleName('Onboarding 1 unsaved')
  await expect(rules.getByText('The new order is not saved yet.')).toBeHidden()
  await expect(rules.getByRole('listitem').filter({ hasText: 'Be here' }).getByText('Not saved yet')).toBeVisible()
})

test('what was typed survives closing the editor, reloading and the item being deleted, until it is saved or discarded', async ({
  page,
}) => {
  const guild = await openOnboarding(page, (it) => storeRules(it, ['Be kind', 'Be brief', 'Be here']))
  const rules = section(page, 'Rules')
  const dialog = page.getByRole('dialog')
  await rules.getByRole('button', { name: 'Edit: Be kind' }).click()
  await dialog.getByLabel('Description').fill('Half a thought')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(rules.getByRole('button', { name: 'Edit: Be kind' })).toBeFocused()
  await rules.getByRole('button', { name: 'Edit: Be brief' }).click()
  await dialog.getByLabel('Description').fill('Another')
  await dialog.getByRole('button', { name: 'Keep for later' }).click()
  await rules.getByRole('button', { name: 'Move down: Be brief' }).click()
  await page.evaluate(() => {
    const [key = ''] = Object.keys(localStorage).filter((name) => name.includes('/onboarding/rules/'))
    localStorage.setItem(`${key.slice(0, key.lastIndexOf('/') + 1)}new`, '{"base":null,"content":{"title":7}}')
  })

  await page.reload()
  await expect(rules.getByRole('listitem').filter({ hasText: 'Be kind' }).getByText('Not saved yet')).toBeVisible()
  await expect(rules.getByText('The new order is not saved yet.')).toBeVisible()
  await expect(
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Onboarding \d unsaved/ }),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Overview' }).click()
  const note = page.getByRole('status').filter({ hasText: '3 changes in Onboarding are not saved yet.' })
  await note.getByRole('link', { name: 'Back to it' }).click()
  await rules.getByRole('button', { name: 'Discard', exact: true }).click()
  await rules.getByRole('button', { name: 'Edit: Be kind' }).click()
  await expect(dialog.getByLabel('Description')).toHaveValue('Half a thought')
  await dialog.getByRole('button', { name: 'Discard' }).click()

  await queryDatabase("delete from guild_rules where guild_id = $1::bigint and title = 'Be brief'", [guild.id])
  await page.request.get(`/api/guilds/${guild.id}/onboarding?now=rules`)
  await page.reload()
  await expect(rules.getByText('Your change of “Be brief” is still here')).toBeVisible()
  await rules.getByRole('button', { name: 'Open it' }).click()
  await expect(dialog.getByLabel('Description')).toHaveValue('Another')
  const cookies = (await page.context().cookies()).filter(({ name }) => name.startsWith('sb-'))
  await page.context().clearCookies({ name: /^sb-/ })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('link', { name: 'Sign in in a new tab, then come back here' })).toBeVisible()
  await page.context().addCookies(cookies)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByRole('button', { name: 'Add mine as new' }).click()
  await expect(rules.getByText(/^Added \d/)).toBeVisible()
  expect(named(await storedRules(guild))).toEqual(['Be kind', 'Be here', 'Be brief'])
  await expect(rules.getByText('is still here')).toBeHidden()
})

test('a mode with rules and no rules, or none with questions, is said plainly', async ({ page }) => {
  const guild = await openOnboarding(page, async () => {})
  await expect(page.getByText('Until there is one, they get an error and cannot go on.')).toBeVisible()
  await expect(page.getByText('the bot’s four built-in ones')).toBeVisible()
  const other = await openOnboarding(page, (it) => storeSettings(it, 'onboarding', { enabled: false }))
  expect(other.id).not.toBe(guild.id)
  // The bot takes off for on, so what is stored is no more than that, and the lists matter all the same.
  await expect(page.getByText('Onboarding is set to off.')).toBeVisible()
  await expect(page.getByText('Onboarding cannot be relied on to stay off.')).toBeVisible()
  await expect(page.getByText('the bot’s four built-in ones')).toBeVisible()
  const third = await openOnboarding(page, (it) => storeSettings(it, 'onboarding', { mode: 'questions_only' }))
  expect(third.id).not.toBe(other.id)
  await expect(page.getByText('It is set that newcomers are asked the questions')).toBeVisible()
  await expect(page.getByText(/does not recognise the mode and turns newcomers away/)).toBeVisible()
  await expect(page.getByText('Until there is one, they get an error')).toBeHidden()
})

for (const { colorScheme, width } of [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 390 },
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } })

    test('neither the page nor its dialogs have a violation', async ({ page }) => {
      const accessible = async () => {
        expect(await violationsOn(page)).toEqual([])
      }
      await openOnboarding(page, async (it) => {
        await storeQuestions(it, three)
        await storeRules(it, ['Be kind'])
      })
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBeLessThanOrEqual(0)
      await accessible()
      await page.getByRole('button', { name: 'Move up: Third?' }).click()
      await accessible()
      const dialog = page.getByRole('dialog')
      await page.getByRole('button', { name: 'Edit: Third?' }).click()
      await dialog.getByLabel('How it is answered').selectOption({ label: 'One choice' })
      await dialog.getByRole('button', { name: 'Add an option' }).click()
      await dialog.getByLabel('Follow-up question').fill('Why?')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await accessible()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Disable: Third?' }).click()
      await expect(dialog).toBeVisible()
      await accessible()
    })
  })
}
