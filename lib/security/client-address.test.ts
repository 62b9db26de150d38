import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientAddress, forwardedAddress } from './client-address'

const from = (value: string) => new Headers({ 'x-forwarded-for': value })

describe('the address of a visitor', () => {
  it.each([
    ['192.0.2.1', 1, '192.0.2.1'],
    ['10.9.9.9, 192.0.2.1', 1, '192.0.2.1'],
    ['10.9.9.9, 192.0.2.1, 10.0.0.1', 2, '192.0.2.1'],
    ['192.0.2.1', 2, undefined],
    ['192.0.2.1', 0, undefined],
    ['', 1, undefined],
    ['unknown', 1, undefined],
    ['192.0.2.1, ', 1, undefined],
    ['2001:db8:1:2:3:4:5:6', 1, '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:2::1', 1, '2001:db8:1:2::/64'],
    ['2001:db8::1', 1, '2001:db8:0:0::/64'],
    ['::1', 1, '0:0:0:0::/64'],
    ['fe80::1%eth0', 1, 'fe80:0:0:0::/64'],
    ['::ffff:192.0.2.1', 1, '192.0.2.1'],
  ])('%j behind %i proxies is %j', (value, proxies, address) => {
    expect(clientAddress(from(value), proxies)).toBe(address)
  })

  it('is passed on whole, where it is counted by its network', () => {
    expect(forwardedAddress(from('2001:db8:1:2:3:4:5:6'), 1)).toBe('2001:db8:1:2:3:4:5:6')
    expect(forwardedAddress(from('10.9.9.9, 192.0.2.1'), 1)).toBe('192.0.2.1')
    expect(forwardedAddress(from('192.0.2.1'), 0)).toBeUndefined()
    expect(forwardedAddress(from('192.0.2.1:4711'), 1)).toBeUndefined()
  })

  it('is nobody’s to choose: what a visitor writes stands where nobody looks', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.:,abcdef ') }), (written) => {
        expect(clientAddress(from(`${written}, 192.0.2.1`), 1)).toBe('192.0.2.1')
      }),
    )
  })

  it('is one for all addresses of a network, whatever is written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const found = clientAddress(from(address), 1)
        expect(found === undefined || /^([0-9a-f:]+::\/64|[0-9.]+)$/.test(found)).toBe(true)
      }),
    )
  })
})
