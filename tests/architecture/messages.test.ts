import { describe, expect, it } from 'vitest'
import { categories, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import en from '@/messages/en.json'
import nl from '@/messages/nl.json'
import { findUse } from './message-use'
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

/**
 * Words that the catalogue asks for, each of which `lib/alphapy/catalogue` holds to its entry; and names of what the bot notes,
 * which come from its server.
 */
const heldElsewhere =
  /^settings\.(categories|fields|choices|effects|consequences|template\.(meaning|sample))\.|^units\.\w+\.|^logs\.details\./

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

  it('are all used: each can be asked for by something in the product', () => {
    const isAskedFor = findUse()
    const others = [...english.keys()].filter((key) => !heldElsewhere.test(key))
    expect(others.filter((key) => !isAskedFor(key))).toEqual([])
    // A word nobody asks for is found in whatever group it stands.
    const groups = [...new Set(others.map((key) => key.split('.').slice(0, -1).join('.')))]
    expect(groups.filter((group) => isAskedFor(`${group}.nobodyAsksForThis`))).toEqual([])
  })

  it('of a problem are about causes that something in the product gives', () => {
    const code = ['app', 'features', 'components', 'lib']
      .flatMap(sourcesBelow)
      .filter((path) => !path.includes('.test.') && path !== 'lib/problems/problem.ts')
      .map(readSource)
      .join('\n')
    const causes = [...Object.keys(en.problems.codes), ...Object.keys(en.problems.reasons)]
    expect(causes.filter((cause) => !code.includes(`'${cause}'`))).toEqual([])
  })
})
