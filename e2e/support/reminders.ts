/** The settings of reminders, which many journeys change: one switch that everybody understands. */
import type { Page } from '@playwright/test'
import { type Guild, newGuild, type Person, signInAs, storeSettings } from './world'

/** Where a guild's reminders are set. */
export const remindersPath = (guild: Guild) => `/guilds/${guild.id}/settings/reminders`

/** Opens the reminders of a new guild, stored as on. The first of its administrators is signed in. */
export async function openReminders(page: Page, admins: readonly [Person, ...Person[]]): Promise<Guild> {
  const guild = await newGuild('Harbour Café', [...admins])
  await storeSettings(guild, 'reminders', { enabled: true })
  await signInAs(page.context(), admins[0])
  await page.goto(remindersPath(guild))
  return guild
}

/** The switch of the whole category. */
export const reminders = (page: Page) => page.getByRole('switch', { name: 'Reminders', exact: true })

/** Presses the button of the save bar. */
export const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
