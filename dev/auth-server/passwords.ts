import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { AuthError } from './errors'

const COST = { N: 1024, r: 8, p: 1 }
const MIN_LENGTH = 6
// bcrypt reads no further, and the real server says so instead of cutting silently.
const MAX_BYTES = 72

/** Hash of a password with its salt. The cost is low: these are seeded passwords on a developer's machine. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}:${scryptSync(password, salt, 32, COST).toString('hex')}`
}

/** Whether a password belongs to a hash; false for a user without a password. */
export function passwordMatches(password: string, stored: string | null): boolean {
  const [salt, hash] = (stored ?? '').split(':')
  if (!salt || !hash) return false
  return timingSafeEqual(scryptSync(password, Buffer.from(salt, 'hex'), 32, COST), Buffer.from(hash, 'hex'))
}

/** Refuses passwords the real server's defaults refuse. */
export function requireStrongPassword(password: string): void {
  if (Buffer.byteLength(password) > MAX_BYTES) {
    throw new AuthError(400, 'validation_failed', `Password cannot be longer than ${MAX_BYTES} characters`)
  }
  if (password.length < MIN_LENGTH) {
    throw new AuthError(422, 'weak_password', `Password should be at least ${MIN_LENGTH} characters.`, {
      weak_password: { reasons: ['length'] },
    })
  }
}
