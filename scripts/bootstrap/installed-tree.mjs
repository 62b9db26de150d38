/** Whether what lies in node_modules is what package-lock.json asks for on this platform. Pure. */

/**
 * The part of an entry of `packages` (package-lock.json, or npm's own record in node_modules) that matters here.
 * @typedef {{
 *   version?: string, integrity?: string, optional?: boolean, devOptional?: boolean,
 *   os?: string | string[], cpu?: string | string[], libc?: string | string[],
 * }} LockEntry
 * @typedef {{ os: string, cpu: string, libc: string | null }} Platform
 */

/**
 * True when every package that the lockfile wants on `platform` is installed in the locked version, and nothing else
 * is. Optional packages count as wanted when they name this platform.
 * @param {Record<string, LockEntry>} wanted `packages` of package-lock.json
 * @param {Record<string, LockEntry>} installed `packages` of node_modules/.package-lock.json
 * @param {Platform} platform
 */
export function treeMatches(wanted, installed, platform) {
  const everyWanted = Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const present = installed[path]
    if (present) return present.version === entry.version && present.integrity === entry.integrity
    return !isNeeded(entry, platform)
  })
  return everyWanted && Object.keys(installed).every((path) => path in wanted)
}

/**
 * @param {LockEntry} entry
 * @param {Platform} platform
 */
function isNeeded(entry, platform) {
  if (!entry.optional && !entry.devOptional) return true
  if (entry.os === undefined && entry.cpu === undefined) return false
  return (
    accepts(entry.os, platform.os) &&
    accepts(entry.cpu, platform.cpu) &&
    (platform.libc === null || accepts(entry.libc, platform.libc))
  )
}

/**
 * npm's rule for `os`, `cpu` and `libc`: a list of names, of which those with `!` exclude.
 * @param {string | string[] | undefined} rule
 * @param {string} value
 */
function accepts(rule, value) {
  if (rule === undefined) return true
  const names = Array.isArray(rule) ? rule : [rule]
  if (names.includes(`!${value}`)) return false
  const allowed = names.filter((name) => !name.startsWith('!'))
  return allowed.length === 0 || allowed.includes(value)
}
