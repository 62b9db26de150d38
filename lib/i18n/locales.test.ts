import { describe, expect, it } from 'vitest'
import { chooseLocale, chooseTimeZone } from './locales'

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

  it('falls back to UTC for a zone nobody knows', () => {
    expect(chooseTimeZone('Europe/Brussels')).toBe('Europe/Brussels')
    expect(chooseTimeZone('Mars/Olympus')).toBe('UTC')
    expect(chooseTimeZone(undefined)).toBe('UTC')
  })
})
