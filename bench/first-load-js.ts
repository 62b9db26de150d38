/**
 * How much JavaScript each page loads at first: the built Mind on the local stack, a real browser with an empty cache,
 * every script the page asks for until it is quiet, each gzipped at level 9. Ends with code 1 over the budget.
 */
import { gzipSync } from 'node:zlib'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { startStack } from '@/dev/start'
import { orExit } from '@/scripts/or-exit'
import { signIn } from './sign-in'

/** Bytes of gzipped JavaScript; kB is 1000 bytes. */
const BUDGET = { public: 160_000, signedIn: 190_000 }
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']

interface Target {
  name: string
  path: string
  budget: number
}

interface Measurement extends Target {
  scripts: number
  gzipBytes: number
  transferredBytes: number
}

process.exitCode = await orExit(main())

async function main(): Promise<number> {
  const stack = await startStack({ label: 'bench' })
  const browser = await chromium.launch({ executablePath: process.env.MIND_CHROMIUM, args: FLAGS })
  try {
    const measured = await measureAll(browser, stack.urls.mind)
    print(measured)
    return measured.every((page) => page.gzipBytes <= page.budget) ? 0 : 1
  } finally {
    await browser.close()
    await stack.stop()
  }
}

async function measureAll(browser: Browser, baseURL: string): Promise<Measurement[]> {
  const person = await browser.newContext({ baseURL })
  const guild = await signIn(await person.newPage())
  const state = await person.storageState()
  await person.close()

  const measured: Measurement[] = []
  const left = targets(guild).entries()
  const measureRest = async (): Promise<void> => {
    for (const [index, target] of left) {
      // A context of its own per page is an empty cache per page.
      const context = await browser.newContext({
        baseURL,
        ...(target.budget === BUDGET.signedIn ? { storageState: state } : {}),
      })
      measured[index] = await measure(context, target)
      await context.close()
    }
  }
  // Two at a time: most of it is waiting until a page is quiet.
  await Promise.all([measureRest(), measureRest()])
  return measured
}

/** The pages, in the order a person meets them. `guild` is the path of a guild's overview. */
function targets(guild: string): Target[] {
  return [
    { name: 'sign-in', path: '/login', budget: BUDGET.public },
    { name: 'guild picker', path: '/guilds', budget: BUDGET.signedIn },
    { name: 'account', path: '/account', budget: BUDGET.signedIn },
    { name: 'overview', path: guild, budget: BUDGET.signedIn },
    { name: 'settings', path: `${guild}/settings`, budget: BUDGET.signedIn },
    { name: 'settings of one category', path: `${guild}/settings/reminders`, budget: BUDGET.signedIn },
    { name: 'settings with lists', path: `${guild}/settings/engagement`, budget: BUDGET.signedIn },
    { name: 'settings with templates', path: `${guild}/settings/invites`, budget: BUDGET.signedIn },
    { name: 'onboarding', path: `${guild}/onboarding`, budget: BUDGET.signedIn },
    { name: 'history', path: `${guild}/history`, budget: BUDGET.signedIn },
    { name: 'logs', path: `${guild}/logs`, budget: BUDGET.signedIn },
  ]
}

async function measure(context: BrowserContext, target: Target): Promise<Measurement> {
  const page = await context.newPage()
  // What a link prefetches belongs to the page it leads to, not to this one.
  await page.route('**/*', (route) =>
    route.request().headers()['next-router-prefetch'] ? route.abort() : route.continue(),
  )
  const scripts = new Map<string, Promise<{ gzip: number; transferred: number }>>()
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    scripts.set(response.url(), sizes(response.body(), response.request().sizes()))
  })
  const answer = await page.goto(target.path, { waitUntil: 'networkidle' })
  const arrived = new URL(page.url()).pathname
  // The settings' address leads on to their first category; anything else would measure another page.
  if (!answer?.ok() || !arrived.startsWith(target.path)) {
    throw new Error(`${target.path} could not be measured: status ${answer?.status()}, arrived at ${arrived}`)
  }
  const all = await Promise.all(scripts.values())
  const total = (key: 'gzip' | 'transferred'): number => all.reduce((sum, script) => sum + script[key], 0)
  return { ...target, scripts: all.length, gzipBytes: total('gzip'), transferredBytes: total('transferred') }
}

async function sizes(body: Promise<Buffer>, request: Promise<{ responseBodySize: number }>) {
  const [bytes, { responseBodySize }] = await Promise.all([body, request])
  return { gzip: gzipSync(bytes, { level: 9 }).length, transferred: responseBodySize }
}

function print(measured: readonly Measurement[]): void {
  const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(10)
  console.log(`${'page'.padEnd(26)}scripts      gzip  transferred    budget`)
  for (const page of measured) {
    const over = page.gzipBytes > page.budget ? `  over by ${kB(page.gzipBytes - page.budget).trim()}` : ''
    const sizes = `${kB(page.gzipBytes)}   ${kB(page.transferredBytes)}${kB(page.budget)}`
    console.log(`${page.name.padEnd(26)}${String(page.scripts).padStart(7)}${sizes}${over}`)
  }
}
