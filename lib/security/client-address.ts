import { isIP } from 'node:net'

/**
 * The visitor's address as the outermost of `trustedProxies` proxies saw it, or `undefined` when nobody trustworthy says.
 * Each proxy appends the address it was called from, so what a visitor writes into the header stands further left and is
 * never read. Of an IPv6 address only the network (/64) counts: a single customer has all the rest to choose from.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string | undefined {
  if (trustedProxies < 1) return undefined
  const seen = headers.get('x-forwarded-for')?.split(',') ?? []
  const address = seen.at(-trustedProxies)?.trim()
  if (!address) return undefined
  const version = isIP(address)
  if (version === 4) return address
  return version === 6 ? networkOf(address) : undefined
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
