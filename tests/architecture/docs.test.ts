import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serverEnvSchema } from '@/lib/env/schema'
import { readSource, root } from './source-files'

const documents = [
  ...[
    'README.md',
    'bench/README.md',
    'dev/README.md',
    'dev/auth-server/README.md',
    'dev/discord-server/README.md',
    'dev/alphapy-server/README.md',
    'tests/contract/README.md',
  ],
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
]

const skipped = /^(node_modules|test-results|\.)/
const files = readdirSync(root)
  .filter((name) => !skipped.test(name))
  .flatMap((name) =>
    /\.\w+$/.test(name)
      ? [name]
      : readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((path) => `${name}/${path}`),
  )
const names = new Set(files.map((path) => basename(path)))

describe('the documents', () => {
  it('name only files that are there', () => {
    // Another name of the framework's for the door, which Mind does not use.
    const elsewhere = ['proxy.ts']
    const gone = documents.flatMap((path) =>
      filesNamedIn(readSource(path))
        .filter((name) => !names.has(name) && !elsewhere.includes(name))
        .map((name) => `${path}: ${name}`),
    )
    expect(gone).toEqual([])
  })

  it('map every file into the room it stands in, and every room', () => {
    const map = readSource('docs/house.md').split('```')[1] ?? ''
    let [house, room] = ['', '']
    const rooms = new Set<string>()
    const wrong: string[] = []
    for (const line of map.split('\n')) {
      const [, indent = '', place] = /^( *)([\w./-]+\/)?/.exec(line) ?? []
      if (place && indent === '') [house, room] = [place, place]
      else if (indent === '  ') room = house + (place ?? '')
      rooms.add(room)
      wrong.push(
        ...filesNamedIn(line).filter(
          (name) => !files.some((path) => path.startsWith(room) && path.endsWith(`/${name}`)),
        ),
      )
    }
    expect(wrong.filter((name) => !files.includes(name))).toEqual([])
    const cellar = readdirSync(join(root, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(
      cellar.map(({ name }) => name).filter((name) => ![...rooms].some((one) => one.startsWith(`lib/${name}/`))),
    ).toEqual([])
  })

  it('lead only where there is something', () => {
    const dead = documents.flatMap((path) =>
      [...readSource(path).matchAll(/\]\((?!https?:)([^)#]+)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(root, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    )
    expect(dead).toEqual([])
  })

  it('tell of every command there is, and of no other', () => {
    const readme = readSource('README.md')
    const { scripts } = JSON.parse(readSource('package.json')) as { scripts: Record<string, string> }
    const isTold = (name: string) => new RegExp(`npm (run )?${name}(?![\\w:])|\`${name}\``).test(readme)
    expect(Object.keys(scripts).filter((name) => !isTold(name))).toEqual([])
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it('tell of every variable Mind reads, and of no other', () => {
    const read = Object.keys(serverEnvSchema.shape).sort()
    const table = [...readSource('README.md').matchAll(/^\| (`[A-Z].*?`) \|/gm)]
    expect(table.flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name)).sort()).toEqual(
      read,
    )
    const example = [...readSource('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(example.sort()).toEqual(read)
  })
})

function filesNamedIn(text: string): string[] {
  return [...text.matchAll(/(?<!\*)\b[\w-]+(?:\.[\w-]+)*\.(?:tsx?|mjs|json)\b/g)].map(([name]) => name)
}
