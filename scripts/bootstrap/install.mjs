/** Brings node_modules in line with package-lock.json, and only when it is not. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { exclusively } from './exclusive.mjs'
import { treeMatches } from './installed-tree.mjs'

const SHOWN_LINES_OF_A_FAILURE = 40

/**
 * Promises that node_modules under `root` holds what package-lock.json says, development and optional packages
 * included. Runs `npm ci` when it does not; two parallel calls install once. Rejects with npm's own words on failure.
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<void>}
 */
export async function ensureInstalled(root, say) {
  const wanted = lockStamp(root)
  if (readStamp(root) === wanted) return
  await exclusively(
    `install ${root}`,
    () => say('Another command is installing the dependencies; waiting for it.'),
    async () => {
      if (readStamp(root) === wanted) return
      if (!installedByHand(root)) {
        say('Installing the dependencies that package-lock.json names (npm ci); this takes a moment.')
        rmSync(stampFile(root), { force: true })
        await npmCi(root)
      }
      writeFileSync(stampFile(root), `${wanted}\n`)
    },
  )
}

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.mind-lock')

/**
 * Names the lockfile's content and the platform: a folder copied from another system is not taken for installed.
 * @param {string} root
 */
function lockStamp(root) {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  return `${hash} ${process.platform}-${process.arch}`
}

/** @param {string} root */
function readStamp(root) {
  try {
    return readFileSync(stampFile(root), 'utf8').trim()
  } catch {
    return null
  }
}

/**
 * Someone may have run `npm install` or `npm ci` themselves; npm's own record tells, and spares a second install.
 * @param {string} root
 */
function installedByHand(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    const installed = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'))
    return treeMatches(wanted.packages, installed.packages, {
      os: process.platform,
      cpu: process.arch,
      libc: systemLibc(),
    })
  } catch {
    return false
  }
}

function systemLibc() {
  if (process.platform !== 'linux') return null
  // Without this the report looks up network names, which can take seconds.
  Object.assign(process.report, { excludeNetwork: true })
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  return header.glibcVersionRuntime ? 'glibc' : 'musl'
}

/**
 * @param {string} root
 * @returns {Promise<void>}
 */
function npmCi(root) {
  const npm = npmCommand()
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  return new Promise((resolve, reject) => {
    const child = spawn(npm.file, [...npm.args, 'ci', '--include=dev', '--include=optional', ...quiet], {
      cwd: root,
      env: { ...process.env, PATH: pathWithoutProject(root) },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: npm.shell,
      windowsHide: true,
    })
    /** @type {Buffer[]} */
    const output = []
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) return resolve()
      const lines = Buffer.concat(output).toString('utf8').trim().split('\n').slice(0, SHOWN_LINES_OF_A_FAILURE)
      reject(new Error(`The dependencies could not be installed (npm ci ended with ${code}):\n${lines.join('\n')}`))
    })
  })
}

/** The npm that started us when there is one, so that its Node and settings are the person's own; else npm on PATH. */
function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && basename(cli) === 'npm-cli.js' && existsSync(cli)) {
    return { file: process.env.npm_node_execpath ?? process.execPath, args: [cli], shell: false }
  }
  return { file: 'npm', args: [], shell: process.platform === 'win32' }
}

/**
 * `npm ci` removes node_modules first, and must not run on the Node that lies in there.
 * @param {string} root
 */
function pathWithoutProject(root) {
  const own = join(root, 'node_modules')
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(own))
    .join(delimiter)
}
