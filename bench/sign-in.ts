/** How a measurement gets in: as a person does. */
import type { Page } from '@playwright/test'
import { PEOPLE } from '@/dev/seed/people'

/** Signs in through the real form and answers the path of the first guild in the picker. */
export async function signIn(page: Page): Promise<string> {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(PEOPLE.ada.email)
  await page.getByLabel('Password', { exact: true }).fill(PEOPLE.ada.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/guilds(\/|$)/)
  await page.goto('/guilds')
  const href = await page.locator('a[href^="/guilds/"]').first().getAttribute('href')
  const path = href?.match(/^\/guilds\/\d+/)?.[0]
  if (path === undefined) throw new Error('The guild picker shows no guild')
  return path
}
