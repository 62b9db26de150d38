import { alphapyControl, stackAddresses } from './support/control'
import { expect, test } from './support/own-stack'
import { issueSession, newGuild, newPerson, sessionCookies, signInAs, storedSettings } from './support/world'

// The window slides the same way whatever its length; a short one lets the wait be seen to its end.
test.use({ windowSeconds: 15 })

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
  expect((await alphapyControl.requests({})).filter(({ status }) => status === 429)).toEqual([])
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
