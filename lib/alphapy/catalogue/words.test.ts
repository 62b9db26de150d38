import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import en from '@/messages/en.json'
import nl from '@/messages/nl.json'
import { groupsOf, scopes, settingsOf } from './catalogue'

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  )
}

/** Something for every argument of a message: a figure where it counts, a word elsewhere. */
function argumentsOf(text: string): Record<string, string | number> {
  const found = [...text.matchAll(/\{\s*(\w+)\s*(,?)/g)]
  return Object.fromEntries(found.map(([, name = '', comma]) => [name, comma ? 3 : 'x']))
}

describe.each([
  ['en', en],
  ['nl', nl],
] as const)('the words in %s', (locale, messages) => {
  const words = new Map(flatten(messages))
  const failed: string[] = []
  // Keys are walked through here, so the types that tie a key to its message are of no use.
  const t = createTranslator({ locale, messages, onError: (error) => failed.push(error.message) }) as unknown as (
    key: string,
    values: Record<string, string | number>,
  ) => string
  const say = (key: string) => t(key, argumentsOf(words.get(key) ?? ''))

  it('can all be formatted, and keep their apostrophes', () => {
    const said = [...words.keys()].map((key) => [key, say(key)] as const)
    expect(failed).toEqual([])
    expect(said.filter(([key, text]) => text.trim() === '' || text.includes(key))).toEqual([])
    // A quote that opens a literal part and is never closed would swallow the rest, or itself.
    const apostrophes = (text: string) => [...text.replace(/'\{[^']*\}'/g, '').matchAll(/'/g)].length
    expect(said.filter(([key, text]) => apostrophes(text) !== apostrophes(words.get(key) ?? ''))).toEqual([])
  })

  it('show the names in braces of a template as people type them', () => {
    for (const definition of scopes.flatMap((scope) => settingsOf(scope))) {
      if (definition.type !== 'text' || definition.key !== 'with_inviter_template') continue
      const help = say('settings.fields.invites.with_inviter_template.help')
      for (const name of definition.placeholders ?? []) expect(help).toContain(`{${name}}`)
    }
  })

  it('cover every scope, setting, group, choice, placeholder, unit and known limit, and nothing else', () => {
    const all = scopes.flatMap((scope) => settingsOf(scope))
    const demanded = new Set([
      ...scopes.flatMap((scope) => [`settings.categories.${scope}.name`, `settings.categories.${scope}.purpose`]),
      ...scopes.flatMap((scope) => {
        const groups = groupsOf(scope)
        return groups.length < 2 ? [] : groups.map(({ group }) => `settings.categories.${scope}.groups.${group}`)
      }),
      ...all.flatMap(({ scope, key }) => [
        `settings.fields.${scope}.${key}.label`,
        `settings.fields.${scope}.${key}.help`,
      ]),
      ...all.flatMap((definition) =>
        definition.type === 'choice'
          ? definition.choices.map((choice) => `settings.choices.${definition.scope}.${definition.key}.${choice}`)
          : [],
      ),
      ...all.flatMap((definition) =>
        definition.type === 'text'
          ? (definition.placeholders ?? []).flatMap((name) => [
              `settings.template.meaning.${name}`,
              `settings.template.sample.${name}`,
            ])
          : [],
      ),
      ...all.flatMap(({ note }) => (note ? [`settings.effects.${note}`] : [])),
      ...all.flatMap((definition) =>
        'unit' in definition && definition.unit
          ? [`units.${definition.unit}.name`, `units.${definition.unit}.count`]
          : [],
      ),
    ])
    const own = /^settings\.(categories|fields|choices|effects|template\.(meaning|sample))\.|^units\.\w+\.\w+$/
    expect([...words.keys()].filter((key) => own.test(key)).sort()).toEqual([...demanded].sort())
  })

  it('name every setting of a category differently', () => {
    for (const scope of scopes) {
      const labels = settingsOf(scope).map(({ key }) => say(`settings.fields.${scope}.${key}.label`))
      expect(new Set(labels).size).toBe(labels.length)
    }
  })
})
