/** Starts the local Alphapy as a real process for a test, and ends it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../../dev/alphapy-server/main.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** A running server process. `port` serves the API, `control` is the base address of the control port. */
export interface ServerProcess {
  port: number
  control: string
  /** Sends a JSON request to the control port and answers its JSON. */
  ask: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>
  /** Ends the process. */
  stop: () => Promise<void>
}

/** Starts the process with free ports and resolves when it is ready. */
export async function startServer(args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--port', '0', '--control-port', '0', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const endWithUs = (): void => {
    child.kill('SIGKILL')
  }
  process.once('exit', endWithUs)
  child.once('exit', () => process.off('exit', endWithUs))
  const { port, controlPort } = await readyLine(child)
  const control = `http://127.0.0.1:${controlPort}`
  return {
    port,
    control,
    ask: async (method, path, body) => {
      const response = await fetch(`${control}${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const answer: unknown = await response.json()
      if (typeof answer !== 'object' || answer === null) throw new Error(`Control answered ${String(answer)}`)
      if (!response.ok) throw new Error(`Control ${method} ${path}: ${JSON.stringify(answer)}`)
      return { ...answer }
    },
    stop: () => stop(child),
  }
}

function readyLine(child: ChildProcess): Promise<{ port: number; controlPort: number }> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready`)))
    if (!child.stdout) return reject(new Error('The server has no output'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event: unknown = JSON.parse(line)
      if (typeof event !== 'object' || event === null || !('port' in event) || !('controlPort' in event)) return
      resolve({ port: Number(event.port), controlPort: Number(event.controlPort) })
    })
  })
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
