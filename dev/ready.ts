/** Waiting for a process to say that it serves. */
import { describeEnding, type GroupProcess } from './processes'

/**
 * The first answer of `read` over the lines a process prints from now on. Rejects, with the process's last words, when
 * it ends before, or says nothing fitting within `timeoutMs`.
 */
export async function untilSaid<T>(
  name: string,
  started: GroupProcess,
  read: (line: string) => T | undefined,
  timeoutMs: number,
): Promise<T> {
  const stopped = new AbortController()
  try {
    return await new Promise<T>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error([`${name} ${why}`, ...started.tail()].join('\n  ')))
      const stop = started.onLine((line) => {
        const value = read(line)
        if (value !== undefined) resolve(value)
      })
      const deadline = setTimeout(() => fail(`was not ready after ${timeoutMs / 1000} s. Its last lines:`), timeoutMs)
      stopped.signal.addEventListener('abort', () => {
        stop()
        clearTimeout(deadline)
      })
      void started.ended.then((ending) => fail(`ended while starting (${describeEnding(ending)}). Its last lines:`))
    })
  } finally {
    stopped.abort()
  }
}

/** Reads the `{"event":"ready", …}` line of a local server; undefined for any other line. */
export function readReadyEvent(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const event: unknown = JSON.parse(line)
    if (typeof event !== 'object' || event === null || !('event' in event) || event.event !== 'ready') return undefined
    return { ...event }
  } catch {
    return undefined
  }
}
