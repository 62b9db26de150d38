/** Child processes that can be ended as a whole: each is the leader of its own process group. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'

const KEPT_LINES = 200
const GRACE_MS = 4_000

/** How a process ended: exit code, or the signal that ended it. `error` when it could not be started. */
export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  error?: Error
}

/** A running child with its group. */
export interface GroupProcess {
  readonly pid: number | undefined
  /** Settles when the process is gone and its output is read to the end; never rejects. */
  readonly ended: Promise<Ending>
  /** The last lines it printed (stdout and stderr as they came), oldest first. */
  tail(): readonly string[]
  /** Calls back for every line printed from now on. Answers how to stop listening. */
  onLine(listener: (line: string) => void): () => void
  /** Ends the whole group: politely, then after four seconds by force. Resolves when it is gone. */
  end(): Promise<void>
  /** Ends the whole group at once, as a crash does. Resolves when it is gone. */
  kill(): Promise<void>
}

/** What to run. */
export interface ProcessOptions {
  file: string
  args: readonly string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Receives all output; made anew. */
  logFile?: string
  /** Holds a Node process that loads `end-with-parent.mjs` to us, so that it ends when we are gone. */
  tethered?: boolean
}

/** Starts a process with no input, in a group of its own. */
export function startProcess(options: ProcessOptions): GroupProcess {
  const child = spawn(options.file, options.args, {
    cwd: options.cwd,
    env: options.tethered ? { ...options.env, MIND_TETHERED_TO: String(process.pid) } : options.env,
    stdio: options.tethered ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const lines: string[] = []
  const listeners = new Set<(line: string) => void>()
  const log = options.logFile === undefined ? undefined : openLog(options.logFile)
  const read = (stream: NodeJS.ReadableStream | null): void => {
    if (!stream) return
    createInterface({ input: stream }).on('line', (line) => {
      log?.write(`${line}\n`)
      lines.push(line)
      if (lines.length > KEPT_LINES) lines.shift()
      for (const listener of listeners) listener(line)
    })
  }
  read(child.stdout)
  read(child.stderr)

  const exited = new Promise<Ending>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  // 'close' waits for the output's end, which a grandchild can hold open: by then its group has been ended.
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  const ended = exited.then(async (ending) => {
    signalGroup(child, 'SIGKILL')
    await closed
    log?.end()
    return ending
  })

  return {
    pid: child.pid,
    ended,
    tail: () => [...lines],
    onLine(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async end() {
      signalGroup(child, 'SIGTERM')
      const force = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS)
      await ended
      clearTimeout(force)
    },
    async kill() {
      signalGroup(child, 'SIGKILL')
      await ended
    },
  }
}

/** Says in words how a process ended: "exit code 1", "signal SIGKILL", or why it did not start. */
export function describeEnding(ending: Ending): string {
  if (ending.error) return ending.error.message
  return ending.signal ? `signal ${ending.signal}` : `exit code ${ending.code}`
}

function openLog(file: string) {
  mkdirSync(dirname(file), { recursive: true })
  return createWriteStream(file)
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true })
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
