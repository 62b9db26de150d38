import { describe, expect, test } from 'vitest'
import { treeMatches } from './installed-tree.mjs'

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const wanted = {
  '': { version: '1.0.0' },
  'node_modules/next': { version: '16.4.6', integrity: 'sha512-a' },
  'node_modules/binary-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
  'node_modules/binary-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  'node_modules/binary-mac': { version: '1.0.0', optional: true, os: 'darwin', cpu: 'arm64' },
  'node_modules/not-windows': { version: '1.0.0', optional: true, os: ['!win32'] },
  'node_modules/part-of-an-optional': { version: '1.0.0', optional: true },
}
const installed = {
  'node_modules/next': { version: '16.4.6', integrity: 'sha512-a' },
  'node_modules/binary-linux': { version: '1.0.0' },
  'node_modules/not-windows': { version: '1.0.0' },
}
const without = (/** @type {string} */ name) =>
  Object.fromEntries(Object.entries(installed).filter(([path]) => path !== `node_modules/${name}`))

describe('whether the installed packages are the locked ones', () => {
  test('packages of other platforms need not be there', () => {
    expect(treeMatches(wanted, installed, linux)).toBe(true)
  })

  test.each(['next', 'binary-linux', 'not-windows'])('%s must be there', (name) => {
    expect(treeMatches(wanted, without(name), linux)).toBe(false)
  })

  test('another version, another content or a package too many is not what is locked', () => {
    const entry = installed['node_modules/next']
    expect(treeMatches(wanted, { ...installed, 'node_modules/next': { ...entry, version: '16.4.5' } }, linux)).toBe(
      false,
    )
    expect(treeMatches(wanted, { ...installed, 'node_modules/next': { ...entry, integrity: 'x' } }, linux)).toBe(false)
    expect(treeMatches(wanted, { ...installed, 'node_modules/left-pad': { version: '1.0.0' } }, linux)).toBe(false)
  })
})
