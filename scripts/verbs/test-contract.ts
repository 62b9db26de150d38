/** `npm run test:contract`: the contract tests in the foreground; arguments go to Vitest. */
import { runInForeground, toolPath } from '../tools'

process.exitCode = await runInForeground([toolPath('vitest'), 'run', '--project', 'contract', ...process.argv.slice(2)])
