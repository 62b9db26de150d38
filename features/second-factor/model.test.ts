import { describe, expect, it } from 'vitest'
import { factorsView, inGroups, pictureOf, readCode } from './model'

describe('second factors', () => {
  it('are those in force: an unfinished enrolment is none, another kind is told apart', () => {
    const factor = (id: string, status: string, factor_type = 'totp') => ({ id, status, factor_type, created_at: 1 })
    expect(factorsView([factor('a', 'verified'), factor('b', 'unverified')])).toEqual({
      apps: [{ factorId: 'a', since: 1 }],
      otherKinds: false,
    })
    expect(factorsView([factor('c', 'verified', 'phone'), factor('d', 'unverified', 'webauthn')])).toEqual({
      apps: [],
      otherKinds: true,
    })
  })

  it('have their drawing as a picture, which cannot run anything', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    const picture = pictureOf(svg)
    expect(picture).toMatch(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/)
    expect(pictureOf(picture)).toBe(picture)
  })

  it('show their secret in groups of four', () => {
    expect(inGroups('ABCDEFGHIJ')).toBe('ABCD EFGH IJ')
  })

  it('take six digits with blanks anywhere, and nothing else', () => {
    expect([' 123 456 ', '123456'].map(readCode)).toEqual(['123456', '123456'])
    expect(['', '12345', '1234567', '12345a', '١٢٣٤٥٦'].map(readCode)).toEqual(Array.from({ length: 5 }))
  })
})
