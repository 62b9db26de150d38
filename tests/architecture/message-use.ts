/** Which words the product can say: read from its sources, by how next-intl is asked for them. */
import { internalImports, readSource, sourcesBelow } from './source-files'

const isProduct = (path: string) => !/\.test\.tsx?$/.test(path)

/** A source that asks for words: from which groups, by which keys, and what else it may choose a key by. */
interface Asker {
  groups: string[]
  literals: ReadonlySet<string>
  /** Keys with a part that is only known when it runs, such as `kinds.${kind}`. */
  patterns: RegExp[]
  /** Some call is given a key that is written elsewhere, such as `t(kind)`. */
  isIndirect: boolean
  /** What is written in it, and in all it imports: quoted texts and names of properties. */
  written: ReadonlySet<string>
}

const namesIn = (text: string) =>
  [...text.matchAll(/'([\w.-]+)'|\b(\w+)\??:/g)].map(([, quoted, name]) => quoted ?? name ?? '')

function askersOf(paths: readonly string[]): Asker[] {
  const byModule = new Map(paths.map((path) => [path.replace(/\.tsx?$/, ''), path]))
  const reached = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path)) return seen
    seen.add(path)
    for (const target of internalImports(path)) {
      const found = byModule.get(target)
      if (found) reached(found, seen)
    }
    return seen
  }
  return paths.flatMap((path) => {
    const text = readSource(path)
    const groups = [...text.matchAll(/(?:use|get)Translations\((?:'([\w.]+)')?\)/g)].map(([, group = '']) => group)
    if (groups.length === 0) return []
    return {
      groups,
      literals: new Set([...text.matchAll(/'([\w.-]+)'/g)].map(([, literal = '']) => literal)),
      patterns: [...text.matchAll(/`([\w.-]*(?:\$\{[^{}`]*\}[\w.-]*)+)`/g)].map(([, template = '']) =>
        patternOf(template),
      ),
      isIndirect: sayersIn(text).some((name) => new RegExp(`\\b${name}\\(\\w+(\\.\\w+)*( as [^)]+)?[,)]`).test(text)),
      written: new Set([...reached(path)].flatMap((one) => namesIn(readSource(one)))),
    }
  })
}

/** What the functions are called that say the words of a group. */
function sayersIn(text: string): string[] {
  return ['t', ...[...text.matchAll(/const (\w+) = useTranslations/g)].map(([, name = '']) => name)]
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.-]/g, '\\$&'))
  return new RegExp(`^${parts.join('([\\w.-]+)')}$`)
}

function asks({ groups, literals, patterns, isIndirect, written }: Asker, key: string): boolean {
  return groups.some((group) => {
    if (group !== '' && !key.startsWith(`${group}.`)) return false
    const own = group === '' ? key : key.slice(group.length + 1)
    if (literals.has(own) || (isIndirect && written.has(own))) return true
    return patterns.some(
      (pattern) =>
        pattern
          .exec(own)
          ?.slice(1)
          .every((part) => written.has(part)) ?? false,
    )
  })
}

/** A test for keys of `messages/`: whether anything in the product can ask for these words. */
export function findUse(): (key: string) => boolean {
  const askers = askersOf(['app', 'features', 'components', 'lib'].flatMap(sourcesBelow).filter(isProduct))
  return (key) => askers.some((asker) => asks(asker, key))
}
