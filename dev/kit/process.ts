/** How a server process of the local stack begins and ends. */
import type { RunningServer } from './http'

const HARD_END_MS = 900

/** Tells the starter, in one JSON line on stdout, that both listeners serve. */
export function announceReady(port: number, controlPort: number): void {
  process.stdout.write(`${JSON.stringify({ event: 'ready', port, controlPort })}\n`)
}

/** Closes the servers and ends the process on SIGTERM or SIGINT, within a second whatever is open. */
export function endOnSignals(servers: readonly RunningServer[], afterwards?: () => Promise<void>): void {
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(0), HARD_END_MS).unref()
    Promise.all(servers.map((server) => server.close()))
      .then(() => afterwards?.())
      .finally(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
}

/** Reads a TCP port (0 to 65535) from a command-line value. */
export function parsePort(text: string, name: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--${name} must be a port, not ${text}`)
  return port
}
