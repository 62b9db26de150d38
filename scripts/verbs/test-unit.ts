/** `npm run test:unit`: the unit tests in the foreground; arguments go to Vitest. */
import { runInForeground, toolPath } from '../tools'

process.exitCode = await runInForeground([toolPath('vitest'), 'run', '--project', 'unit', ...process.argv.slice(2)])
