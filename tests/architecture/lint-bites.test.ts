import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSource, root } from './source-files'

const restricted = 'lint/style/noRestrictedImports'

const reach = (target: string) => `import { a } from '${target}'\nexport const b = a\n`

/** Code at a path, the rule in question, and whether it must object. */
const samples: [path: string, code: string, rule: string, bites: boolean][] = [
  ['components/ui/knows-feature.ts', reach('@/features/settings/model'), restricted, true],
  ['components/ui/knows-page.ts', reach('@/app/providers'), restricted, true],
  ['components/ui/knows-session.ts', reach('@/lib/session/gates'), restricted, true],
  ['components/ui/knows-backend.ts', reach('@/lib/alphapy/server'), restricted, true],
  ['components/ui/knows-format.ts', reach('@/lib/format/snowflake'), restricted, false],
  ['features/overview/knows-room.ts', reach('@/features/settings/data'), restricted, true],
  ['features/overview/knows-page.ts', reach('@/app/providers'), restricted, true],
  ['features/overview/knows-auth-client.ts', reach('@supabase/ssr'), restricted, true],
  ['features/overview/knows-itself.ts', reach('./model'), restricted, false],
  ['features/overview/knows-backend.ts', reach('@/lib/alphapy/server'), restricted, false],
  ['features/overview/model.ts', reach('next/headers'), restricted, true],
  ['features/history/model.ts', reach('react'), restricted, true],
  ['lib/problems/knows-component.ts', reach('@/components/ui/button'), restricted, true],
  ['lib/session/knows-feature.ts', reach('@/features/settings/data'), restricted, true],
  ['lib/alphapy/transport/knows-env.ts', reach('@/lib/env/server'), restricted, true],
  ['lib/alphapy/transport/knows-next.ts', reach('next/server'), restricted, true],
  ['lib/alphapy/endpoints/knows-session.ts', reach('@/lib/session/actor'), restricted, true],
  ['lib/alphapy/endpoints/knows-transport.ts', reach('../transport/client'), restricted, false],
  ['lib/alphapy/catalogue/knows-server.ts', "import 'server-only'\n", restricted, true],
  ['lib/ledger/knows-next.ts', reach('next/cache'), restricted, true],
  ['app/knows-backend.tsx', reach('@/lib/alphapy/endpoints/settings'), restricted, true],
  ['app/knows-tools.tsx', reach('@/dev/seed/people'), restricted, true],
  ['app/knows-feature.tsx', reach('@/features/settings/loaders'), restricted, false],
  ['dev/alphapy-server/knows-client.ts', reach('@/lib/alphapy/endpoints/settings'), restricted, true],
  ['features/overview/env.ts', 'export const a = process.env.SECRET\n', 'lint/style/noProcessEnv', true],
  ['lib/env/server.ts', 'export const a = process.env.SECRET\n', 'lint/style/noProcessEnv', false],
  ['features/x/components/words.tsx', 'export const A = () => <p>Hello there</p>\n', 'lint/style/noJsxLiterals', true],
  ['lib/x/index.ts', "export * from './a'\nexport * from './b'\n", 'lint/performance/noBarrelFile', true],
  ['lib/x/loose.ts', 'export const a: any = 1\n', 'lint/suspicious/noExplicitAny', true],
  ['lib/x/chatty.ts', "console.log('a')\n", 'lint/suspicious/noConsole', true],
  ['lib/x/camelCase.ts', 'export const a = 1\n', 'lint/style/useFilenamingConvention', true],
]

const folder = mkdtempSync(join(tmpdir(), 'mind-lint-'))
let found: { category: string; location: { path: string } }[] = []

beforeAll(() => {
  const config = JSON.parse(readSource('biome.json'))
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, $schema: undefined, vcs: undefined }))
  for (const [path, code] of samples) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), code)
  }
  const linter = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { stdout } = spawnSync(process.execPath, [linter, 'lint', '--reporter=json', '--max-diagnostics=none'], {
    cwd: folder,
    encoding: 'utf8',
  })
  found = JSON.parse(stdout).diagnostics
}, 30_000)

afterAll(() => rmSync(folder, { recursive: true }))

describe('the linter', () => {
  it.each(samples)('on %s containing %j: %s objects = %s', (path, _code, rule, bites) => {
    expect(found.some(({ category, location }) => category === rule && location.path === path)).toBe(bites)
  })
})
