import { randomUUID } from 'node:crypto'
import { type ApiRequest, type Route, textField } from './api'
import type { Core } from './core'
import { AuthError, badRequest, forbidden, notFound, unprocessable } from './errors'
import { type Identified, requireUser } from './identify'
import type { Factor } from './model'
import { qrSvg } from './qr'
import { addProof, nextRefreshToken, sessionAnswer } from './sessions'
import { isTotpCode, newTotpSecret, totpUri } from './totp'
import { aalOf } from './views'

const CHALLENGE_TTL_MS = 300_000
const MAX_FACTORS = 10
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Params = Readonly<Record<string, string>>

/** `POST /factors`: a new, unverified authenticator app with its secret, shown this once. */
export const enrollFactor: Route = async (core, request) => {
  const { user, session } = await requireUser(core, request)
  const body = request.json()
  const friendlyName = textField(body, 'friendly_name') || null
  if (textField(body, 'factor_type') !== 'totp') throw badRequest('validation_failed', 'factor_type needs to be totp')
  if (!core.config.totp) throw unprocessable('mfa_totp_enroll_not_enabled', 'MFA enroll is disabled for TOTP')
  if (user.factors.length >= MAX_FACTORS) {
    const why = 'Maximum number of verified factors reached, unenroll to continue'
    throw forbidden('too_many_enrolled_mfa_factors', why)
  }
  if (user.factors.some((factor) => factor.status === 'verified') && aalOf(session) !== 'aal2') {
    throw forbidden('insufficient_aal', 'AAL2 required to enroll a new factor')
  }
  if (friendlyName !== null && user.factors.some((factor) => factor.friendlyName === friendlyName)) {
    const why = `A factor with the friendly name "${friendlyName}" for this user already exists`
    throw unprocessable('mfa_factor_name_conflict', why)
  }
  const now = core.now()
  const factor: Factor = {
    id: randomUUID(),
    friendlyName,
    secret: newTotpSecret(),
    status: 'unverified',
    createdAt: now,
    updatedAt: now,
    lastChallengedAt: null,
    challenges: new Map(),
  }
  user.factors.push(factor)
  const issuer = textField(body, 'issuer') || new URL(core.config.siteUrl).host
  const uri = totpUri(factor.secret, issuer, user.email ?? user.phone ?? user.id)
  return {
    status: 200,
    body: {
      id: factor.id,
      type: 'totp',
      friendly_name: friendlyName ?? '',
      totp: { qr_code: qrSvg(uri), secret: factor.secret, uri },
    },
  }
}

/** `POST /factors/:id/challenge`: opens a challenge of five minutes. */
export const challengeFactor: Route = async (core, request, params) => {
  const { factor } = await requireFactor(core, request, params)
  const id = randomUUID()
  factor.lastChallengedAt = core.now()
  factor.challenges.set(id, { createdAt: core.now(), ip: request.caller.ip })
  const expiresAt = Math.floor((core.now() + CHALLENGE_TTL_MS) / 1000)
  return { status: 200, body: { id, type: 'totp', expires_at: expiresAt } }
}

/**
 * `POST /factors/:id/verify`: the code. The session rises to aal2 and gets a new refresh token; the user's sessions
 * without a second factor end, and other unverified factors go.
 */
export const verifyFactor: Route = async (core, request, params) => {
  const { user, session, factor } = await requireFactor(core, request, params)
  const body = request.json()
  const code = textField(body, 'code')
  const challengeId = textField(body, 'challenge_id') ?? ''
  if (!code) throw badRequest('validation_failed', 'Code needs to be non-empty')
  const challenge = factor.challenges.get(challengeId)
  if (!challenge) throw notFound('mfa_factor_not_found', 'MFA factor with the provided challenge ID not found')
  if (challenge.ip !== request.caller.ip) {
    throw unprocessable('mfa_ip_address_mismatch', 'Challenge and verify IP addresses mismatch')
  }
  if (core.now() > challenge.createdAt + CHALLENGE_TTL_MS) {
    factor.challenges.delete(challengeId)
    const why = 'has expired, verify against another challenge or create a new challenge.'
    throw unprocessable('mfa_challenge_expired', `MFA challenge ${challengeId} ${why}`)
  }
  if (!isTotpCode(factor.secret, code, core.now())) {
    throw unprocessable('mfa_verification_failed', 'Invalid TOTP code entered')
  }
  factor.challenges.delete(challengeId)
  factor.status = 'verified'
  factor.updatedAt = core.now()
  addProof(core, session, 'totp')
  session.factorId = factor.id
  for (const other of core.store.sessionsOf(user.id)) if (aalOf(other) === 'aal1') core.store.endSession(other.id)
  user.factors = user.factors.filter((other) => other.status === 'verified')
  return { status: 200, body: await sessionAnswer(core, user, session, nextRefreshToken(core, session)) }
}

/** `DELETE /factors/:id`: takes a factor away; sessions that rose by it fall back to aal1. */
export const unenrollFactor: Route = async (core, request, params) => {
  const { user, session, factor } = await requireFactor(core, request, params)
  if (factor.status === 'verified' && aalOf(session) !== 'aal2') {
    throw unprocessable('insufficient_aal', 'AAL2 required to unenroll verified factor')
  }
  user.factors = user.factors.filter((other) => other !== factor)
  for (const other of core.store.sessionsOf(user.id)) {
    if (other.factorId !== factor.id) continue
    other.factorId = null
    other.amr = other.amr.filter((entry) => entry.method !== 'totp')
  }
  return { status: 200, body: { id: factor.id } }
}

async function requireFactor(
  core: Core,
  request: ApiRequest,
  params: Params,
): Promise<Identified & { factor: Factor }> {
  const identified = await requireUser(core, request)
  if (!UUID.test(params.id ?? '')) throw new AuthError(404, 'validation_failed', 'factor_id must be an UUID')
  const factor = identified.user.factors.find((one) => one.id === params.id)
  if (!factor) throw notFound('mfa_factor_not_found', 'Factor not found')
  return { ...identified, factor }
}
