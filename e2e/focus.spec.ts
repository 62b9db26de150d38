import type { Page } from '@playwright/test'
import { alphapyControl } from './support/control'
import { storeRules } from './support/onboarding'
import { expect, test } from './support/test'
import { newGuild, newPerson, signInAs } from './support/world'

test.use({ viewport: { width: 390, height: 700 }, colorScheme: 'dark' })

test('on a phone what the keyboard goes to is seen whole with its ring, past all that stands fixed', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  for (const type of ['COG_ERROR', 'GUILD_SYNC', 'BOT_RECONNECT', 'SOMETHING_NEW'])
    await alphapyControl.post('/events', { type, guildId: guild.id, message: 'The bot noted something', details: {} })
  await storeRules(
    guild,
    Array.from({ length: 6 }, (_, index) => `Rule ${index + 1}`),
  )
  await signInAs(page.context(), ada)

  await page.goto(`/guilds/${guild.id}/settings/engagement`)
  await page.getByRole('switch').first().click()
  await page.locator('[data-save-bar] button').first().waitFor()
  expect(await hiddenOnTheWay(page, 'Tab')).toEqual([])
  await page.goto(`/guilds/${guild.id}/onboarding`)
  await page.getByRole('button', { name: 'Move down: Rule 1', exact: true }).click()
  await page.getByRole('button', { name: 'Save the order' }).waitFor()
  expect(await hiddenOnTheWay(page, 'Tab')).toEqual([])
  await page.goto(`/guilds/${guild.id}/logs`)
  expect(await hiddenOnTheWay(page, 'Tab')).toEqual([])
  expect(await hiddenOnTheWay(page, 'Shift+Tab')).toEqual([])
})

/** Goes from place to place up to the end of the page, and tells which are not seen as they should be, and why. */
async function hiddenOnTheWay(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
  const found: string[] = []
  for (let stops = 0; ; stops += 1) {
    await page.keyboard.press(key)
    const wrong = await page.evaluate(whatHidesFocus)
    if (wrong === undefined) {
      expect(stops, 'the keyboard goes somewhere').toBeGreaterThan(10)
      return found
    }
    if (wrong !== '') found.push(wrong)
  }
}

/** What is wrong with how the element in focus is seen; `undefined` when nothing has the focus. */
function whatHidesFocus(): string | undefined {
  const { activeElement: focused, body, documentElement: root } = document
  if (!focused || focused === body) return undefined
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(focused)
  const name = `${focused.outerHTML.slice(0, 120)}: `
  if (outlineStyle === 'none') return `${name}no ring`
  const ringPx = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset)
  const { left, top, right, bottom, width, height } = focused.getBoundingClientRect()
  const isWithin = (x: number, y: number) => x >= 0 && y >= 0 && x <= root.clientWidth && y <= window.innerHeight
  if (!isWithin(left - ringPx, top - ringPx) || !isWithin(right + ringPx, bottom + ringPx)) return `${name}out of sight`
  for (let box = focused.parentElement; box && box !== body; box = box.parentElement) {
    if (getComputedStyle(box).overflowX === 'visible') continue
    const edge = box.getBoundingClientRect()
    if (left - ringPx < edge.left || right + ringPx > edge.right) return `${name}cut by ${box.className}`
  }
  const points = [0.1, 0.5, 0.9].map((part) => [left + width / 2, top + height * part] as const)
  const over = points.map(([x, y]) => document.elementFromPoint(x, y)).find((one) => !one || !related(one, focused))
  return over === undefined ? '' : `${name}under ${over?.outerHTML.slice(0, 120)}`

  function related(one: Element, other: Element): boolean {
    return one.contains(other) || other.contains(one)
  }
}
