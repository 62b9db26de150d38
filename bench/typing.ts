/**
 * What a key costs in the longest category of settings: how many components React draws anew for it, and how long it takes
 * from the key to the next picture on a computer four times slower. Ends with code 1 over the budget.
 */
import { chromium, type Page } from '@playwright/test'
import { startStack } from '@/dev/start'
import { orExit } from '@/scripts/or-exit'
import { signIn } from './sign-in'

const BUDGET = { longestMs: 100, drawnShare: 0.1 }
const slowdown = 4
const text = 'Claim your place among the first'
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']

interface Counted {
  commits: number
  drawn: number
  mounted: number
}
interface Watched extends Window {
  counted: Counted
  latencies: number[]
}

process.exitCode = await orExit(main())

async function main(): Promise<number> {
  const stack = await startStack({ label: 'bench-typing' })
  const browser = await chromium.launch({ executablePath: process.env.MIND_CHROMIUM, args: FLAGS })
  try {
    const { counted } = await typeInto(await browser.newPage({ baseURL: stack.urls.mind }), { counting: true })
    // Counting takes time itself, so time is taken where nothing is counted.
    const { latencies } = await typeInto(await browser.newPage({ baseURL: stack.urls.mind }), { counting: false })
    return report(counted, latencies)
  } finally {
    await browser.close()
    await stack.stop()
  }
}

/** Types a sentence into the longest field of the page, on a computer slowed down. */
async function typeInto(page: Page, { counting }: { counting: boolean }) {
  // What runs TypeScript here names functions by a helper that a page does not have.
  await page.addInitScript('globalThis.__name = (named) => named')
  if (counting) await page.addInitScript(watchReact)
  await page.goto(`${await signIn(page)}/settings/engagement#og_claim_text`)
  await page.locator('#og_claim_text textarea').click()
  // The first key brings the save bar, which is fetched then.
  await page.keyboard.type('x')
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor()
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  return measure(page)
}

async function measure(page: Page): Promise<{ counted: Counted; latencies: number[] }> {
  await page.evaluate(() => {
    const watched = window as unknown as Watched
    watched.counted = { commits: 0, drawn: 0, mounted: 0 }
    watched.latencies = []
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') watched.latencies.push(duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  await page.keyboard.type(text, { delay: 120 })
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200))))
  return page.evaluate(() => {
    const { counted, latencies } = window as unknown as Watched
    return { counted, latencies }
  })
}

/** Counts, for every commit, the components that ran: the production build tells by the flags of its fibres. */
function watchReact(): void {
  interface Fiber {
    tag: number
    flags: number
    alternate: Fiber | null
    child: Fiber | null
    sibling: Fiber | null
  }
  const components = new Set([0, 11, 14, 15])
  const count = (fiber: Fiber | null, into: Counted, fresh: boolean): void => {
    for (let one = fiber; one; one = one.sibling) {
      if (components.has(one.tag)) {
        into.mounted++
        if (fresh && (!one.alternate || (one.flags & 1) === 1)) into.drawn++
      }
      // What React left alone still hangs on the very same child.
      count(one.child, into, fresh && one.child !== one.alternate?.child)
    }
  }
  const hook = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_id: number, root: { current: Fiber }) => {
      const { counted } = window as unknown as Watched
      if (!counted) return
      counted.commits++
      counted.mounted = 0
      count(root.current.child, counted, root.current.child !== root.current.alternate?.child)
    },
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
  }
  Object.assign(window, { __REACT_DEVTOOLS_GLOBAL_HOOK__: hook })
}

function report({ commits, drawn, mounted }: Counted, latencies: number[]): number {
  const drawnPerKey = drawn / text.length
  // A key that is answered within 16 ms is not told of.
  const longest = Math.max(16, ...latencies)
  console.log(`components on the page     ${mounted}`)
  console.log(`commits for each key       ${(commits / text.length).toFixed(1)}`)
  console.log(`drawn anew for each key    ${drawnPerKey.toFixed(1)} (budget ${BUDGET.drawnShare * 100} % of all)`)
  console.log(`longest from key to picture ${longest} ms at ${slowdown} times slower (budget ${BUDGET.longestMs} ms)`)
  if (commits === 0 || mounted === 0) throw new Error('React was not seen to draw anything')
  return longest < BUDGET.longestMs && drawnPerKey <= mounted * BUDGET.drawnShare ? 0 : 1
}
