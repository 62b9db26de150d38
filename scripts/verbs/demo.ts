/** `npm run demo`: the production build on the local stack. */
import { ensureBuild } from '../build'
import { onInterrupt } from '../interrupt'
import { orExit } from '../or-exit'
import { runStack } from '../run-stack'
import { endRunningPrograms } from '../tools'

let building = true
onInterrupt(() => {
  if (building) void endRunningPrograms().then(() => process.exit(0))
})

const outcome = await orExit(ensureBuild((line) => console.log(line)))
building = false
if (!outcome.reused) console.log(`Built in ${outcome.seconds.toFixed(0)} s.`)
await runStack({ mind: 'production', label: 'demo' })
