import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { completeLock } from './complete-lock.mjs'

test('the lockfile names the binaries of every platform, so that npm ci accepts it everywhere', () => {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))
  expect(completeLock(lock.packages).added).toEqual([])
})

test('a missing platform package is added with its platform, in npm’s order; what is there stays', () => {
  const packages = {
    '': {},
    'node_modules/a': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: {
        '@a/linux-x64-musl': '1.0.0',
        '@a/win32-arm64-msvc': '1.0.0',
        fsevents: '2.3.3',
        'b-linux-x64': '^1.0.0',
      },
    },
    'node_modules/z': { version: '1.0.0' },
  }
  const { packages: complete, added } = completeLock(packages)
  expect(added).toEqual(['node_modules/@a/linux-x64-musl', 'node_modules/@a/win32-arm64-msvc'])
  expect(Object.keys(complete)).toEqual(['', ...added, 'node_modules/a', 'node_modules/z'])
  expect(complete).toMatchObject({
    ...packages,
    'node_modules/@a/linux-x64-musl': {
      version: '1.0.0',
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
      optional: true,
      dev: true,
    },
    'node_modules/@a/win32-arm64-msvc': { version: '1.0.0', os: ['win32'], cpu: ['arm64'], optional: true },
  })
})
