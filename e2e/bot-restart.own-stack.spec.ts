import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Stack } from '../dev/start'
import { addressesOf, addressesVariable, roomyLimits, startStackWithLimits } from './global-setup'
import { alphapyControl } from './support/control'
import { openReminders, reminders, save } from './support/reminders'
import { expect, test } from './support/test'
import { type Guild, newPerson, type Person, placeGuild, storedSettings } from './support/world'

test.describe.configure({ mode: 'serial' })
// What a browser says of its own accord about a backend that is not there.
test.use({ expectedComplaints: [/status of 50\d/] })

/** A server whose database outlives it. */
let stack: Stack
let shared: string | undefined
let folder: string

test.beforeAll(async () => {
  test.setTimeout(90_000)
  shared = process.env[addressesVariable]
  folder = await mkdtemp(join(tmpdir(), 'mind-alphapy-'))
  stack = await startStackWithLimits(
    { label: 'journeys-bot-restart', seed: 'none', alphapyDataDir: join(folder, 'database') },
    roomyLimits,
  )
  process.env[addressesVariable] = JSON.stringify(addressesOf(stack))
})

test.afterAll(async () => {
  process.env[addressesVariable] = shared
  await stack.stop()
  await rm(folder, { recursive: true, force: true })
})

const seen = async (guild: Guild, method: string) =>
  (await alphapyControl.requests({ path: `settings/${guild.id}`, method })).length

async function turnedOff(page: Page): Promise<{ ada: Person; guild: Guild }> {
  const ada = await newPerson('ada')
  const guild = await openReminders(page, [ada])
  await reminders(page).uncheck()
  return { ada, guild }
}

/** The server is there again, and the bot has joined its guild. */
async function back(startAgain: () => Promise<void>, ada: Person, guild: Guild): Promise<void> {
  await startAgain()
  await alphapyControl.post('/links', { innersyncUserId: ada.userId, discordUserId: ada.discordId })
  await placeGuild(guild.name, [ada], [], guild.id)
}

test('a server killed before it stored: nobody claims anything, nothing is stored, the draft outlives a reload, and goes through', async ({
  page,
}) => {
  const { ada, guild } = await turnedOff(page)
  await alphapyControl.addFault({ match: { method: 'POST', path: `settings/${guild.id}` }, do: { hang: true } })
  await save(page)
  await expect.poll(() => seen(guild, 'POST')).toBe(1)
  const startAgain = await stack.crashAlphapy()
  await expect(page.getByText('Mind cannot tell whether it was saved')).toBeVisible({ timeout: 20_000 })
  await expect(reminders(page)).not.toBeChecked()
  await back(startAgain, ada, guild)
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'true' })
  await page.reload()
  await expect(page.getByText('Kept on this device.')).toBeVisible()
  await expect(reminders(page)).not.toBeChecked()
  await save(page)
  await expect(page.getByText(/^Saved \d.* The bot has read it and works with it\./)).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })
})

test('a server killed after it stored: nobody claims anything, and the next try finds it stored and writes nothing', async ({
  page,
}) => {
  const { ada, guild } = await turnedOff(page)
  const write = { method: 'POST', path: `settings/${guild.id}` }
  // Held until reads hang: the one before the write has been answered by then.
  const held = await alphapyControl.addFault({ match: write, times: 1, do: { hold: true } })
  await alphapyControl.addFault({ match: write, times: 1, do: { drop: 'after' } })
  await save(page)
  await expect.poll(() => seen(guild, 'POST')).toBe(1)
  const reads = await seen(guild, 'GET')
  await alphapyControl.addFault({ match: { ...write, method: 'GET' }, do: { hang: true } })
  await alphapyControl.removeFault(held.id)
  await expect.poll(() => seen(guild, 'GET')).toBeGreaterThan(reads)
  const startAgain = await stack.crashAlphapy()
  await expect(page.getByText('Mind cannot tell whether it was saved')).toBeVisible({ timeout: 20_000 })
  await expect(reminders(page)).not.toBeChecked()
  await back(startAgain, ada, guild)
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })
  await save(page)
  await expect(page.getByText('This was stored already, so nothing had to be written.')).toBeVisible()
  expect(await seen(guild, 'POST')).toBe(0)
})
