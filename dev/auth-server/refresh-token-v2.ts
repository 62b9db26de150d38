import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const SIGNATURE_BYTES = 16
const CHECKSUM_BYTES = 4

/** What a second-generation refresh token says. */
interface ParsedRefreshToken {
  readonly sessionId: string
  readonly counter: number
  /** Whether the session's secret made it. */
  readonly isSignedBy: (key: Buffer) => boolean
}

const sign = (head: Buffer, key: Buffer): Buffer =>
  createHmac('sha256', key).update(head).digest().subarray(0, SIGNATURE_BYTES)
const checksum = (body: Buffer): Buffer => createHash('sha256').update(body).digest().subarray(0, CHECKSUM_BYTES)

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  bytes.push(rest)
  return Buffer.from(bytes)
}

/**
 * A second-generation token as the real server writes it: version 0, session id, counter, signature cut to 128 bits,
 * checksum of four bytes, base64url without padding.
 */
export function encodeRefreshToken(sessionId: string, counter: number, key: Buffer): string {
  const head = Buffer.concat([Buffer.from([0]), Buffer.from(sessionId.replaceAll('-', ''), 'hex'), varint(counter)])
  const body = Buffer.concat([head, sign(head, key)])
  return Buffer.concat([body, checksum(body)]).toString('base64url')
}

/** Reads a token; null when it is not one of this kind or was damaged. The signature is not yet proven. */
export function parseRefreshToken(token: string): ParsedRefreshToken | null {
  if (!/^[\w-]+$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length < 1 + 16 + 1 + SIGNATURE_BYTES + CHECKSUM_BYTES || bytes[0] !== 0) return null
  const body = bytes.subarray(0, -CHECKSUM_BYTES)
  if (!timingSafeEqual(checksum(body), bytes.subarray(-CHECKSUM_BYTES))) return null
  const head = body.subarray(0, -SIGNATURE_BYTES)
  const signature = body.subarray(-SIGNATURE_BYTES)
  const hex = head.subarray(1, 17).toString('hex')
  const sessionId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  let counter = 0
  let factor = 1
  for (const byte of head.subarray(17)) {
    counter += (byte & 0x7f) * factor
    factor *= 0x80
  }
  if (!Number.isSafeInteger(counter)) return null
  return { sessionId, counter, isSignedBy: (key) => timingSafeEqual(sign(head, key), signature) }
}
