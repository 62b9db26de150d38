import { queryDatabase } from './support/control'
import {
  named,
  openOnboarding,
  section,
  storedQuestions,
  storedRules,
  storeQuestions,
  storeRules,
} from './support/onboarding'
import { expect, test } from './support/own-stack'

// The server as measured: no options can be stored or listed, and a reorder onto a taken position fails.
test.use({ defects: 'head', roomy: true })

test('options this server cannot store are kept as typed, and it is said plainly', async ({ page }) => {
  const guild = await openOnboarding(page, (it) => storeQuestions(it, [{ question: 'First?', position: 1 }]))
  await section(page, 'Questions').getByRole('button', { name: 'Add a question' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Question', { exact: true }).fill('How did you find us?')
  await dialog.getByLabel('How it is answered').selectOption({ label: 'Several choices' })
  await dialog.getByRole('button', { name: 'Add an option' }).click()
  await dialog.getByLabel('Shown to the member').fill('A friend')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/Nothing was saved: the bot failed/)).toBeVisible()
  await expect(dialog.getByText(/a version that cannot store options at all/)).toBeVisible()
  await expect(dialog.getByLabel('Question', { exact: true })).toHaveValue('How did you find us?')
  await expect(dialog.getByLabel('Shown to the member')).toHaveValue('A friend')
  await dialog.getByRole('button', { name: 'Keep for later' }).click()
  await expect(section(page, 'Questions').getByRole('button', { name: 'Add a question Not saved yet' })).toBeVisible()
  expect(named(await storedQuestions(guild))).toEqual(['First?'])
})

test('a list this server cannot give is told from the other, which can be worked on', async ({ page }) => {
  const guild = await openOnboarding(page, async (it) => {
    await storeRules(it, ['Be kind'])
    await queryDatabase(
      `insert into guild_onboarding_questions (guild_id, step_order, question, question_type, options)
       values ($1::bigint, 1, 'Stuck?', 'select', '[{"label": "A", "value": "a"}]'::jsonb)`,
      [it.id],
    )
  })
  await expect(section(page, 'Questions').getByText(/cannot list questions with options at all/)).toBeVisible()
  await expect(section(page, 'Questions').getByText('To quote when asking for help:')).toBeVisible()
  await expect(section(page, 'Rules').getByText('Be kind', { exact: true })).toBeVisible()
  await queryDatabase('delete from guild_onboarding_questions where guild_id = $1::bigint', [guild.id])
  await section(page, 'Questions').getByRole('button', { name: 'Read again' }).click()
  await expect(page.getByText('No questions yet')).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Questions' })).toBeFocused()
})

test('an order is saved under the unique positions, around disabled rows and back into the same places', async ({
  page,
}) => {
  const guild = await openOnboarding(page, (it) =>
    storeRules(
      it,
      ['First', 'Hidden between', 'Third', 'Fourth', 'Hidden behind'],
      ['Hidden between', 'Hidden behind'],
    ),
  )
  await page.getByRole('button', { name: 'Move up: Fourth' }).click()
  await page.getByRole('button', { name: 'Move up: Fourth' }).click()
  await page.getByRole('button', { name: 'Save the order' }).click()
  await expect(page.getByText(/^Order saved \d/)).toBeVisible()
  const rows = await storedRules(guild)
  expect(rows.map(({ position, title }) => [position, title])).toEqual([
    ['1', 'Fourth'],
    ['2', 'Hidden between'],
    ['3', 'First'],
    ['4', 'Third'],
    ['5', 'Hidden behind'],
  ])
})

test('a new row stays clear of a disabled one that is in its way', async ({ page }) => {
  const guild = await openOnboarding(page, (it) => storeRules(it, ['First', 'Hidden behind'], ['Hidden behind']))
  await section(page, 'Rules').getByRole('button', { name: 'Add a rule' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill('New')
  await dialog.getByLabel('Description').fill('It is new.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^Added \d/)).toBeVisible()
  const rows = await storedRules(guild)
  expect(rows.map(({ title, enabled }) => [title, enabled])).toEqual([
    ['First', 'true'],
    ['Hidden behind', 'false'],
    ['New', 'true'],
  ])
  expect(Number(rows[2]?.position)).toBeGreaterThan(1_000_000)
})
