/** The test of every journey: a browser that knows Mind's address, and fails on anything the console complains about. */
import { test as base, type Page } from '@playwright/test'
import { stackAddresses } from './control'

interface Options {
  /** Complaints a journey brings about on purpose, such as the browser's own line about a 503 it was answered with. */
  expectedComplaints: RegExp[]
}

/** Watches a page for complaints: console errors and warnings, uncaught errors, violations of the content policy. */
function watch(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    complaints.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
}

export const test = base.extend<Options & { watched: undefined }>({
  expectedComplaints: [[], { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  baseURL: async ({}, use) => use(stackAddresses().mind),
  watched: [
    async ({ context, expectedComplaints, timezoneId, baseURL }, use) => {
      const complaints: string[] = []
      // A first visit tells Mind its zone and reads the page once more; journeys are later visits, so that none races it.
      await context.addCookies([
        { name: 'mind-time-zone', value: encodeURIComponent(timezoneId ?? 'UTC'), url: baseURL ?? '' },
      ])
      context.on('page', (page) => watch(page, complaints))
      await use(undefined)
      const unexpected = complaints.filter((text) => !expectedComplaints.some((expected) => expected.test(text)))
      if (unexpected.length > 0) throw new Error(`The console complained:\n${unexpected.join('\n')}`)
    },
    { auto: true },
  ],
})

export const { expect } = test
