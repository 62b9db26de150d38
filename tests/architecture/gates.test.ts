import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ungatedWays } from './gate-check'
import { internalImports, readSource, sourcesBelow } from './source-files'

const product = ['app', 'features', 'components', 'lib'].flatMap(sourcesBelow)
const handlers = product.filter((path) => /^app\/api\/guilds\/.*\/route\.ts$/.test(path))
const rooms = product.filter((path) => /^features\/[\w-]+\/(loaders|actions)\.ts$/.test(path))

describe('every way to the data of a guild', () => {
  it.each([...handlers, ...rooms])('passes a gate in %s', (path) => {
    const schema = join(dirname(path), 'schema.ts')
    expect(ungatedWays(path, readSource(path), product.includes(schema) ? readSource(schema) : '')).toEqual([])
  })

  it('begins in a loader, an action or a handler: pages ask no data core', () => {
    const pages = product.filter((path) => path.startsWith('app/(signed-in)/guilds/'))
    expect(pages.length).toBeGreaterThan(5)
    const wrong = pages.flatMap((path) =>
      internalImports(path).filter((target) => /^features\/[\w-]+\/data$/.test(target)),
    )
    expect(wrong).toEqual([])
  })

  it('has the backend asked by data cores and gates alone', () => {
    const askers = product.filter((path) => internalImports(path).includes('lib/alphapy/server'))
    const allowed = /^features\/[\w-]+\/data(\.test)?\.ts$|^lib\/session\/gates\.ts$/
    expect(askers.filter((path) => !allowed.test(path))).toEqual([])
  })

  it('is proven by nobody but the gates', () => {
    const makers = product.filter((path) => /as (GuildAccess|GuildAnew|LiveAccess)\b(?! from)/.test(readSource(path)))
    expect(makers).toEqual(['lib/session/gates.ts'])
  })
})

const get = (body: string) =>
  `import { getLogs } from '@/features/logs/data'\nexport async function GET() {\n${body}\n}\n`
const act = (body: string) =>
  `import { saveCategory } from './data'\nexport const save = defineAction({\n  run: async (actor, { guildId }) => {\n${body}\n  },\n})\n`

/** Code, and whether the check must object. */
type Sample = [what: string, path: string, code: string, bites: boolean]

const samples: Sample[] = [
  ['a handler without a gate', 'app/api/guilds/x/route.ts', get('  return getLogs(actor, guildId)'), true],
  [
    'a handler that asks a gate and goes past it',
    'app/api/guilds/x/route.ts',
    get('  const access = await requireGuildLive(actor, other)\n  return getLogs({ actor, guildId })'),
    true,
  ],
  [
    'a handler with a gate',
    'app/api/guilds/x/route.ts',
    get('  const access = await requireGuildLive(actor, guildId)\n  return access.ok ? getLogs(access.data) : access'),
    false,
  ],
  ['an action without a gate', 'features/x/actions.ts', act('    return saveCategory(actor, { guildId })'), true],
  [
    'an action with a gate',
    'features/x/actions.ts',
    act(
      '    const granted = await requireGuildToSave(actor, guildId)\n    return granted.ok ? saveCategory(granted.data.actor, { ...input, guildId: granted.data.guildId }) : granted',
    ),
    false,
  ],
  ...(
    [
      ['names another guild beside its proof', 'saveCategory(granted.data.actor, { guildId: other })'],
      ['names its guild by a variable', 'saveCategory(granted.data.actor, { guildId })'],
      ['passes another guild beside its proof', 'saveCategory(granted.data.actor, otherGuild)'],
      ['passes no guild', 'saveCategory(granted.data.actor, input)'],
      ['takes the guild of another proof', 'saveCategory(granted.data.actor, { guildId: second.data.guildId })'],
      ['names two guilds', 'saveCategory(granted.data.actor, granted.data.guildId, { guildId: other })'],
      ['lets its guild be replaced', 'saveCategory(granted.data.actor, { guildId: granted.data.guildId, ...input })'],
      ['names a guild beside a whole proof', 'saveCategory(granted.data, { guildId: other })'],
    ] as const
  ).map(
    ([what, call]): Sample => [
      `an action that ${what}`,
      'features/x/actions.ts',
      act(
        `    const granted = await requireGuildToSave(actor, guildId)\n    const second = await requireGuildToSave(actor, other)\n    return granted.ok ? ${call} : granted`,
      ),
      true,
    ],
  ),
  [
    'an action that asks no verdict before it saves',
    'features/x/actions.ts',
    act(
      '    const anew = requireGuildAnew(actor, guildId)\n    return anew.ok ? saveCategory(anew.data.actor, { guildId: anew.data.guildId }) : anew',
    ),
    true,
  ],
  [
    'a handler that asks about another guild than it proved',
    'app/api/guilds/x/route.ts',
    get('  const access = await requireGuild(actor, guildId)\n  return getLogs(access.data.actor, otherGuild)'),
    true,
  ],
  [
    'a loader without a gate',
    'features/x/loaders.ts',
    "import { getX } from './data'\nexport const loadX = cache(async (guildId: string) => getX(guildId))\n",
    true,
  ],
  [
    'a loader that takes its proof from another one',
    'features/x/loaders.ts',
    "import { getX } from './data'\nconst loadAccess = cache((guildId: string) => requireGuild(actor, guildId))\nexport const loadX = cache(async (guildId: string) => {\n  const access = await loadAccess(guildId)\n  return access.ok ? getX(access.data) : access\n})\n",
    false,
  ],
]

describe('the check of the gates', () => {
  it.each(samples)('on %s', (_what, path, code, bites) => {
    expect(ungatedWays(path, code).length > 0).toBe(bites)
  })

  it('on an action that hands everything on unseen', () => {
    const code =
      "import { saveCategory } from './data'\nexport const save = defineAction({ input, run: saveCategory })\n"
    expect(ungatedWays('features/x/actions.ts', code, 'z.object({ guildId: z.string() })')).toHaveLength(1)
    expect(ungatedWays('features/x/actions.ts', code)).toEqual([])
  })
})
