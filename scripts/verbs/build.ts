/** `npm run build`: the production build, made only when its sources have changed; `--force` makes it anyway. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from '../build'
import { onInterrupt } from '../interrupt'
import { orExit } from '../or-exit'
import { endRunningPrograms, ROOT } from '../tools'

onInterrupt(() => void endRunningPrograms().then(() => process.exit(130)))

if (process.argv.includes('--force')) rmSync(join(ROOT, '.next', 'BUILD_ID'), { force: true })
const outcome = await orExit(ensureBuild((line) => console.log(line)))
console.log(outcome.reused ? 'The build is up to date.' : `Built in ${outcome.seconds.toFixed(0)} s.`)
