import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sourceStamp } from './build-stamp'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mind-stamp-'))
  write('app/page.tsx', 'export default function Page() {}')
  write('lib/a/b.ts', 'export const b = 1')
  write('package.json', '{"name":"mind","scripts":{"dev":"a"}}')
  write('middleware.ts', '')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the build stamp', () => {
  test.each([
    ['a changed page', 'app/page.tsx', 'export default function Page() { return null }'],
    ['a new file', 'components/new.tsx', ''],
    ['other words', 'messages/en.json', '{}'],
    ['another lockfile', 'package-lock.json', '{}'],
    ['another middleware', 'middleware.ts', '//'],
    ['another dependency', 'package.json', '{"name":"mind","dependencies":{"a":"1"},"scripts":{"dev":"a"}}'],
  ])('changes with %s', (_, file, content) => {
    const before = sourceStamp(root)
    write(file, content)
    expect(sourceStamp(root)).not.toBe(before)
  })

  test.each([
    ['a test beside the code', 'lib/a/b.test.ts', 'test()'],
    ['a file of the desktop', 'app/.DS_Store', 'x'],
    ['a script', 'scripts/x.ts', 'x'],
    ['a journey', 'e2e/x.spec.ts', 'x'],
    ['the local stack', 'dev/start.ts', 'x'],
    ['a private configuration', '.env.local', 'KEY=1'],
    ['other npm scripts', 'package.json', '{"name":"mind","scripts":{"dev":"b","test":"c"}}'],
  ])('does not change with %s', (_, file, content) => {
    const before = sourceStamp(root)
    write(file, content)
    expect(sourceStamp(root)).toBe(before)
  })

  test('does not change when a file is only touched', () => {
    const before = sourceStamp(root)
    utimesSync(join(root, 'app/page.tsx'), 1, 1)
    expect(sourceStamp(root)).toBe(before)
  })

  test('changes when a file moves, or content moves from one file to the next', () => {
    write('lib/c.ts', 'ab')
    write('lib/d.ts', 'c')
    const before = sourceStamp(root)
    write('lib/c.ts', 'a')
    write('lib/d.ts', 'bc')
    const shifted = sourceStamp(root)
    rmSync(join(root, 'lib/d.ts'))
    write('lib/e.ts', 'bc')
    expect(new Set([before, shifted, sourceStamp(root)]).size).toBe(3)
  })
})

function write(file: string, content: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), content)
}
