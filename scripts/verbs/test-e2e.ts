/** `npm run test:e2e`: the journeys in the foreground, on a fresh build; arguments go to Playwright. */
import { ensureBuild } from '../build'
import { findBrowser } from '../find-browser'
import { orExit } from '../or-exit'
import { runInForeground, toolPath } from '../tools'

const say = (line: string): void => console.log(line)
const browser = await orExit(findBrowser(say))
await orExit(ensureBuild(say))
process.exitCode = await runInForeground(
  [toolPath('@playwright/test', 'playwright'), 'test', ...process.argv.slice(2)],
  { MIND_CHROMIUM: browser.path },
)
