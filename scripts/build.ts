/** The production build, made when the sources have changed since the last one. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeEnding } from '@/dev/processes'
import { exclusively } from './bootstrap/exclusive.mjs'
import { sourceStamp } from './build-stamp'
import { ROOT, runTool, toolPath } from './tools'

const STAMP_FILE = join(ROOT, '.next', 'mind-build.json')
const BUILD_ID_FILE = join(ROOT, '.next', 'BUILD_ID')
const LOG_FILE = join(ROOT, '.local', 'logs', 'build.log')

/** What `ensureBuild` did: reused the build, or made it in so many seconds. */
export type BuildOutcome = { reused: true } | { reused: false; seconds: number }

/** A build that failed; the message holds all that the builder said. */
export class BuildFailed extends Error {}

/**
 * Promises that `.next` holds a build of the present sources, made without the developer's own configuration. Rejects
 * with `BuildFailed`. Two parallel calls build once.
 */
export function ensureBuild(say: (line: string) => void): Promise<BuildOutcome> {
  return exclusively(
    `build ${ROOT}`,
    () => say('Another command is building Mind; waiting for it.'),
    async () => {
      const stamp = sourceStamp(ROOT)
      if (isBuilt(stamp)) return { reused: true }
      say(existsSync(BUILD_ID_FILE) ? 'Building Mind again, because its sources have changed.' : 'Building Mind.')
      rmSync(STAMP_FILE, { force: true })
      const { ok, ending, seconds } = await runTool(toolPath('next'), ['build'], { logFile: LOG_FILE })
      if (!ok) {
        throw new BuildFailed(`The build failed (${describeEnding(ending)}):\n${readFileSync(LOG_FILE, 'utf8')}`)
      }
      // Stamped as it was before: what changed meanwhile may not be in this build.
      writeFileSync(STAMP_FILE, `${JSON.stringify({ sources: stamp })}\n`)
      return { reused: false, seconds }
    },
  )
}

function isBuilt(stamp: string): boolean {
  if (!existsSync(BUILD_ID_FILE)) return false
  try {
    const written: unknown = JSON.parse(readFileSync(STAMP_FILE, 'utf8'))
    return typeof written === 'object' && written !== null && 'sources' in written && written.sources === stamp
  } catch {
    return false
  }
}
