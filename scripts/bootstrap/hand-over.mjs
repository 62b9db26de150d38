/** Runs a module under another Node as if it were this process. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** How soon it is noticed that the process that started this one is gone. */
const PARENT_WATCH_MS = 500

/**
 * Runs `args` with `node`, with the terminal handed through, signals passed on, and `node` as well as the project's own
 * commands first on PATH. Answers the exit code (128 plus the signal's number when a signal ended it). The child holds
 * a channel to this process, so that it notices when this process is killed. `env` replaces the environment of this process.
 * @param {{ node: string, args: readonly string[], root: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export function handOver({ node, args, root, env = process.env }) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), env.PATH ?? ''].join(delimiter)
  // NODE_ENV belongs to each tool: inherited, it would turn tests into production and the other way round.
  const { NODE_ENV: _, ...inherited } = env
  const child = spawn(node, args, {
    cwd: root,
    env: { ...inherited, PATH: path, NODE: node },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  // A signal meant for npm ends its shell, not us: being handed to another parent is how we learn of it.
  const parent = process.ppid
  const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), PARENT_WATCH_MS)
  watch.unref()
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
