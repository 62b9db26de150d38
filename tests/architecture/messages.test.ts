import { describe, expect, it } from 'vitest'
import { categories, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import en from '@/messages/en.json'
import nl from '@/messages/nl.json'
import { readSource, sourcesBelow } from './source-files'

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  )
}

/** Names of the arguments of an ICU message, sorted. */
function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name))].sort()
}

const english = new Map(flatten(en))
const dutch = new Map(flatten(nl))

describe('the words', () => {
  it('exist in both languages, with the same arguments', () => {
    expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort())
    const different = [...english].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(dutch.get(key) ?? '').join(),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('name somebody else as the one who did something only where it is known who that was', () => {
    const known = [
      // A record says who.
      ...['settings.seenAt.somebody', 'settings.conflict.by.somebody'],
      // The session says who is there.
      'login.confirmReplaces',
      ...['settings.signIn.otherTitle', 'settings.signIn.otherBody', 'settings.signIn.otherBodyUnsafe'],
      ...['problems.reasons.somebody-else.title', 'problems.reasons.somebody-else.body'],
    ]
    const naming = [...english].filter(([, text]) => /\b(somebody (else|changed)|another administrator)\b/i.test(text))
    expect(naming.map(([key]) => key).filter((key) => !known.includes(key))).toEqual([])
    const dutchNaming = [...dutch].filter(([, text]) =>
      /\b(iemand anders|iemand (wijzigde|heeft)|andere beheerder)\b/i.test(text),
    )
    expect(dutchNaming.map(([key]) => key).filter((key) => !known.includes(key))).toEqual([])
  })

  it('never shout and are never empty', () => {
    const wrong = [...english, ...dutch].filter(([, text]) => text.trim() === '' || text.includes('!'))
    expect(wrong).toEqual([])
  })

  it('cover every setting and category of the catalogue', () => {
    const missing = categories.flatMap((category) => [
      ...['name', 'purpose'].map((part) => `settings.categories.${category}.${part}`),
      ...settingsOf(category).flatMap(({ scope, key }) =>
        ['label', 'help'].map((part) => `settings.fields.${scope}.${key}.${part}`),
      ),
    ])
    expect(missing.filter((key) => !english.has(key))).toEqual([])
  })

  it('are all used: every top-level group is asked for somewhere', () => {
    const code = ['app', 'features', 'components', 'lib'].flatMap(sourcesBelow).map(readSource).join('\n')
    const unused = Object.keys(en).filter((group) => !new RegExp(`(?:use|get)Translations\\('${group}[.']`).test(code))
    expect(unused).toEqual([])
  })
})
