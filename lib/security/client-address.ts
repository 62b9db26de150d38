import { isIP } from 'node:net'

/**
 * The visitor's address as the outermost of `trustedProxies` proxies saw it, or `undefined` when nobody trustworthy says.
 * Each proxy appends the address it was called from, so what a visitor writes into the header stands further left and is
 * never read.
 */
export function forwardedAddress(headers: Headers, trustedProxies: number): string | undefined {
  if (trustedProxies < 1) return undefined
  const seen = headers.get('x-forwarded-for')?.split(',') ?? []
  const address = seen.at(-trustedProxies)?.trim()
  return address && isIP(address) > 0 ? address : undefined
}

/**
 * What to count a visitor by: their forwarded address, of an IPv6 address only the network (/64), since a single customer
 * has all the rest to choose from.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string | undefined {
  const address = forwardedAddress(headers, trustedProxies)
  return address && isIP(address) === 6 ? networkOf(address) : address
}

function networkOf(address: string): string {
  // The URL parser writes every IPv6 address in one way, a mapped IPv4 one as two groups.
  const plain = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1)
  const [head = '', tail] = plain.split('::')
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const gap = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0')
  const groups = [...before, ...gap, ...after]
  if (plain.startsWith('::ffff:')) return groups.slice(6).flatMap(bytesOf).join('.')
  return `${groups.slice(0, 4).join(':')}::/64`
}

function bytesOf(group: string): number[] {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 255]
}
