/** Running the project's tools and other programs from the commands. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Ending, type GroupProcess, startProcess } from '@/dev/processes'
import { isolatedEnv } from '@/dev/stack-env'
import { handOver } from './bootstrap/hand-over.mjs'

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..')

const running = new Set<GroupProcess>()
let endingAll = false

/** How a tool ended, and everything of its output that is still at hand. */
export interface ToolResult {
  ok: boolean
  ending: Ending
  /** The last lines it printed. */
  tail: readonly string[]
  seconds: number
}

/** Options of `runTool` and `runProgram`. */
export interface ToolOptions {
  /** Receives all output. */
  logFile?: string
  env?: Readonly<Record<string, string>>
}

/** The command line, after `node`, of a tool among the dependencies: `toolPath('next')`, `toolPath('typescript', 'tsc')`. */
export function toolPath(packageName: string, command = packageName): string {
  const folder = join(ROOT, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: unknown }
  const path = typeof bin === 'string' ? bin : (bin as Record<string, string> | undefined)?.[command]
  if (path === undefined) throw new Error(`The package ${packageName} has no command ${command}`)
  return join(folder, path)
}

/** Runs a tool of the dependencies to its end, quietly, without the developer's own configuration. */
export function runTool(path: string, args: readonly string[], options: ToolOptions = {}): Promise<ToolResult> {
  return runProgram(process.execPath, [path, ...args], options)
}

/** Runs any program to its end, quietly, without the developer's own configuration. Never rejects. */
export async function runProgram(
  file: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<ToolResult> {
  const began = performance.now()
  const { FORCE_COLOR: _, ...env } = isolatedEnv(ROOT, { NO_COLOR: '1', ...options.env })
  const started = startProcess({
    file,
    args,
    cwd: ROOT,
    env,
    ...(options.logFile === undefined ? {} : { logFile: options.logFile }),
  })
  running.add(started)
  const ending = await started.ended
  running.delete(started)
  if (endingAll) return new Promise(() => {})
  return { ok: ending.code === 0, ending, tail: started.tail(), seconds: (performance.now() - began) / 1000 }
}

/**
 * Ends every program that `runTool` and `runProgram` have under way, for a process that is about to end itself: their
 * promises never settle, so that nobody takes the end for a failure.
 */
export async function endRunningPrograms(): Promise<void> {
  endingAll = true
  await Promise.all([...running].map((program) => program.end()))
}

/** Runs Node with `args` in the foreground, with the terminal as its own. Answers its exit code. */
export function runInForeground(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  return handOver({ node: process.execPath, args, root: ROOT, env: isolatedEnv(ROOT, env) })
}
