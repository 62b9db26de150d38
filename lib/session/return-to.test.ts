import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeReturnTo } from './return-to'

describe('the address to return to', () => {
  it('keeps a path of Mind with its query', () => {
    expect(safeReturnTo('/guilds/123/settings/reminders?field=enabled#top', '/guilds')).toBe(
      '/guilds/123/settings/reminders?field=enabled#top',
    )
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%2f%2fevil.example',
    '/%5cevil.example',
    'https://evil.example/guilds',
    'javascript:alert(1)',
    '/\tevil',
    '/%09/evil.example',
    '/%0d%0aevil',
    '/ \n//evil.example',
    '/..//evil.example',
    '',
  ])('never leads off the origin: %j', (wanted) => {
    expect(safeReturnTo(wanted, '/guilds')).toBe('/guilds')
  })

  it('is short enough to travel in a cookie', () => {
    expect(safeReturnTo(`/guilds?q=${'a'.repeat(1_400)}`, '/guilds')).toHaveLength(1_410)
    expect(safeReturnTo(`/guilds?q=${'a'.repeat(1_500)}`, '/guilds')).toBe('/guilds')
  })

  it('resolves on this origin whatever it is given', () => {
    fc.assert(
      fc.property(fc.string(), (wanted) => {
        const target = new URL(safeReturnTo(`/${wanted}`, '/guilds'), 'https://mind.example')
        expect(target.origin).toBe('https://mind.example')
      }),
    )
  })
})
