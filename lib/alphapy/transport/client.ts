/**
 * The client of one Alphapy server: join an equal read → fresh value → budget → attempt with a timeout → text → lossless
 * JSON → status → schema → value or `Problem`. Free of Next, environment and session: everything comes as an argument.
 */
import type * as z from 'zod'
import { type Problem, problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { type Attempt, type Exchange, exchange } from './attempt'
import type { BudgetWindow, CallClass } from './budget'
import { readProblem, writeProblem } from './classify'
import { type Credentials, credentialHeaders } from './credentials'
import { parseJson, stringifyJson } from './lossless-json'
import { ReadCache, type Reading } from './read-cache'

/** A finished call, for logs and counters. Holds no token, no query and no body. */
export interface CallEvent {
  method: string
  /** The route with ids left out, e.g. `/api/dashboard/settings/:guildId`. */
  route: string
  requestId: string
  outcome: 'ok' | Problem['code']
  status: number | undefined
  durationMs: number
  budgetUsed: number
}

/** What a client is made of. `fetchFn`, `now` and `newId` are arguments so that tests can hold them still. */
export interface ClientParts {
  baseUrl: string
  budget: BudgetWindow
  fetchFn?: typeof fetch
  now?: () => number
  newId?: () => string
  onCall?: (event: CallEvent) => void
}

/** A read. */
export interface ReadRequest<Schema extends z.ZodType> {
  path: string
  route: string
  schema: Schema
  credentials: Credentials
  /** Who may be given the same answer: `actor:<id>`, `guild:<id>` or `everyone`. */
  share: string
  /** What a write makes obsolete, usually `guild:<id>`. */
  tag: string
  callClass: Exclude<CallClass, 'write'>
  /** A reading not older than this is answered without a call. 0 asks the backend now and joins nobody. */
  freshForMs: number
  /** When the backend cannot be asked, a reading not older than this is answered, with the problem beside it. */
  staleForMs?: number
}

/** A reading, and why it is older than wanted, if it is. */
export type Answered<T> = Reading<T> & { staleBecause?: Problem }

/** A write. It is sent at most once. */
export interface WriteRequest<Schema extends z.ZodType> {
  method: 'POST' | 'PUT' | 'DELETE'
  path: string
  route: string
  schema: Schema
  credentials: Credentials
  tag: string
  body?: unknown
}

const readTimeoutMs = 10_000
const writeTimeoutMs = 30_000
/** A person waits this long for a place in the window; beyond it they are told the time instead. */
const placeWaitMs = 2_500
const transientStatuses = new Set([502, 503, 504])

/** One Alphapy server as this process knows it. */
export class AlphapyClient {
  readonly budget: BudgetWindow
  readonly #parts: Required<Omit<ClientParts, 'budget'>>
  readonly #cache = new ReadCache()

  constructor({ budget, fetchFn = fetch, now = Date.now, newId, onCall, baseUrl }: ClientParts) {
    this.budget = budget
    this.#parts = {
      baseUrl,
      fetchFn,
      now,
      newId: newId ?? (() => crypto.randomUUID()),
      onCall: onCall ?? (() => undefined),
    }
  }

  /** Reads. Fails with a `Problem`; never throws. */
  async read<Schema extends z.ZodType>(request: ReadRequest<Schema>): Promise<Result<Answered<z.infer<Schema>>>> {
    type Value = z.infer<Schema>
    const key = `${request.share} ${request.path}`
    const last = this.#cache.last<Value>(key)
    if (last && this.#parts.now() - last.readAt < request.freshForMs) return ok(last)

    const result =
      request.freshForMs === 0
        ? await this.#readNow(request, (reading) => this.#cache.keep(key, request.tag, reading))
        : await this.#cache.join(key, request.tag, (store) => this.#readNow(request, store))
    if (result.ok) return result

    const { code } = result.problem
    const mayBeStale = code === 'busy' || code === 'unavailable' || code === 'timeout' || code === 'bad-reply'
    if (last && mayBeStale && this.#parts.now() - last.readAt < (request.staleForMs ?? 0)) {
      return ok({ ...last, staleBecause: result.problem })
    }
    return result
  }

  /** Writes, once. `unknown-outcome` means: read back before telling anybody anything. */
  async write<Schema extends z.ZodType>(request: WriteRequest<Schema>): Promise<Result<z.infer<Schema>>> {
    const requestId = this.#parts.newId()
    const body = request.body === undefined ? undefined : stringifyJson(request.body)
    const sent = await this.#send('write', request.route, {
      url: this.#parts.baseUrl + request.path,
      method: request.method,
      headers: {
        ...credentialHeaders(request.credentials),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        accept: 'application/json',
        'x-request-id': requestId,
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: writeTimeoutMs,
    })
    this.#cache.forget(request.tag)
    if (!sent.ok) return sent
    const answer = sent.data
    if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) {
      const value = this.#parse(request.schema, answer.text)
      // The server ran it but what it said makes no sense: only a read-back can tell.
      return value ?? failed(problem('unknown-outcome', { requestId }))
    }
    return failed(this.#withWait(writeProblem(answer, requestId), 'write'))
  }

  /** Milliseconds until a save (a fresh read, then the write) would find its place. 0 = now. */
  waitForSaveMs(): number {
    return this.budget.waitMs('write', 1)
  }

  async #readNow<Schema extends z.ZodType>(
    request: ReadRequest<Schema>,
    store: (reading: Reading<unknown>) => void,
  ): Promise<Result<Answered<z.infer<Schema>>>> {
    const requestId = this.#parts.newId()
    const attempt: Attempt = {
      url: this.#parts.baseUrl + request.path,
      method: 'GET',
      headers: { ...credentialHeaders(request.credentials), accept: 'application/json', 'x-request-id': requestId },
      timeoutMs: readTimeoutMs,
    }
    let sent = await this.#send(request.callClass, request.route, attempt)
    if (sent.ok && isTransient(sent.data) && request.callClass === 'read') {
      await pause(150 + Math.random() * 350)
      sent = await this.#send(request.callClass, request.route, attempt)
    }
    if (!sent.ok) return sent
    const answer = sent.data
    if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) {
      const value = this.#parse(request.schema, answer.text)
      if (!value) return failed(problem('bad-reply', { requestId, safeToRepeat: true }))
      const reading = { value: value.data, readAt: this.#parts.now() }
      store(reading)
      return ok(reading)
    }
    return failed(this.#withWait(readProblem(answer, requestId), request.callClass))
  }

  async #send(callClass: CallClass, route: string, attempt: Attempt): Promise<Result<Exchange>> {
    const requestId = attempt.headers['x-request-id'] ?? ''
    let admission = this.budget.admit(callClass)
    if (!admission.admitted && callClass !== 'poll' && admission.waitMs <= placeWaitMs) {
      await pause(admission.waitMs)
      admission = this.budget.admit(callClass)
    }
    if (!admission.admitted) {
      this.#report(route, attempt, 'busy', undefined, 0)
      return failed(problem('busy', { requestId, retryAfterMs: admission.waitMs }))
    }
    const startedAt = this.#parts.now()
    const answer = await exchange(this.#parts.fetchFn, attempt)
    const status = answer.kind === 'answer' ? answer.status : undefined
    const reached = answer.kind !== 'network' || answer.sent
    admission.settle(reached && status !== 429)
    if (status === 429) this.budget.learnRefusal(callClass)
    const outcome =
      status !== undefined && status >= 200 && status < 300
        ? 'ok'
        : (callClass === 'write' ? writeProblem : readProblem)(answer, requestId).code
    this.#report(route, attempt, outcome, status, this.#parts.now() - startedAt)
    return ok(answer)
  }

  #report(
    route: string,
    attempt: Attempt,
    outcome: CallEvent['outcome'],
    status: number | undefined,
    durationMs: number,
  ): void {
    this.#parts.onCall({
      method: attempt.method,
      route,
      requestId: attempt.headers['x-request-id'] ?? '',
      outcome,
      status,
      durationMs,
      budgetUsed: this.budget.used,
    })
  }

  #withWait(found: Problem, callClass: CallClass): Problem {
    return found.code === 'busy' ? { ...found, retryAfterMs: this.budget.waitMs(callClass) } : found
  }

  #parse<Schema extends z.ZodType>(schema: Schema, text: string): { ok: true; data: z.infer<Schema> } | undefined {
    try {
      const parsed = schema.safeParse(parseJson(text))
      return parsed.success ? { ok: true, data: parsed.data } : undefined
    } catch {
      return undefined
    }
  }
}

function isTransient(answer: Exchange): boolean {
  if (answer.kind === 'network') return true
  return answer.kind === 'answer' && transientStatuses.has(answer.status)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
