import { describe, expect, it } from 'vitest'
import { readSource, sourcesBelow } from './source-files'
import { boundActions, uncheckedActions, ungatedStreams } from './ways-in-check'

const product = [
  ...['app', 'features', 'components', 'lib'].flatMap(sourcesBelow),
  'middleware.ts',
  'instrumentation.ts',
]
const sources = product.filter((path) => !/\.test\.tsx?$/.test(path))
const actionFiles = sources.filter((path) => /^features\/[\w-]+\/actions\.ts$/.test(path))

describe('a way into the server', () => {
  it('is never an action with something bound to it', () => {
    expect(sources.flatMap((path) => boundActions(path, readSource(path)))).toEqual([])
  })

  it('is, as an action, made by the one maker of actions', () => {
    expect(actionFiles.length).toBeGreaterThan(4)
    expect(actionFiles.flatMap((path) => uncheckedActions(path, readSource(path)))).toEqual([])
  })

  it('is no stream but one that a gate has let begin', () => {
    expect(sources.flatMap((path) => ungatedStreams(path, readSource(path)))).toEqual([])
  })
})

const page = 'app/(signed-in)/guilds/x/page.tsx'
const actions = 'features/x/actions.ts'
const handler = 'app/api/guilds/x/route.ts'

/** Code that binds, and whether the check must object. */
const binding: [what: string, path: string, code: string, bites: boolean][] = [
  ['an argument bound in a page', page, '<form action={save.bind(null, guildId)}>', true],
  ['an argument bound in a component', 'features/x/components/a.tsx', 'const act = save\n  .bind(null, id)', true],
  ['a closure made an action', page, "async function act() {\n  'use server'\n  await save(guildId)\n}", true],
  ['a closure made an action in one line', page, 'const act = async () => { "use server"; await save(id) }', true],
  ['a closure in an action file', actions, "'use server'\n\nexport const a = () => {\n  'use server'\n}", true],
  ['actions outside of their file', 'features/x/data.ts', "'use server'\nexport async function a() {}", true],
  ['actions in their file', actions, "'use server'\n\nexport const a = defineAction({})", false],
  ['a comment about it', page, "// never `save.bind(null, id)` or 'use server'\nconst a = 1", false],
]

/** Exports of an action file, and whether the check must object. */
const exported: [what: string, code: string, bites: boolean][] = [
  ['a bare function', 'export async function save(id: string) {\n  return write(id)\n}', true],
  ['a bare arrow', 'export const save = async (id: string) => write(id)', true],
  ['one that is exported by a list', 'const a = defineAction({})\nasync function b() {}\nexport { a, b }', true],
  ['a made action', 'export const save = defineAction({ run })', false],
  [
    'a form over a made one',
    'const a = definePublicAction({ run })\nexport async function f(form) {\n  return a(form)\n}',
    false,
  ],
  [
    'a form over a helper',
    'const a = defineAction({})\nasync function g(f) {\n  return a(f)\n}\nexport const f = (x) => g(x)',
    false,
  ],
]

/** Code that streams, and whether the check must object. */
const streaming: [what: string, path: string, code: string, bites: boolean][] = [
  [
    'a stream of a handler',
    handler,
    'export async function GET() {\n  return new Response(new ReadableStream({ start }))\n}',
    true,
  ],
  [
    'a stream another function makes',
    handler,
    'function events() {\n  return new TransformStream()\n}\nexport async function GET() {\n  return new Response(events(), { headers })\n}',
    true,
  ],
  [
    'an event stream by its name',
    handler,
    "export const GET = () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })",
    true,
  ],
  [
    'a stream of a generator',
    handler,
    'async function* lines() {}\nexport function GET() {\n  return new Response(lines())\n}',
    true,
  ],
  [
    'a stream behind a gate',
    handler,
    'export async function GET() {\n  const access = await requireGuildLive(actor, guildId)\n  return access.ok ? new Response(new ReadableStream(of(access.data))) : refuse(access)\n}',
    false,
  ],
  ['a stream outside of handlers', 'features/x/data.ts', 'export const lines = () => new ReadableStream({})', true],
  ['a socket of a component', 'features/x/hooks.ts', "export const useX = () => new EventSource('/x')", true],
  ['an answer that is no stream', handler, 'export const GET = () => Response.json({})', false],
]

describe('the check of ways in', () => {
  it.each(binding)('on %s', (_what, path, code, bites) => {
    expect(boundActions(path, code).length > 0).toBe(bites)
  })

  it.each(exported)('on %s', (_what, code, bites) => {
    expect(uncheckedActions(actions, code).length > 0).toBe(bites)
  })

  it.each(streaming)('on %s', (_what, path, code, bites) => {
    expect(ungatedStreams(path, code).length > 0).toBe(bites)
  })
})
