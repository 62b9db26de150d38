/**
 * What an answer that is not a success means. The rules are those measured on the running backend: which status and
 * which `detail` text it uses for which refusal. The text itself never leaves this module.
 */
import { type Problem, type ProblemCode, type ProblemReason, problem } from '@/lib/problems/problem'
import type { Exchange } from './attempt'
import { parseJson } from './lossless-json'

type Failure = { code: ProblemCode; reason?: ProblemReason }

/** Details of a 503, each with its own words; anything else is a plain "unavailable". */
const unavailableByDetail: [start: string, failure: Failure][] = [
  ['Permission check timed out', { code: 'timeout', reason: 'bot-away' }],
  ['Bot not available', { code: 'unavailable', reason: 'bot-away' }],
  ['Database not available', { code: 'unavailable', reason: 'database-away' }],
]

/** The problem of a *read* that did not succeed. Reads change nothing, so all of them are safe to repeat. */
export function readProblem(exchange: Exchange, requestId: string): Problem {
  const details = { requestId, safeToRepeat: true }
  if (exchange.kind === 'timeout') return problem('timeout', details)
  if (exchange.kind === 'oversize') return problem('bad-reply', details)
  if (exchange.kind === 'network') return problem('unavailable', details)
  const { code, ...rest } = statusFailure(exchange.status, detailOf(exchange.text))
  return problem(code, { ...details, ...rest })
}

/**
 * The problem of a *write* that did not succeed. Refusals (4xx, and a 503 given before anything ran) are definite; a 5xx,
 * a timeout or a cut connection may have happened after the change was committed: `unknown-outcome`, to be read back.
 */
export function writeProblem(exchange: Exchange, requestId: string): Problem {
  if (exchange.kind === 'network' && !exchange.sent) return problem('unavailable', { requestId, safeToRepeat: true })
  if (exchange.kind !== 'answer') return problem('unknown-outcome', { requestId, safeToRepeat: false })
  const detail = detailOf(exchange.text)
  const refusedBeforeRunning =
    exchange.status === 503 && unavailableByDetail.some(([start]) => detail.startsWith(start))
  if (exchange.status >= 500 && !refusedBeforeRunning) {
    return problem('unknown-outcome', { requestId, safeToRepeat: false })
  }
  const { code, ...rest } = statusFailure(exchange.status, detail)
  return problem(code, { requestId, safeToRepeat: true, ...rest })
}

function statusFailure(status: number, detail: string): Failure {
  switch (status) {
    // Mind sends only tokens it has verified: a 401 is a disagreement between the two servers, not a signed-out person.
    case 401:
      return { code: 'unavailable', reason: 'credentials-refused' }
    case 403:
      if (/^(No Discord account linked|Invalid Discord ID in profile)/.test(detail)) return { code: 'not-linked' }
      if (detail.startsWith('Could not verify')) return { code: 'unavailable', reason: 'access-check-failed' }
      return { code: 'forbidden' }
    case 404:
      return { code: 'not-found' }
    case 409:
      return { code: 'conflict' }
    case 400:
    case 422:
      return { code: 'invalid' }
    case 429:
      return { code: 'busy' }
    case 503:
      return unavailableByDetail.find(([start]) => detail.startsWith(start))?.[1] ?? { code: 'unavailable' }
    case 504:
      return { code: 'timeout' }
    default:
      return status >= 500 ? { code: 'unavailable' } : { code: 'bad-reply' }
  }
}

function detailOf(text: string): string {
  try {
    const body = parseJson(text)
    const detail = body !== null && typeof body === 'object' && !Array.isArray(body) ? body.detail : undefined
    return typeof detail === 'string' ? detail : ''
  } catch {
    return ''
  }
}
