import { inDiscord } from './support/history'
import { expect, test } from './support/own-stack'
import { newGuild, newPerson, signInAs, storedSettings } from './support/world'

test.use({ defects: 'head', roomy: true })

test('on the server as measured, quotes inside values are never shown, and a change is still put back', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await inDiscord(guild, ada, [
    ['invites', 'with_inviter_template', 'Welcome {member}.'],
    ['invites', 'with_inviter_template', '{member} dropped anchor.'],
    ['reminders', 'enabled', false],
    ['reminders', 'enabled', true],
    // Clearing in Discord leaves no entry there.
    ['reminders', 'enabled', null],
  ])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/history`)
  const cards = page.getByRole('main').getByRole('article')
  await expect(cards).toHaveCount(4)
  const template = cards.filter({ hasText: '“Welcome {member}.”' }).filter({ hasText: '“{member} dropped anchor.”' })
  await expect(template).not.toContainText('"')

  await template.getByRole('button', { name: /^Undo/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Undo this change?' })
  await dialog.getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog.getByText(/^Saved \d/)).toBeVisible()
  expect(await storedSettings(guild, 'invites')).toEqual({ with_inviter_template: '"Welcome {member}."' })
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(template).toContainText('The earlier value holds again.')

  // Where no row is stored, the backend's own rollback would say yes and do nothing.
  await cards
    .filter({ hasText: /From ?Off ?to ?On/ })
    .getByRole('button', { name: /^Undo/ })
    .click()
  await expect(dialog).toContainText('It is nowNot set')
  await expect(dialog.getByText(/changed again since/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog.getByText(/^Saved \d/)).toBeVisible()
  expect(await storedSettings(guild, 'reminders')).toEqual({ enabled: 'false' })

  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Logs' }).click()
  await expect(page.locator('summary').first()).toContainText('Bulk settings update')
  await expect(page.locator('summary').filter({ hasText: 'Setting cleared: reminders.enabled' })).toHaveCount(1)
})
