/**
 * What an answer that is not a success means. The rules are those measured on the running backend: which status and
 * which `detail` text it uses for which refusal. Of the text itself only what it says about a value leaves this module.
 */
import { type Problem, type ProblemCode, type ProblemReason, problem } from '@/lib/problems/problem'
import type { Exchange } from './attempt'
import type { Access, Showing } from './credentials'
import { type FieldErrors, fieldErrorsOfDetail, fieldErrorsOfList, isAboutHeaders } from './field-errors'
import { type JsonValue, parseJson } from './lossless-json'

interface Failure {
  code: ProblemCode
  reason?: ProblemReason
  fieldErrors?: FieldErrors
}

/** Details of a 503 given before anything ran, each with its own words. */
const unavailableByDetail: [start: string, failure: Failure][] = [
  ['Permission check timed out', { code: 'timeout', reason: 'bot-away' }],
  ['Bot not available', { code: 'unavailable', reason: 'bot-away' }],
  ['Bot settings service unavailable', { code: 'unavailable', reason: 'bot-away' }],
  ['Guild not found', { code: 'unavailable', reason: 'bot-away' }],
  ['Channel verification timed out', { code: 'timeout', reason: 'bot-away' }],
  ['Database not available', { code: 'unavailable', reason: 'database-away' }],
  ['Observability endpoint unavailable', { code: 'unavailable', reason: 'service-key-missing' }],
]

/** Details of a 403 that are no verdict on who may come in. */
const refusedByDetail: [start: RegExp, failure: Failure][] = [
  [/^(No Discord account linked|Invalid Discord ID in profile)/, { code: 'not-linked' }],
  [/^Could not verify/, { code: 'unavailable', reason: 'access-check-failed' }],
  [/^You have reached the maximum/, { code: 'forbidden', reason: 'quota-reached' }],
  [/needs Premium/, { code: 'forbidden', reason: 'premium-needed' }],
]

/** What was asked, as far as its answer's meaning depends on it. */
export interface Asked {
  requestId: string
  access: Access
  family: Showing['family']
}

/** The problem of a *read* that did not succeed. Reads change nothing, so all of them are safe to repeat. */
export function readProblem(exchange: Exchange, asked: Asked): Problem {
  const details = { requestId: asked.requestId, safeToRepeat: true }
  if (exchange.kind === 'timeout' || exchange.kind === 'cancelled') return problem('timeout', details)
  if (exchange.kind === 'oversize') return problem('bad-reply', details)
  if (exchange.kind === 'network') return problem('unavailable', details)
  const { code, ...rest } = statusFailure(exchange.status, bodyOf(exchange.text), asked)
  return problem(code, { ...details, status: exchange.status, ...rest })
}

const gatewayStatuses = [502, 503, 504]

/**
 * The problem of a *write* that did not succeed. Refusals (4xx, and a 503 given before anything ran) are definite; a 5xx,
 * a timeout or a cut connection may have happened after the change was committed: `unknown-outcome`, to be read back.
 */
export function writeProblem(exchange: Exchange, asked: Asked): Problem {
  const { requestId } = asked
  if (exchange.kind === 'network' && !exchange.sent) return problem('unavailable', { requestId, safeToRepeat: true })
  if (exchange.kind !== 'answer') return problem('unknown-outcome', { requestId, safeToRepeat: false })
  const { status } = exchange
  const body = bodyOf(exchange.text)
  const refusedBeforeRunning = status === 503 && unavailableByDetail.some(([start]) => detailIn(body).startsWith(start))
  if ((status >= 500 && !refusedBeforeRunning) || status < 400) {
    // What comes from something in between says nothing of the server: it may have the write, and be at it still.
    const isOfServer = status >= 500 && !gatewayStatuses.includes(status)
    return problem('unknown-outcome', { requestId, safeToRepeat: false, ...(isOfServer ? { status } : {}) })
  }
  const { code, ...rest } = statusFailure(status, body, asked)
  return problem(code, { requestId, status, safeToRepeat: true, ...rest })
}

/** The problem in an answer with status 200 and an `error` in place of data, which some routes give. */
export function errorInSuccess(body: JsonValue, requestId: string): Problem | undefined {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return undefined
  if (typeof body.error !== 'string' || Object.keys(body).length !== 1) return undefined
  const reason = /not initialized$/.test(body.error) ? { reason: 'database-away' as const } : {}
  return problem('unavailable', { requestId, status: 200, safeToRepeat: true, ...reason })
}

/** True for a refusal by the request limiter, and not by one of the backend's own quotas with the same status. */
export function isLimiterRefusal(exchange: Exchange): boolean {
  return exchange.kind === 'answer' && exchange.status === 429 && !isOwnQuota(detailOf(exchange.text))
}

/** The `detail` of an answer when it is text, else nothing. */
export function detailOf(text: string): string {
  return detailIn(bodyOf(text))
}

function statusFailure(status: number, body: JsonValue | undefined, { access, family }: Asked): Failure {
  const detail = detailIn(body)
  switch (status) {
    // Mind sends only tokens it has verified: a 401 is a disagreement between the two servers, not a signed-out person.
    case 401:
      return family === 'none' && access !== 'public'
        ? { code: 'signed-out' }
        : { code: 'unavailable', reason: 'credentials-refused' }
    case 403:
      return refusedByDetail.find(([start]) => start.test(detail))?.[1] ?? { code: 'forbidden' }
    case 404:
      // A path the server does not know at all: routes came with time.
      return detail === 'Not Found' ? { code: 'not-found', reason: 'server-too-old' } : { code: 'not-found' }
    case 405:
      return { code: 'not-found', reason: 'server-too-old' }
    case 409:
      return { code: 'conflict' }
    case 400:
      if (detail === 'Guild not found') return { code: 'unavailable', reason: 'bot-away' }
      return { code: 'invalid', ...fieldErrorsOfDetail(detail) }
    case 422:
      if (isAboutHeaders(body)) return { code: 'unavailable', reason: 'credentials-refused' }
      return { code: 'invalid', ...fieldErrorsOfList(body) }
    case 429:
      return isOwnQuota(detail) ? { code: 'forbidden', reason: 'quota-reached' } : { code: 'busy' }
    case 503:
      return unavailableByDetail.find(([start]) => detail.startsWith(start))?.[1] ?? { code: 'unavailable' }
    case 504:
      return { code: 'timeout' }
    default:
      return status >= 500 ? { code: 'unavailable' } : { code: 'bad-reply' }
  }
}

function isOwnQuota(detail: string): boolean {
  return detail.startsWith('You can add at most')
}

function bodyOf(text: string): JsonValue | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function detailIn(body: JsonValue | undefined): string {
  const detail = body !== null && typeof body === 'object' && !Array.isArray(body) ? body.detail : undefined
  return typeof detail === 'string' ? detail : ''
}
