/** How far Mind's clock is ahead of this device's, in milliseconds; unknown until the first answer tells. */
let aheadMs = Number.NEGATIVE_INFINITY

/**
 * Takes up what Mind's clock said, for the browser alone: ages are counted by that clock, whatever the device's says. An
 * answer can only be older than it says, by its way here or its time in a cache, so the latest clock heard of counts.
 */
export function hearServerClock(now: number): void {
  aheadMs = Math.max(aheadMs, now - Date.now())
}

/** Mind's clock at this moment, in milliseconds since the epoch; the device's as long as none was heard of. */
export function serverNow(): number {
  return Date.now() + (Number.isFinite(aheadMs) ? aheadMs : 0)
}

/**
 * When a moment on Mind's clock was on this device's; `now` is what Mind's clock said in the same answer. For what compares
 * moments with the device's clock by itself.
 */
export function onDeviceClock(moment: number, now: number): number {
  hearServerClock(now)
  return moment - aheadMs
}
