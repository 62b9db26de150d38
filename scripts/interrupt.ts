/** Being asked to stop: Ctrl-C, a termination signal, a closed terminal, or the death of the process that started us. */

/** Calls `stop` once, at the first such wish; later ones change nothing. */
export function onInterrupt(stop: () => void): void {
  let asked = false
  const once = (): void => {
    if (asked) return
    asked = true
    stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once)
  process.once('disconnect', once)
  process.channel?.unref()
}
