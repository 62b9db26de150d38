/** Second factors in the shape pages want. Pure. */
import type { FactorsView } from './schema'

interface WireFactor {
  id: string
  status: string
  factor_type: string
  created_at?: number | undefined
}

/** The factors that are in force; an enrolment that was never finished is none. */
export function factorsView(factors: readonly WireFactor[]): FactorsView {
  const verified = factors.filter(({ status }) => status === 'verified')
  return {
    apps: verified
      .filter(({ factor_type }) => factor_type === 'totp')
      .map(({ id, created_at }) => ({ factorId: id, since: created_at })),
    otherKinds: verified.some(({ factor_type }) => factor_type !== 'totp'),
  }
}

/**
 * The auth server's drawing as the address of a picture. As a picture it runs no script and loads nothing, whatever is in
 * it, and Mind's content policy takes it.
 */
export function pictureOf(svg: string): string {
  if (svg.startsWith('data:image/svg+xml')) return svg
  return `data:image/svg+xml;base64,${Buffer.from(svg, 'utf8').toString('base64')}`
}

/** A secret in groups of four, which are easier to copy by hand. */
export function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}

/** The six digits that were typed, whatever blanks stand between them, or `undefined` when it is no code. */
export function readCode(typed: string): string | undefined {
  const code = typed.replace(/\s/g, '')
  return /^\d{6}$/.test(code) ? code : undefined
}
