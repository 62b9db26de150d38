import type { Page } from '@playwright/test'
import { violationsOn } from './support/accessibility'
import { newNamedGuild } from './support/names'
import { expect, test } from './support/test'
import { newPerson, newSnowflake, signInAs, storeSettings } from './support/world'

/** Both themes, both widths and both languages; Dutch is the longer one, so it goes where there is least room. */
const variants = [
  { colorScheme: 'light', width: 1440, locale: 'en-GB' },
  { colorScheme: 'dark', width: 390, locale: 'nl-BE' },
] as const

/** What is not seen whole: of what is open, and of what has the focus. */
function hiddenParts(page: Page) {
  return page.evaluate(() => {
    const { clientWidth, clientHeight } = document.documentElement
    const open = [...document.querySelectorAll('dialog[open], [popover]:popover-open')]
    const boxes = [...open, document.activeElement ?? document.body].map((element) => element.getBoundingClientRect())
    const bar = document.querySelector('[data-save-bar]')?.getBoundingClientRect()
    const focused = boxes.at(-1)
    const isCovered = open.length === 0 && bar && focused && focused.bottom > bar.top && focused.top < bar.bottom
    return [
      ...boxes.filter(
        ({ left, right, top, bottom }) => left < 0 || top < 0 || right > clientWidth || bottom > clientHeight,
      ),
      ...(document.documentElement.scrollWidth > clientWidth ? ['scrolls sideways'] : []),
      ...(isCovered ? ['the bar covers what has the focus'] : []),
    ]
  })
}

/** Nothing for axe, nothing beyond the edges, and what has the focus is seen whole. */
async function expectFit(page: Page): Promise<void> {
  // What comes over something moves it into view once it has its height.
  await expect.poll(() => hiddenParts(page)).toEqual([])
  // It scrolls the page to look at it, so it comes last.
  expect(await violationsOn(page)).toEqual([])
}

for (const { colorScheme, width, locale } of variants) {
  test.describe(`${colorScheme}, ${width} px, ${locale}`, () => {
    test.use({ colorScheme, locale, viewport: { width, height: 900 } })

    test('lists, editors and questions of the settings fit, and none has a violation', async ({ page }) => {
      test.setTimeout(90_000)
      const ada = await newPerson('ada')
      const guild = await newNamedGuild('Harbour Café', [ada])
      await storeSettings(guild, 'engagement', {
        weekly_food_channel_ids: `${newSnowflake()},${guild.channels.news}`,
        weekly_award_configs: [
          { key: 'a', label: 'Best café of all the harbour', filter: 'food' },
          { key: 'b', label: 'Photo', filter: 'image', subtitle: 'chosen by all' },
        ],
      })
      await storeSettings(guild, 'reminders', { default_channel_id: guild.channels.general })
      await signInAs(page.context(), ada)
      await page.goto(`/guilds/${guild.id}/settings/engagement`)
      for (const setting of ['badge_role_winner', 'weekly_food_channel_ids']) {
        await page.locator(`#${setting} button[popovertarget]`).click()
        await page.locator(`#${setting} [role=option]`).first().waitFor()
        await expectFit(page)
        await page.keyboard.press('Escape')
      }
      await page.locator('#weekly_award_configs button').first().click()
      const name = page.locator('#weekly_award_configs ol li input').first()
      await name.fill('')
      await page.locator('[data-save-bar] button').last().waitFor()
      await expect(name).toBeFocused()
      await expectFit(page)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await expectFit(page)

      await page.goto(`/guilds/${guild.id}/settings/fyi`)
      const current = page.locator('nav a[aria-current=page][href$="/settings/fyi"]')
      await expect(current).toBeInViewport({ ratio: 1 })
      await page.keyboard.press('Control+k')
      await page.locator('dialog[open] input').fill('rol')
      await page.locator('dialog[open] [role=option]').first().waitFor()
      await expectFit(page)
      await page.keyboard.press('Escape')

      await page.goto(`/guilds/${guild.id}/settings/reminders`)
      await page.locator('#enabled [role=switch]').click()
      await page.locator('#allow_everyone_mentions [role=switch]').click()
      await page.locator('#default_channel_id button[popovertarget]').click()
      await page.locator('#default_channel_id [role=option]', { hasText: 'news' }).click()
      await expectFit(page)
      await page.locator('[data-save-bar] button').nth(1).click()
      await page.locator('dialog[open] ul').first().waitFor()
      await expectFit(page)
      await page.keyboard.press('Escape')
      await storeSettings(guild, 'reminders', {
        ...{ enabled: true, allow_everyone_mentions: false, default_channel_id: guild.channels.food },
      })
      await page.keyboard.press('Control+s')
      await page.locator('dialog[open] fieldset').first().waitFor()
      await expectFit(page)
    })
  })
}
