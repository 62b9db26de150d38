import { alphapyControl, type Fault } from './support/control'
import { openReminders, reminders, save } from './support/reminders'
import { expect, test } from './support/test'
import { type Guild, newPerson, storedSettings } from './support/world'

const breakWrites = (guild: Guild, does: Fault['do'], times = 1) =>
  alphapyControl.addFault({ match: { method: 'POST', path: guild.id }, times, do: does })

test('an answer lost after the change was stored is found out, and said as it is', async ({ page }) => {
  const guild = await openReminders(page, [await newPerson('ada')])
  await breakWrites(guild, { drop: 'after' })
  await reminders(page).uncheck()
  await save(page)
  await expect(page.getByText(/^Saved/)).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })
})

test('a failure before anything was stored keeps what was changed, and a second try goes through', async ({ page }) => {
  const guild = await openReminders(page, [await newPerson('ada')])
  await breakWrites(guild, { status: 500, body: '{"detail":"Failed to update settings"}' })
  await reminders(page).uncheck()
  await save(page)
  await expect(page.getByText(/Nothing was saved: the bot failed/)).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'true' })
  await expect(reminders(page)).not.toBeChecked()
  await save(page)
  await expect(page.getByText(/^Saved/)).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })
})

test('when neither the answer nor a read-back can be had, nobody claims anything', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await openReminders(page, [ada])
  await reminders(page).uncheck()
  // The write is held until reads fail; the read before it has succeeded by then.
  const held = await breakWrites(guild, { hold: true })
  await breakWrites(guild, { drop: 'after' })
  await save(page)
  await expect.poll(async () => (await alphapyControl.requests({ path: guild.id, method: 'POST' })).length).toBe(1)
  await alphapyControl.addFault({
    match: { method: 'GET', path: `settings/${guild.id}` },
    do: { status: 500, body: 'x' },
  })
  await alphapyControl.removeFault(held.id)
  await expect(page.getByText('Mind cannot tell whether it was saved')).toBeVisible()
  await expect(reminders(page)).not.toBeChecked()
})

test('losing the right to administer in the middle refuses the save and keeps what was changed', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await openReminders(page, [ada])
  await reminders(page).uncheck()
  await alphapyControl.post('/guilds', {
    id: guild.id,
    name: guild.name,
    memberCount: 1,
    ownerId: '1',
    channels: [],
    roles: [],
    members: [],
  })
  await save(page)
  await expect(page.getByText('You cannot open this server')).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'true' })
  await expect(reminders(page)).not.toBeChecked()
})
