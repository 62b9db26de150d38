import { randomInt, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { authControl } from './support/control'
import { expect, test } from './support/own-stack'
import { goThroughDiscord, newDiscordAccount, newestMessage } from './support/ways-in'
import { newPerson } from './support/world'

/** What is said to whoever asks for a message, the address left out. */
async function askedFor(page: Page, email: string): Promise<string> {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send me a link and a code instead' }).click()
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible()
  return ((await page.getByRole('main').textContent()) ?? '').replaceAll(email, '…')
}

test('a silent auth server and one that takes no new accounts are told, and neither tells who has an account', async ({
  page,
}) => {
  test.setTimeout(60_000)
  await authControl.post('/config', { disableSignup: true })
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const nobody = () => `nobody-${randomUUID()}@example.test`
  const silent = () => authControl.addFault({ match: { path: 'v1/settings' }, do: { hang: true } })
  const withDiscord = page.getByRole('button', { name: 'Continue with Discord' })

  // Nothing was ever known of its ways in.
  const first = await silent()
  await page.goto('/login')
  await expect(page.getByText('Mind cannot tell which ways in it offers')).toBeVisible()
  await expect(withDiscord).toBeHidden()
  expect(await askedFor(page, nobody())).toBe(await askedFor(page, ada.email))
  await expect(page.getByText(`If ${ada.email} belongs to an account here, a message is on its way`)).toBeVisible()

  await authControl.removeFault(first.id)
  await expect(async () => {
    await page.goto('/login')
    await expect(withDiscord).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(page.getByText('Mind cannot tell which ways in it offers')).toBeHidden()
  // What is known is offered on, and nobody waits for what is not.
  await silent()
  await page.reload()
  await expect(withDiscord).toBeVisible()

  // No new accounts: said to everybody alike, and an account that is there gets its message.
  expect(await askedFor(page, nobody())).toBe(await askedFor(page, bram.email))
  await expect(page.getByText('No new accounts are taken here at present.')).toBeVisible()
  await page.getByLabel('Code from the message').fill((await newestMessage(bram.email)).code)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()

  await page.context().clearCookies({ name: /^sb-/ })
  const number = `+3247${randomInt(10 ** 6, 10 ** 7)}`
  await page.goto('/login?with=phone')
  await page.getByLabel('Phone number').fill(number)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await expect(page.getByText(`If ${number} belongs to an account here, a code is on its way`)).toBeVisible()
  const stranger = await newDiscordAccount('stranger')
  await page.goto('/login')
  await goThroughDiscord(page, `Continue as ${stranger.username}`)
  await expect(page.getByText('No new accounts are taken here', { exact: true })).toBeVisible()
})
