/** The test of every journey: a browser that knows Mind's address, and fails on anything the console complains about. */
import { type BrowserContext, test as base, expect as expectOf, type Page } from '@playwright/test'
import { stackAddresses } from './control'

interface Options {
  /** Complaints a journey brings about on purpose, such as the browser's own line about a 503 it was answered with. */
  expectedComplaints: RegExp[]
}

interface Fixtures {
  /** Takes a browser under watch, as the journey's own is from the start. */
  watched: (context: BrowserContext) => Promise<void>
  /** Opens the browser of somebody else, watched like the first and closed with it. */
  openBrowser: () => Promise<BrowserContext>
}

/** Watches a page for complaints: console errors and warnings, uncaught errors, violations of the content policy. */
function watch(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    complaints.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
}

/** Whether everything of the page is in its place, and a script listens to all that can be pressed or filled in. */
function isAwake(): boolean {
  if (document.querySelector('template[id^="B:"]')) return false
  const controls = document.querySelectorAll<HTMLElement>(
    'main :is(button, select, textarea, input:not([type="hidden"]))',
  )
  // React marks a control before the keys of its page are listened to; one that is heard is all there.
  return [...controls].every(
    (control) =>
      Object.keys(control).some((key) => key.startsWith('__react')) &&
      (!control.dataset.early || 'heard' in control.dataset),
  )
}

/** Waits until a page listens that came otherwise than by a visit of the journey, such as by a press. */
export async function expectAwake(page: Page): Promise<void> {
  await expectOf(async () => expectOf(await page.evaluate(isAwake)).toBe(true)).toPass({
    timeout: 10_000,
    intervals: [20, 50, 100, 250],
  })
}

/**
 * Lets a visit end when the page listens, not when its last file has come: on a busy machine there is time in between, and
 * what a journey presses then is lost. A journey about that time visits with a `waitUntil` of its own.
 */
function endVisitsAwake(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)]
  page.goto = async (url, options) => {
    const answer = await goto(url, options)
    if (!options?.waitUntil) await expectAwake(page)
    return answer
  }
  page.reload = async (options) => {
    const answer = await reload(options)
    if (!options?.waitUntil) await expectAwake(page)
    return answer
  }
}

export const test = base.extend<Options & Fixtures>({
  expectedComplaints: [[], { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  baseURL: async ({}, use) => use(stackAddresses().mind),
  watched: [
    async ({ context: own, expectedComplaints, timezoneId, baseURL, javaScriptEnabled }, use) => {
      const complaints: string[] = []
      const takeUnderWatch = async (context: BrowserContext) => {
        // A first visit tells Mind its zone and reads the page once more; journeys are later visits, so that none races it.
        await context.addCookies([
          { name: 'mind-time-zone', value: encodeURIComponent(timezoneId ?? 'UTC'), url: baseURL ?? '' },
        ])
        context.on('page', (page) => {
          watch(page, complaints)
          if (javaScriptEnabled !== false) endVisitsAwake(page)
        })
      }
      await takeUnderWatch(own)
      await use(takeUnderWatch)
      const unexpected = complaints.filter((text) => !expectedComplaints.some((expected) => expected.test(text)))
      if (unexpected.length > 0) throw new Error(`The console complained:\n${unexpected.join('\n')}`)
    },
    { auto: true },
  ],
  openBrowser: async ({ browser, baseURL, watched }, use) => {
    const opened: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext(baseURL ? { baseURL } : {})
      opened.push(context)
      await watched(context)
      return context
    })
    for (const context of opened) await context.close()
  },
})

export const { expect } = test
