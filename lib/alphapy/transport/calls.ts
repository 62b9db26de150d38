/**
 * One call from start to end: its place in the window, the way in, the attempts. Retry lives here alone: a read after a
 * network error or a 502–504, within a total time; a write never, except after a 429, which was refused and not run.
 */
import { type Problem, problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { type Attempt, type Exchange, exchange } from './attempt'
import type { CallClass, Place } from './call-window'
import { type Asked, detailOf, isLimiterRefusal, readProblem, writeProblem } from './classify'
import type { Access, Credentials, NoWay, Showing } from './credentials'
import type { ServerKnowledge } from './generation'
import type { Governor } from './governor/governor'
import type { Clock } from './governor/governor-types'
import type { SaveTicket } from './save-ticket'
import { WayIn } from './way-in'

/** A finished call, for logs and counters. Holds no token, no query and no body. */
export interface CallEvent {
  method: string
  /** The route with ids left out, e.g. `/api/dashboard/settings/:guildId`. */
  route: string
  requestId: string
  outcome: 'ok' | Problem['code']
  status: number | undefined
  durationMs: number
  /** Calls in the window; -1 when that cannot be told. */
  budgetUsed: number
}

/** What is to be sent, and how it may be let in. */
export interface Outgoing {
  callClass: CallClass
  method: Attempt['method']
  path: string
  route: string
  body?: string
  access: Access
  credentials: Credentials
  guild: string
  save?: SaveTicket | undefined
  signal?: AbortSignal | undefined
  /** For a write: another limit than the usual one. */
  timeoutMs?: number
  /** For a write that may be left out: now or not at all. */
  onlyIfRoom?: true
}

/** What came back, and on what it had been asked. */
export interface Sent {
  answer: Exchange
  asked: Asked
}

/** What calls are made with. */
export interface CallParts {
  baseUrl: string
  governor: Governor
  knowledge: ServerKnowledge
  clock: Clock
  fetchFn: typeof fetch
  newId: () => string
  onCall: (event: CallEvent) => void
  apiKey: string | undefined
  forwardAddress: boolean
  timeouts: { readMs: number; writeMs: number }
}

/** All attempts of a read together, waits included. */
const readTotalMs = 15_000
const readAttempts = 3
/** A person stands in line this long; beyond it they are told the time instead. */
const patienceMs = 2_500
const passingStatuses = new Set([502, 503, 504])

/** Sends calls to one server. */
export class Calls {
  readonly #parts: CallParts

  constructor(parts: CallParts) {
    this.#parts = parts
  }

  /** Sends, by the best way in and, when that is not taken, by the next. Fails only when nothing could be sent. */
  async send(outgoing: Outgoing): Promise<Result<Sent>> {
    const { knowledge, apiKey, newId } = this.#parts
    const requestId = newId()
    const { access } = outgoing
    const { possible, tokensRefused } = knowledge
    const wayIn = new WayIn({ access, credentials: outgoing.credentials, apiKey, possible, tokensRefused })
    const noWay = await wayIn.prepare()
    if (noWay) return failed(noWayProblem(noWay, requestId))
    let result: Result<Sent> | undefined
    let tokenRefused = false
    for (let way = wayIn.next(); way; way = wayIn.next()) {
      const sent = await this.#sendBy(way, outgoing, requestId)
      // The next way is only a hope: when it finds no place, the refusal before it is the answer.
      result = !sent.ok && result ? result : sent
      const status = sent.ok && sent.data.answer.kind === 'answer' ? sent.data.answer.status : undefined
      if (status !== 401) {
        if (status !== undefined && tokenRefused) knowledge.noticeRefusedToken()
        break
      }
      if (way.family !== 'jwt') continue
      tokenRefused = true
      if (!(await wayIn.afterRefusedToken())) break
    }
    return result ?? failed(problem('unexpected', { requestId }))
  }

  async #sendBy(way: Showing, outgoing: Outgoing, requestId: string): Promise<Result<Sent>> {
    const { clock, governor } = this.#parts
    const asked: Asked = { requestId, access: outgoing.access, family: way.family }
    const startedAt = clock.now()
    let patience = outgoing.callClass === 'poll' || outgoing.onlyIfRoom ? 0 : patienceMs
    let last: Result<Sent> | undefined
    for (let attempts = 1; ; attempts++) {
      const entry = await this.#enter(outgoing, patience)
      if (!entry.entered) {
        if (last) return last
        this.#report(outgoing, asked, { kind: 'cancelled' }, 0, 'busy')
        const details = entry.cancelled ? {} : { retryAfterMs: entry.waitMs }
        return failed(problem(entry.cancelled ? 'timeout' : 'busy', { requestId, safeToRepeat: true, ...details }))
      }
      const leftMs = readTotalMs - (clock.now() - startedAt)
      const answer = await this.#attempt(entry.place, way, outgoing, asked, leftMs)
      last = ok({ answer, asked })
      if (isLimiterRefusal(answer)) {
        await governor.learnRefusal(outgoing.callClass)
        // Refused and not run: it stands in line again, as long as it is worth waiting.
        patience = Math.max(0, patience - (clock.now() - startedAt))
        if (outgoing.callClass === 'write' && attempts < readAttempts) continue
        return last
      }
      const mayRetry = outgoing.callClass === 'read' && attempts < readAttempts && isPassing(answer)
      const pauseMs = (150 + Math.random() * 350) * attempts
      if (!mayRetry || clock.now() - startedAt + pauseMs >= readTotalMs || outgoing.signal?.aborted) return last
      await new Promise<void>((resolve) => clock.after(pauseMs, resolve))
      // A second try is only made where there is room for it.
      patience = 0
    }
  }

  async #enter(
    { callClass, credentials, guild, onlyIfRoom, save, signal }: Outgoing,
    patience: number,
  ): Promise<{ entered: true; place: Place } | { entered: false; waitMs: number; cancelled: boolean }> {
    const reserved = save?.take(callClass)
    if (reserved) return { entered: true, place: reserved }
    const entry = await this.#parts.governor.enter({
      callClass,
      person: personOf(credentials),
      guild,
      patienceMs: patience,
      signal,
      ...(onlyIfRoom ? { onlyIfRoom } : {}),
      ...(save ? { isPart: true } : {}),
    })
    const [place] = entry.entered ? entry.places : []
    if (place) return { entered: true, place }
    return entry.entered ? { entered: false, waitMs: 1, cancelled: false } : entry
  }

  async #attempt(place: Place, way: Showing, outgoing: Outgoing, asked: Asked, leftMs: number): Promise<Exchange> {
    const { baseUrl, clock, fetchFn, forwardAddress, knowledge, timeouts } = this.#parts
    const { body, callClass, credentials, method, path, signal } = outgoing
    const clientAddress = forwardAddress && credentials.kind === 'jwt' ? credentials.clientAddress : undefined
    const startedAt = clock.now()
    const answer = await exchange(fetchFn, {
      url: baseUrl + path,
      method,
      headers: {
        ...way.headers,
        accept: 'application/json',
        'x-request-id': asked.requestId,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(clientAddress ? { 'x-forwarded-for': clientAddress } : {}),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs:
        callClass === 'write'
          ? (outgoing.timeoutMs ?? timeouts.writeMs)
          : Math.max(1, Math.min(timeouts.readMs, leftMs)),
      ...(callClass === 'write' ? {} : { signal }),
    })
    place.settle(!isLimiterRefusal(answer) && (answer.kind !== 'network' || answer.sent))
    if (answer.kind === 'answer') {
      const { status, text, hasRequestId, contentType } = answer
      const detail = status >= 400 ? detailOf(text) : ''
      const isJson = contentType.includes('json')
      knowledge.notice({ access: asked.access, family: asked.family, status, detail, hasRequestId, isJson })
    }
    this.#report(outgoing, asked, answer, clock.now() - startedAt)
    return answer
  }

  #report(outgoing: Outgoing, asked: Asked, answer: Exchange, durationMs: number, known?: CallEvent['outcome']): void {
    const { callClass, method, route } = outgoing
    const status = answer.kind === 'answer' ? answer.status : undefined
    const success = status !== undefined && status >= 200 && status < 300
    const classify = callClass === 'write' ? writeProblem : readProblem
    const outcome = known ?? (success ? 'ok' : classify(answer, asked).code)
    const event = { method, route, requestId: asked.requestId, outcome, status, durationMs }
    const tell = (budgetUsed: number) => this.#parts.onCall({ ...event, budgetUsed })
    void this.#parts.governor.used().then(tell, () => tell(-1))
  }
}

/** By whom turns are taken. */
export function personOf(credentials: Credentials): string {
  return credentials.kind === 'none' ? 'nobody' : (credentials.userId ?? credentials.token)
}

function noWayProblem(noWay: NoWay, requestId: string): Problem {
  const details = { requestId, safeToRepeat: true }
  if (noWay === 'discord-identity-missing') return problem('not-linked', { reason: noWay, ...details })
  if (noWay === 'discord-identity-unknown') return problem('unavailable', { reason: 'sign-in-away', ...details })
  // As when the server itself says so.
  if (noWay === 'server-too-old') return problem('not-found', { reason: noWay, ...details })
  return problem('unavailable', { reason: noWay, ...details })
}

function isPassing(answer: Exchange): boolean {
  return answer.kind === 'network' || (answer.kind === 'answer' && passingStatuses.has(answer.status))
}
