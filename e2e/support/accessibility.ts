/** What axe finds on a page. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Rule and element of each violation. What is still fading in is looked at when it is there: half seen, it lacks contrast.
 * The title is asked for apart: between two pages and after an action Next takes the old one away before the new one comes.
 */
export async function violationsOn(page: Page): Promise<string[]> {
  await expect(page).toHaveTitle(/\S/)
  await page.evaluate(async () => {
    const ending = () =>
      document
        .getAnimations()
        .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
    // One may follow another.
    for (let some = ending(); some.length > 0; some = ending()) {
      await Promise.allSettled(some.map(({ finished }) => finished))
    }
  })
  // The other mode opens a page of its own for every look, for the sake of frames from elsewhere. Mind has no frames.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.disableRules('document-title').analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
