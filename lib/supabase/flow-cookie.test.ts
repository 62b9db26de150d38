import { describe, expect, it } from 'vitest'
import { decodeFlow, encodeFlow, type Flow } from './flow-cookie'

const flow: Flow = { verifier: 'v'.repeat(64), purpose: 'sign-in', next: '/guilds', remember: false, until: 1_000 }

describe('the cookie of a flow', () => {
  it('gives the flow back until its time is over', () => {
    expect(decodeFlow(encodeFlow(flow), 999)).toEqual(flow)
    expect(decodeFlow(encodeFlow(flow), 1_000)).toBeUndefined()
  })

  it.each([
    undefined,
    '',
    '%%%',
    'bnVsbA',
    encodeFlow({ ...flow, verifier: 'short' }),
    encodeFlow({ ...flow, purpose: 'steal' as 'link' }),
  ])('treats %j as no flow', (value) => {
    expect(decodeFlow(value, 0)).toBeUndefined()
  })
})
