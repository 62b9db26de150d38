import { alphapyControl, stackAddresses } from './support/control'
import { named, storedRules, storeRules } from './support/onboarding'
import { expect, test } from './support/own-stack'
import {
  issueSession,
  newGuild,
  newPerson,
  sessionCookies,
  signInAs,
  storedSettings,
  storeSettings,
} from './support/world'

test.describe.configure({ mode: 'serial' })
// The window slides the same way whatever its length; a short one lets the wait be seen to its end.
test.use({ windowSeconds: 15 })

test('a save the backend refuses as too many waits with a countdown and then goes out by itself', async ({
  page,
  context,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await storeSettings(guild, 'reminders', { enabled: true })
  await storeRules(guild, ['Be kind'])
  await signInAs(context, ada)
  const refuseOnce = (path: string) =>
    alphapyControl.addFault({
      match: { method: 'POST', path },
      times: 1,
      do: { status: 429, body: '{"detail": "Rate limit exceeded. Max 10 requests per minute per IP."}' },
    })
  // A rule, in a second tab: what is typed while it waits is not what was sent, and stays.
  const beside = await context.newPage()
  await beside.goto(`/guilds/${guild.id}/onboarding`)
  await refuseOnce(`${guild.id}/onboarding`)
  await beside.getByRole('button', { name: 'Edit: Be kind' }).click()
  const dialog = beside.getByRole('dialog')
  await dialog.getByLabel('Title').fill('Be kinder')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/Saving in \d+ s/).first()).toBeVisible()
  await dialog.getByLabel('Title').fill('Be kindest')

  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await refuseOnce(`settings/${guild.id}`)
  const reminders = page.getByRole('switch', { name: 'Reminders', exact: true })
  await reminders.uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saving in \d+ s/).first()).toBeVisible()
  await expect(page.getByText(/^Saved/)).toBeVisible({ timeout: 20_000 })
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })

  await expect(dialog.getByText('What you typed since then is not saved yet.')).toBeVisible({ timeout: 30_000 })
  await expect(dialog.getByLabel('Title')).toHaveValue('Be kindest')
  expect(named(await storedRules(guild))).toEqual(['Be kinder'])
})

test('with the window full of reads a save waits its turn, can be called off, and nothing sent is ever refused', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  // Reads of ten other people, all at once: one after the other they could take longer than the window.
  const readers = await Promise.all(Array.from({ length: 10 }, newReader))
  await Promise.all(readers.map((read) => read()))
  await page.getByRole('switch', { name: 'Reminders may call everyone' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saving in \d+ s/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Do not save yet' }).click()
  await expect(page.getByText('1 change not saved yet')).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({})
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^Saved/)).toBeVisible({ timeout: 30_000 })
  expect(await storedSettings(guild, 'reminders')).toEqual({ allow_everyone_mentions: 'true' })
  // The two that the journey before this one planted, and none of the server's own.
  expect((await alphapyControl.requests({})).filter(({ status }) => status === 429)).toHaveLength(2)
})

/** Somebody with a guild of their own, who reads its settings when called. */
async function newReader(): Promise<() => Promise<unknown>> {
  const other = await newPerson('reader')
  const theirs = await newGuild('Elsewhere', [other])
  const cookie = sessionCookies(await issueSession(other))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  const address = `${stackAddresses().mind}/api/guilds/${theirs.id}/settings?category=reminders`
  return () => fetch(address, { headers: { cookie } })
}
