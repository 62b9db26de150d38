import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000

/** A fresh secret of 160 bits in base32, as authenticator apps take it. */
export function newTotpSecret(): string {
  let bits = ''
  for (const byte of randomBytes(20)) bits += byte.toString(2).padStart(8, '0')
  return bits.replace(/.{5}/g, (five) => ALPHABET[Number.parseInt(five, 2)] ?? '')
}

function decode(secret: string): Buffer {
  const bits = Array.from(secret, (char) => ALPHABET.indexOf(char).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The six-digit code of a secret at a moment (RFC 6238, SHA-1, 30 s). */
export function totpCode(secret: string, nowMs: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / STEP_MS)))
  const mac = createHmac('sha1', decode(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Whether a code is that of now, or of the step before or after. */
export function isTotpCode(secret: string, code: string, nowMs: number): boolean {
  const given = Buffer.from(code.padEnd(6, ' ').slice(0, 6))
  return (
    code.length === 6 &&
    given.length === 6 &&
    [-1, 0, 1].some((step) => timingSafeEqual(Buffer.from(totpCode(secret, nowMs + step * STEP_MS)), given))
  )
}

/** What the QR code of a secret says. */
export function totpUri(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  const params = { algorithm: 'SHA1', digits: '6', issuer, period: '30', secret }
  return `otpauth://totp/${label}?${new URLSearchParams(params).toString().replaceAll('+', '%20')}`
}
