import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { search } from './search'

const thing = (text: string, ...also: string[]) => ({ text, also })
const texts = (things: { text: string }[]) => things.map(({ text }) => text)

describe('searching', () => {
  const things = [
    thing('Log channel', 'Where the bot posts its errors', 'system.log_channel_id'),
    thing('Catalogue', 'Nothing of this'),
    thing('Rules channel', 'The button', 'system.rules_channel_id'),
    thing('Café floor', 'logbook'),
  ]

  it('finds by name, further text and key, the best first', () => {
    expect(texts(search(things, 'log'))).toEqual(['Log channel', 'Catalogue', 'Café floor'])
    expect(texts(search(things, 'channel'))).toEqual(['Log channel', 'Rules channel'])
    expect(texts(search(things, 'errors'))).toEqual(['Log channel'])
    expect(texts(search(things, 'rules_channel'))).toEqual(['Rules channel'])
  })

  it('minds neither case nor accents nor the order of words', () => {
    expect(texts(search(things, 'CAFE'))).toEqual(['Café floor'])
    expect(texts(search(things, 'floor café'))).toEqual(['Café floor'])
  })

  it('finds all of them when nothing is typed, and none when a word is missing', () => {
    expect(search(things, '  ')).toEqual(things)
    expect(search(things, 'log nowhere')).toEqual([])
  })

  it('finds every thing by its own name, whatever it is called, and never invents or doubles one', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, unit: 'grapheme' })), fc.nat(), (names, pick) => {
        const all = names.map((text) => ({ text }))
        const wanted = all[pick % Math.max(1, all.length)]
        if (!wanted) return
        const found = search(all, wanted.text)
        expect(found).toContain(wanted)
        expect(new Set(found).size).toBe(found.length)
        for (const one of found) expect(all).toContain(one)
      }),
    )
  })

  it('takes what is typed as it stands: signs are signs, and accents do not matter on either side', () => {
    const things = [{ text: 'Cafe (old)' }, { text: 'a+b' }, { text: 'Crème' }]
    const found = (typed: string) => search(things, typed).map(({ text }) => text)
    expect([found('café'), found('creme'), found('(old'), found('+b'), found('[')]).toEqual([
      ...[['Cafe (old)'], ['Crème'], ['Cafe (old)'], ['a+b'], []],
    ])
  })
})
