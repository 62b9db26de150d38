/** `npm run bench`: what is measured in bench/; pages on a fresh build. Fails when one is over its threshold. */
import { ensureBuild } from '../build'
import { findBrowser } from '../find-browser'
import { orExit } from '../or-exit'
import { runInForeground } from '../tools'

const say = (line: string): void => console.log(line)
const browser = await orExit(findBrowser(say))
await orExit(ensureBuild(say))
for (const name of ['governor', 'greed', 'parsing', 'first-load-js', 'typing', 'sign-in-timing', 'middleware']) {
  say(`\n${name}`)
  const code = await runInForeground(['--import', 'tsx', `bench/${name}.ts`], { MIND_CHROMIUM: browser.path })
  if (code !== 0) process.exitCode = code
}
