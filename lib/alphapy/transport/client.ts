/**
 * The client of one Alphapy server: join an equal read → fresh value → place in the window → attempt with a timeout → text
 * → lossless JSON → status → schema → value or `Problem`. Free of Next, environment and session.
 */
import type * as z from 'zod'
import { endsAccess, type Problem, problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { Turns } from '../turns'
import { type CallClass, type CallWindow, MemoryCallWindow } from './call-window'
import { type CallEvent, Calls, personOf, type Sent } from './calls'
import { errorInSuccess, readProblem, writeProblem } from './classify'
import type { Credentials } from './credentials'
import { type Decision, Decisions } from './decisions'
import { ServerKnowledge } from './generation'
import { Governor } from './governor/governor'
import { type Clock, realClock } from './governor/governor-types'
import { type JsonValue, parseJson, stringifyJson } from './lossless-json'
import { ReadCache, type Reading, type Store } from './read-cache'
import type { ReadRequest, WriteRequest } from './requests'
import { SaveTicket } from './save-ticket'

/** What a client is made of. `fetchFn`, `clock`, `now` and `newId` are arguments so that tests can hold them still. */
export interface ClientParts {
  baseUrl: string
  /** The mirror of the server's request window. */
  window?: CallWindow
  /** The server's service key, if this process has one. */
  apiKey?: string | undefined
  /** Pass the address of the person's browser on, for a server that counts calls by it. Off unless configured. */
  forwardAddress?: boolean
  /** Limits of one attempt, in milliseconds. */
  timeouts?: { readMs?: number; writeMs?: number }
  fetchFn?: typeof fetch
  /** The time of day, for the age of readings. */
  now?: () => number
  clock?: Clock
  newId?: () => string
  onCall?: (event: CallEvent) => void
  /** Told of every answer that says whether somebody may see a guild. */
  onDecision?: (decision: Decision) => void
}

/** A reading, and why it is older than wanted, if it is. */
export type Answered<T> = Reading<T> & { staleBecause?: Problem }

const timeoutsByDefault = { readMs: 10_000, writeMs: 20_000 }
const limitsByDefault = { reads: 30, writes: 10, windowMs: 60_000 }

/** A person who must wait longer than this for a save is told the time; the place in line is kept for them. */
const savePatienceMs = 2_500

/** One Alphapy server as this process knows it. */
export class AlphapyClient {
  /** What the server's answers have shown of it. */
  readonly knowledge: ServerKnowledge
  /** For saves that read, merge and write: two at once would overwrite each other. */
  readonly turns = new Turns()
  readonly #governor: Governor
  readonly #calls: Calls
  readonly #now: () => number
  readonly #cache = new ReadCache()
  readonly #decisions: Decisions

  constructor(parts: ClientParts) {
    const {
      baseUrl,
      window,
      apiKey,
      forwardAddress = false,
      fetchFn = fetch,
      now = Date.now,
      clock = realClock,
    } = parts
    const { newId = () => crypto.randomUUID(), onCall = () => undefined } = parts
    const timeouts = { ...timeoutsByDefault, ...parts.timeouts }
    this.#now = now
    this.#decisions = new Decisions({ cache: this.#cache, now, tell: parts.onDecision })
    this.knowledge = new ServerKnowledge(clock.now)
    const governor = new Governor(window ?? new MemoryCallWindow(limitsByDefault, clock.now), clock)
    this.#governor = governor
    const { knowledge } = this
    const made = { baseUrl, governor, knowledge, clock, fetchFn, newId, onCall, apiKey, forwardAddress, timeouts }
    this.#calls = new Calls(made)
  }

  /** Reads. Fails with a `Problem`; never throws. */
  async read<Schema extends z.ZodType>(request: ReadRequest<Schema>): Promise<Result<Answered<z.infer<Schema>>>> {
    type Value = z.infer<Schema>
    const key = `${request.share} ${request.path}`
    const last = this.#cache.last<Value>(key)
    if (last && this.#now() - last.readAt < request.freshForMs) return ok(last)

    const result = request.freshForMs === 0 ? await this.#readAlone(request, key) : await this.#readJoined(request, key)
    if (result.ok) return result

    // What was kept for somebody who has been shut out since is nobody's any more.
    if (endsAccess(result.problem) && request.share.startsWith('actor:')) this.#cache.drop(key)
    const { code } = result.problem
    const mayBeStale = code === 'busy' || code === 'unavailable' || code === 'timeout' || code === 'bad-reply'
    if (last && mayBeStale && this.#now() - last.readAt < (request.staleForMs ?? 0)) {
      return ok({ ...last, staleBecause: result.problem })
    }
    return result
  }

  /** Writes, once. `unknown-outcome` means: read back before telling anybody anything. */
  async write<Schema extends z.ZodType>(request: WriteRequest<Schema>): Promise<Result<z.infer<Schema>>> {
    const { body, guildId = '', ...rest } = request
    const askedAt = this.#now()
    const text = body === undefined ? {} : { body: stringifyJson(body) }
    const sent = await this.#calls.send({ ...rest, ...text, callClass: 'write', guild: guildId })
    this.#cache.forget(request.tag)
    if (!sent.ok) return sent
    const { answer, asked } = sent.data
    if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) {
      const parsed = parse(request.schema, sent.data)
      // The server ran it but what it said makes no sense: only a read-back can tell.
      return parsed.ok
        ? parsed
        : failed(problem('unknown-outcome', { requestId: asked.requestId, status: answer.status }))
    }
    const found = writeProblem(answer, asked)
    this.#noticeProblem(request, found, askedAt)
    return failed(await this.#withWait(found, sent.data, 'write', guildId, request.credentials))
  }

  /**
   * Reserves the places of a whole save (fresh read, write, read-back), so that nothing pushes them out. Fails with `busy`
   * and the exact wait when that is long; the place in line stays this save's, whose person returns when the time has come.
   * Whoever gets a ticket must `release` it.
   */
  async reserveSave(input: {
    guildId: string
    credentials: Credentials
    /** What is saved; two different saves of one person do not take each other's place. */
    purpose: string
    signal?: AbortSignal
  }): Promise<Result<SaveTicket>> {
    const entry = await this.#governor.enter({
      callClass: 'write',
      person: personOf(input.credentials),
      guild: input.guildId,
      purpose: `${input.guildId} ${input.purpose}`,
      patienceMs: savePatienceMs,
      signal: input.signal,
      withReads: true,
    })
    if (entry.entered) return ok(new SaveTicket(entry.places))
    return failed(problem(entry.cancelled ? 'timeout' : 'busy', { retryAfterMs: entry.waitMs, safeToRepeat: true }))
  }

  #readAlone<Schema extends z.ZodType>(request: ReadRequest<Schema>, key: string) {
    return this.#readNow(request, this.#cache.keeper(key, tagsOf(request)), request.signal)
  }

  async #readJoined<Schema extends z.ZodType>(
    request: ReadRequest<Schema>,
    key: string,
    isSecond = false,
  ): Promise<Result<Answered<z.infer<Schema>>>> {
    const { callClass, signal } = request
    const flown = await this.#cache.join({ key, callClass, tags: tagsOf(request), signal }, (tools) =>
      this.#readNow(request, tools.store, tools.signal),
    )
    if (!flown) return failed(problem('timeout', { safeToRepeat: true }))
    const { answer, joined } = flown
    if (!joined || answer.ok) return answer
    // Somebody else's refusal is no verdict on this person.
    if (isPersonal(answer.problem)) return this.#readAlone(request, key)
    // A poll stands in no line and is tried once. What took all the time there is, is not waited for again.
    const gaveUpSooner = joined === 'poll' && callClass === 'read' && answer.problem.code !== 'timeout'
    if (!gaveUpSooner) return answer
    return isSecond ? this.#readAlone(request, key) : this.#readJoined(request, key, true)
  }

  async #readNow<Schema extends z.ZodType>(
    request: ReadRequest<Schema>,
    store: Store,
    signal: AbortSignal | undefined,
  ): Promise<Result<Answered<z.infer<Schema>>>> {
    const { guildId = '', ...rest } = request
    const refused = this.#decisions.standingRefusal(request)
    if (refused) return failed(refused)
    const askedAt = this.#now()
    const sent = await this.#calls.send({ ...rest, method: 'GET', guild: guildId, signal })
    if (!sent.ok) return sent
    const { answer, asked } = sent.data
    if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) {
      const parsed = parse(request.schema, sent.data)
      if (!parsed.ok) return parsed
      request.learn?.(parsed.data, this.knowledge)
      this.#decisions.noticeAnswer(request, askedAt)
      const kept = request.keepText ? { text: answer.text } : {}
      const reading = { value: parsed.data, readAt: this.#now(), ...kept }
      store(reading, answer.text.length)
      return ok(reading)
    }
    const found = readProblem(answer, asked)
    this.#noticeProblem(request, found, askedAt)
    return failed(await this.#withWait(found, sent.data, request.callClass, guildId, request.credentials))
  }

  #noticeProblem(request: Parameters<Decisions['noticeProblem']>[0], found: Problem, askedAt: number): void {
    const refused = this.#decisions.noticeProblem(request, found, askedAt)
    if (refused) this.#governor.noteRefusal(personOf(request.credentials))
  }

  /** Adds to a `busy` how long. */
  async #withWait(
    found: Problem,
    { answer }: Sent,
    callClass: CallClass,
    guild: string,
    credentials: Credentials,
  ): Promise<Problem> {
    if (found.code !== 'busy') return found
    const told = answer.kind === 'answer' ? answer.retryAfterMs : undefined
    return { ...found, retryAfterMs: told ?? (await this.#governor.waitMs(callClass, personOf(credentials), guild)) }
  }
}

/** Why a reading may have to be forgotten: a write, or a refusal of those who share it. */
function tagsOf({ tag, share, guildId = '' }: { tag: string; share: string; guildId?: string }): string[] {
  return [tag, `${share} ${guildId}`]
}

/** True for a problem that says something about the person who asked. */
function isPersonal({ code, reason }: Problem): boolean {
  return code === 'forbidden' || code === 'not-linked' || code === 'signed-out' || reason === 'credentials-refused'
}

function parse<Schema extends z.ZodType>(schema: Schema, { answer, asked }: Sent): Result<z.infer<Schema>> {
  const { requestId } = asked
  const unreadable = problem('bad-reply', { requestId, safeToRepeat: true })
  if (answer.kind !== 'answer' || !answer.contentType.includes('json')) return failed(unreadable)
  let body: JsonValue
  try {
    body = parseJson(answer.text)
  } catch {
    return failed({ ...unreadable, status: answer.status })
  }
  const error = errorInSuccess(body, requestId)
  if (error) return failed(error)
  const parsed = schema.safeParse(body)
  return parsed.success ? ok(parsed.data) : failed({ ...unreadable, status: answer.status })
}
