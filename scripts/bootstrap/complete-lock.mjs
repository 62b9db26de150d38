/** Completing a lockfile with the platform packages that its optional dependencies name by exact version. Pure. */

/**
 * @typedef {{
 *   version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string>,
 * }} LockedPackage
 */

const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const PROCESSORS = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/**
 * Adds an entry for every optional dependency that has an exact version, names a platform, and has none. The platform is
 * read from the name ("cli-linux-x64-musl"), which is how all such packages are called; the content cannot be known
 * here, so the entry has no `integrity`. Answers all entries in npm's order, and the names added.
 * @param {Record<string, LockedPackage>} packages `packages` of package-lock.json
 * @returns {{ packages: Record<string, LockedPackage>, added: string[] }}
 */
export function completeLock(packages) {
  /** @type {Record<string, LockedPackage>} */
  const missing = {}
  for (const parent of Object.values(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const platform = platformOf(name)
      const path = `node_modules/${name}`
      if (path in packages || !platform || !EXACT_VERSION.test(version)) continue
      const { cpu, libc, os } = platform
      missing[path] = {
        version,
        cpu,
        ...(parent.dev ? { dev: true } : {}),
        ...(libc ? { libc } : {}),
        optional: true,
        ...(os ? { os } : {}),
      }
    }
  }
  const sorted = Object.entries({ ...packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { packages: Object.fromEntries(sorted), added: Object.keys(missing) }
}

/**
 * The platform a package's name speaks of, or null when it speaks of none.
 * @param {string} name
 */
function platformOf(name) {
  const words = name.split(/[/-]/)
  const os = SYSTEMS.filter((system) => words.includes(system))
  const cpu = PROCESSORS.filter((processor) => words.includes(processor))
  if (cpu.length !== 1 || (os.length === 0 && cpu[0] !== 'wasm32')) return null
  const musl = words.some((word) => word.startsWith('musl'))
  const glibc = words.some((word) => word.startsWith('gnu'))
  return {
    cpu,
    libc: os[0] === 'linux' && (musl || glibc) ? [musl ? 'musl' : 'glibc'] : undefined,
    os: os.length > 0 ? os : undefined,
  }
}
