/** `npm run bench`: what is measured in bench/, on a fresh build. */
import { ensureBuild } from '../build'
import { findBrowser } from '../find-browser'
import { orExit } from '../or-exit'
import { runInForeground } from '../tools'

const say = (line: string): void => console.log(line)
const browser = await orExit(findBrowser(say))
await orExit(ensureBuild(say))
process.exitCode = await runInForeground(['--import', 'tsx', 'bench/first-load-js.ts'], { MIND_CHROMIUM: browser.path })
