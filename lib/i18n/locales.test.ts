import { describe, expect, it } from 'vitest'
import { chooseLocale, chooseRegion, chooseTimeZone, languageOf } from './locales'

describe('the language of a visit', () => {
  it.each([
    [undefined, 'nl-BE,nl;q=0.9,en;q=0.8', 'nl'],
    [undefined, 'fr-FR, en;q=0.7, nl;q=0.9', 'nl'],
    [undefined, 'de', 'en'],
    [undefined, null, 'en'],
    [undefined, 'nl;q=0, en;q=0.1', 'en'],
    ['en', 'nl', 'en'],
    ['klingon', 'nl', 'nl'],
  ])('is the choice made, else what the browser prefers: %j %j', (chosen, accept, expected) => {
    expect(chooseLocale(chosen, accept)).toBe(expected)
  })

  it.each([
    ['en', 'nl-BE,nl;q=0.9,en-US;q=0.8,en;q=0.7', 'en-US'],
    ['nl', 'nl-NL,nl;q=0.9', 'nl-NL'],
    ['en', 'nl-BE', 'en-GB'],
    ['en', 'fr-CA, en', 'en-GB'],
    ['en', 'en-x_y/../z', 'en-GB'],
    ['nl', null, 'nl-BE'],
  ] as const)('%s is written as in the place the browser names, else at home: %j', (language, accept, expected) => {
    expect(chooseRegion(language, accept)).toBe(expected)
    expect(languageOf(chooseRegion(language, accept))).toBe(language)
  })

  it('falls back to UTC for a zone nobody knows', () => {
    expect(chooseTimeZone('Europe/Brussels')).toBe('Europe/Brussels')
    expect(chooseTimeZone('Mars/Olympus')).toBe('UTC')
    expect(chooseTimeZone(undefined)).toBe('UTC')
  })
})
