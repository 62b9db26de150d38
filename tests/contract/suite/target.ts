/** A server that is held to the contract. */
import { expect, type TestContext } from 'vitest'
import { headersFor, missingFor, type Part, type Secrets } from './credential-parts'
import type { Facts } from './notice'
import type { PacingClock } from './pacing-clock'
import { invalid, jsonText, readJson, refusal, shaped } from './wire'

/** A request. Without `as` it is made with the token alone; `text` is sent as it is, `body` as JSON. */
export interface Ask {
  as?: readonly Part[]
  headers?: Record<string, string>
  body?: unknown
  text?: string
}

/** An answer, read to its end. */
export interface Reply {
  status: number
  headers: Headers
  text: string
}

/** How a target is to be treated. */
interface Manners {
  /** Keeps to the limits of a server that other people use too. */
  pace?: PacingClock
  /** Nobody else uses this server: changes that cannot be taken back are allowed. */
  disposable: boolean
  /** What is to be noticed, for servers of one's own. */
  expected?: Partial<Facts>
}

const REFUSED_TRIES = 4
const ANSWER_MS = 30_000

/** The server under test, what is known of it, and what has to be put back at the end. */
export class Target {
  /** What was left out, and why. */
  readonly leftOut: string[] = []
  private noticed: Facts | undefined
  private readonly cleanups: Array<() => Promise<void>> = []

  readonly baseUrl: string
  readonly secrets: Secrets
  readonly manners: Manners

  constructor(baseUrl: string, secrets: Secrets, manners: Manners) {
    this.baseUrl = baseUrl
    this.secrets = secrets
    this.manners = manners
  }

  /** What was noticed from the server's answers. */
  get facts(): Facts {
    if (!this.noticed) throw new Error('The server was not looked at yet')
    return this.noticed
  }

  set facts(facts: Facts) {
    this.noticed = facts
  }

  /** `/api/dashboard/<guild>`, where most routes are. */
  get guildPath(): string {
    return `/api/dashboard/${this.secrets.guildId}`
  }

  /** Where settings are read and saved. */
  get settingsPath(): string {
    return `/api/dashboard/settings/${this.secrets.guildId}`
  }

  /** Sends a request within the limits. A paced target's 429 was refused and not run, so it is sent again. */
  async ask(method: string, path: string, ask: Ask = {}, tries = REFUSED_TRIES): Promise<Reply> {
    const { pace } = this.manners
    await pace?.turn(method)
    const body = ask.text ?? (ask.body === undefined ? undefined : jsonText(ask.body))
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headersFor(ask.as ?? ['token'], this.secrets),
        ...ask.headers,
      },
      ...(body === undefined ? {} : { body }),
    })
    const reply = { status: response.status, headers: response.headers, text: await response.text() }
    if (reply.status === 429 && pace && tries > 1) {
      await pace.giveWay()
      return this.ask(method, path, ask, tries - 1)
    }
    pace?.note()
    return reply
  }

  /** The parsed body of an answer that must be 200 (or the given status). */
  async get(method: string, path: string, ask: Ask = {}, status = 200): Promise<unknown> {
    const reply = await this.ask(method, path, ask)
    expect(`${reply.status} ${reply.text.slice(0, 400)}`).toMatch(new RegExp(`^${status} `))
    return readJson(reply.text)
  }

  /** The words of a refusal with the given status. */
  async refused(status: number, method: string, path: string, ask: Ask = {}): Promise<string> {
    return shaped(refusal, await this.get(method, path, ask, status)).detail
  }

  /** The complaints of a 422, as `type at place`. */
  async complaints(method: string, path: string, ask: Ask = {}): Promise<string[]> {
    const { detail } = shaped(invalid, await this.get(method, path, ask, 422))
    return detail.map(({ type, loc }) => `${type} at ${loc.map(String).join('.')}`)
  }

  /** Leaves the test out unless these credentials were given. */
  needs(context: TestContext, parts: readonly Part[]): void {
    const missing = missingFor(parts, this.secrets)
    if (missing !== undefined) this.leaveOut(context, `${missing} was not given`)
  }

  /** Ends the test here; the reason is told with it and at the end. */
  leaveOut(context: TestContext, reason: string): never {
    this.leftOut.push(`${context.task.name}: ${reason}`)
    return context.skip(reason)
  }

  /** What to put back at the end, whatever happens. Must do no harm when there is nothing to put back. */
  atTheEnd(cleanup: () => Promise<void>): void {
    this.cleanups.push(cleanup)
  }

  /** Puts everything back, newest first, and goes on after a failure; throws at the end what could not be put back. */
  async cleanUp(): Promise<void> {
    const problems: unknown[] = []
    for (let cleanup = this.cleanups.pop(); cleanup; cleanup = this.cleanups.pop()) {
      await cleanup().catch((problem: unknown) => problems.push(problem))
    }
    if (problems.length > 0) throw new AggregateError(problems, `Not everything was put back: ${problems.join('; ')}`)
  }
}

/** Where a suite finds its target once it has started. */
export type Current = () => Target
