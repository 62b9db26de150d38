/** `npm run check`: everything that can be said without servers and without a build, in under a minute. */
import { onInterrupt } from '../interrupt'
import { runStage } from '../run-stages'
import { deadCode, lint, types, unit } from '../stages'
import { closingLine, isGood, sum } from '../tally'
import { endRunningPrograms } from '../tools'

onInterrupt(() => void endRunningPrograms().then(() => process.exit(130)))

const total = sum(await Promise.all([types, lint, deadCode, unit].map(runStage)))
console.log(closingLine(total))
process.exitCode = isGood(total) ? 0 : 1
