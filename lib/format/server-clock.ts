import { handlers } from '@/lib/routes'

/** What Mind's clock said, and both clocks of this device at that moment. All in milliseconds. */
let heard: { said: number; wallAt: number; runningAt: number } | undefined
/** When Mind was last asked for its clock, by the running one. */
let askedAt = Number.NEGATIVE_INFINITY

/** So far the two clocks of a device come apart by themselves, while its time is kept in step. */
const toleranceMs = 2_000
const askAgainMs = 15_000

/**
 * Takes up what Mind's clock said, for the browser alone: ages are counted by that clock, whatever the device's says. An
 * answer can only be older than it says, by its way here or its time in a cache, so the latest clock heard of counts.
 */
export function hearServerClock(now: number): void {
  if (!heard || now > reckoned()) take(now)
}

/**
 * Mind's clock at this moment, in milliseconds since the epoch; the device's as long as none was heard of.
 *
 * What has passed since it was heard is told by two clocks of the device, and neither is right alone. The one of the day
 * can be set; the running one (`performance.now()`) cannot, but on some systems it stands still while the device sleeps.
 * The one of the day behind the other was set back: then the running one is right, from here on too. Ahead of it, the
 * device slept or was set forward, which it cannot tell by itself: the longer span counts, so that nothing is called
 * fresher than it is, until Mind has been asked for its clock, which is done then and there.
 */
export function serverNow(): number {
  const aheadMs = heard ? wallMs(heard) - runningMs(heard) : 0
  if (aheadMs < -toleranceMs) take(reckoned())
  if (aheadMs > toleranceMs && performance.now() - askedAt > askAgainMs) void ask()
  return reckoned()
}

/**
 * When a moment on Mind's clock was on this device's; `now` is what Mind's clock said in the same answer. For what compares
 * moments with the device's clock by itself.
 */
export function onDeviceClock(moment: number, now: number): number {
  hearServerClock(now)
  return moment - reckoned() + Date.now()
}

type Heard = NonNullable<typeof heard>
const wallMs = ({ wallAt }: Heard) => Date.now() - wallAt
const runningMs = ({ runningAt }: Heard) => performance.now() - runningAt

function reckoned(): number {
  return heard ? heard.said + Math.max(wallMs(heard), runningMs(heard)) : Date.now()
}

function take(said: number): void {
  heard = { said, wallAt: Date.now(), runningAt: performance.now() }
}

async function ask(): Promise<void> {
  askedAt = performance.now()
  try {
    const { headers } = await fetch(handlers.health, { cache: 'no-store' })
    const said = Date.parse(headers.get('date') ?? '')
    // It tells whole seconds; the middle of one is never far off.
    if (said) take(said + 500)
  } catch {
    // Nobody to ask: the longer span stands until the next try.
  }
}
