/** Finding processes that a run forgot to end. */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const LOOK_AGAIN_MS = 100

/**
 * Processes that carry `name=value` in their environment and still live after `patienceMs`, apart from `except`; ends
 * them by force and answers what they were. Empty where the system has no /proc to ask.
 */
export async function endLeftovers(
  name: string,
  value: string,
  except: ReadonlySet<number>,
  patienceMs = 3_000,
): Promise<string[]> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const left = marked(`${name}=${value}`).filter((pid) => !except.has(pid))
    if (left.length === 0) return []
    if (performance.now() < deadline) {
      // They are not our children, so nothing tells us when they end: look again.
      await delay(LOOK_AGAIN_MS)
      continue
    }
    return left.map((pid) => {
      const command = read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim()
      end(pid)
      return `${pid} ${command}`
    })
  }
}

function marked(variable: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => read(`/proc/${pid}/environ`).split('\0').includes(variable))
    .filter((pid) => !/^State:\s+Z/m.test(read(`/proc/${pid}/status`)))
    .map(Number)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended between the look and the kill.
  }
}
