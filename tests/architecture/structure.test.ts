import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { internalImports, readSource, root, sourcesBelow } from './source-files'

const product = ['app', 'features', 'components', 'lib']
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const productSources = [...product.flatMap(sourcesBelow), 'middleware.ts', 'instrumentation.ts']

/** Files a feature may have, besides `components/` and tests beside their source. */
const furniture = ['schema', 'data', 'loaders', 'actions', 'queries', 'hooks', 'model']

describe('the layout of the code', () => {
  it('has imports in one direction: app, features, components, lib', () => {
    const wrong = product.flatMap((layer, rank) =>
      sourcesBelow(layer).flatMap((path) =>
        internalImports(path)
          .filter((target) => {
            const targetRank = product.indexOf(target.split('/')[0] ?? '')
            return targetRank >= 0 && targetRank < rank
          })
          .map((target) => `${path} imports ${target}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('keeps features apart, however the import is written', () => {
    const wrong = sourcesBelow('features').flatMap((path) =>
      internalImports(path)
        .filter((target) => target.startsWith('features/') && target.split('/')[1] !== path.split('/')[1])
        .map((target) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('lets nothing of the product import its tools', () => {
    const wrong = productSources.flatMap((path) =>
      internalImports(path)
        .filter((target) => /^(dev|e2e|bench|scripts)\//.test(target) || (target.startsWith('tests/') && !isTest(path)))
        .map((target) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('has no cycles', () => {
    const byModule = new Map(productSources.map((path) => [path.replace(/\.tsx?$/, ''), path]))
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (module: string, trail: string[]) => {
      if (trail.includes(module)) cycles.push([...trail.slice(trail.indexOf(module)), module].join(' → '))
      const path = byModule.get(module)
      if (!path || done.has(module) || trail.includes(module)) return
      for (const target of internalImports(path)) visit(target, [...trail, module])
      done.add(module)
    }
    for (const module of byModule.keys()) visit(module, [])
    expect(cycles).toEqual([])
  })

  it('gives every feature the same furniture', () => {
    const wrong = readdirSync(join(root, 'features')).flatMap((feature) =>
      readdirSync(join(root, 'features', feature), { withFileTypes: true })
        .filter((entry) =>
          entry.isDirectory()
            ? entry.name !== 'components'
            : !furniture.includes(entry.name.replace(/((\.[a-z]+)?\.test)?\.ts$/, '')),
        )
        .map((entry) => `features/${feature}/${entry.name}`),
    )
    expect(wrong).toEqual([])
  })

  it('marks where code runs: data and loaders on the server, hooks in the browser, actions as actions', () => {
    const demands: [file: string, start: RegExp][] = [
      ['data', /import 'server-only'/],
      ['loaders', /import 'server-only'/],
      ['hooks', /^'use client'/],
      ['actions', /^'use server'/],
    ]
    const wrong = readdirSync(join(root, 'features')).flatMap((feature) =>
      demands.flatMap(([file, start]) => {
        const path = `features/${feature}/${file}.ts`
        return existsSync(join(root, path)) && !start.test(readSource(path)) ? [path] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  it('builds internal addresses in lib/routes.ts alone', () => {
    const handmade = /(?:href=|router\.push\(|redirect\(|fetchOwn(?:<[^>]*>)?\()\{?["'`]\//
    const wrong = productSources.filter(
      (path) => path !== 'lib/routes.ts' && !isTest(path) && handmade.test(readSource(path)),
    )
    expect(wrong).toEqual([])
  })

  it('says of everything that lib and models give out what it promises', () => {
    const paths = productSources.filter(
      (path) => /^lib\/|\/model\.ts$/.test(path) && !isTest(path) && !path.includes('/test-'),
    )
    const silent = paths.flatMap((path) => {
      const lines = readSource(path).split('\n')
      const given = lines.flatMap((line, at) =>
        /^export (async )?(function|const|class|interface|type) /.test(line) ? [at] : [],
      )
      // What a file is for may say it of the one thing in it.
      if (given.length === 1 && lines[0]?.startsWith('/**')) return []
      return given.filter((at) => !lines[at - 1]?.endsWith('*/')).map((at) => `${path}: ${lines[at]}`)
    })
    expect(silent).toEqual([])
  })

  it('keeps files small enough to read', () => {
    const long = productSources.filter((path) => readSource(path).split('\n').length > 260)
    expect(long).toEqual([])
  })

  it('leaves no drawer of more than 25 files in one folder', () => {
    const counts = new Map<string, number>()
    for (const path of productSources) {
      const folder = path.split('/').slice(0, -1).join('/')
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
    expect([...counts].filter(([, count]) => count > 25)).toEqual([])
  })
})
