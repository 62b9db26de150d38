/** Faults that tests plant in a server: other answers, delays, silence, cut connections. */
import { randomUUID } from 'node:crypto'

/** What a fault does to a request. */
export type FaultAction =
  | { kind: 'answer'; status: number; body: string; contentType: string }
  | { kind: 'delay'; delayMs: number }
  /** Goes on once `letGo` has resolved, which is when the fault is removed. */
  | { kind: 'hold'; letGo: Promise<void> }
  | { kind: 'hang' }
  | { kind: 'drop'; when: 'before' | 'after' }

/** Whom a fault meets: all given conditions must hold. `path` is tested on path and query. */
export interface FaultMatch {
  method?: string
  path?: RegExp
  subject?: string
}

interface Fault {
  id: string
  match: FaultMatch
  left: number
  action: FaultAction
  /** Lets go of what a hold has in its hands. */
  release?: () => void
}

/** A request as faults see it; `subjects` are all names of the person behind it. */
export interface FaultTarget {
  method: string
  path: string
  subjects: readonly string[]
}

/** Thrown when a fault description makes no sense; the message says why. */
export class InvalidFault extends Error {}

/** The planted faults of one server, in the order they were added. */
export class FaultBook {
  private faults: Fault[] = []

  /** Adds a fault as described on the control route and answers its id. */
  add(description: unknown): string {
    const fault = parseFault(description)
    this.faults.push(fault)
    return fault.id
  }

  /** Removes one fault, or all without an id; what one of them holds goes on. */
  remove(id?: string): void {
    const isMeant = (fault: Fault): boolean => id === undefined || fault.id === id
    for (const fault of this.faults.filter(isMeant)) fault.release?.()
    this.faults = this.faults.filter((fault) => !isMeant(fault))
  }

  /**
   * The actions to apply to a request, in order, each counted as used: delays and holds first come, first served, up to and
   * including the first action that is neither.
   */
  take(target: FaultTarget): FaultAction[] {
    const actions: FaultAction[] = []
    for (const fault of this.faults) {
      if (fault.left <= 0 || !matches(fault.match, target)) continue
      fault.left -= 1
      actions.push(fault.action)
      if (fault.action.kind !== 'delay' && fault.action.kind !== 'hold') break
    }
    // One that holds something stays until it is removed, however often it was to be used.
    this.faults = this.faults.filter((fault) => fault.left > 0 || fault.release)
    return actions
  }
}

function matches(match: FaultMatch, target: FaultTarget): boolean {
  return (
    (match.method === undefined || match.method === target.method) &&
    (match.path === undefined || match.path.test(target.path)) &&
    (match.subject === undefined || target.subjects.includes(match.subject))
  )
}

function parseFault(description: unknown): Fault {
  const { match, times, do: action } = record(description, 'fault')
  const left = times === undefined ? Number.POSITIVE_INFINITY : times
  if (typeof left !== 'number' || left < 1) throw new InvalidFault('times must be a number from 1')
  const fault = { id: randomUUID(), match: parseMatch(match), left }
  const { hold, ...other } = record(action, 'do')
  if (hold !== true) return { ...fault, action: parseAction(other) }
  const { promise, resolve } = Promise.withResolvers<void>()
  return { ...fault, action: { kind: 'hold', letGo: promise }, release: resolve }
}

function parseMatch(value: unknown): FaultMatch {
  const { method, path, subject } = record(value ?? {}, 'match')
  return {
    ...(method === undefined ? {} : { method: text(method, 'match.method').toUpperCase() }),
    ...(path === undefined ? {} : { path: new RegExp(text(path, 'match.path')) }),
    ...(subject === undefined ? {} : { subject: text(subject, 'match.subject') }),
  }
}

function parseAction(action: Record<string, unknown>): FaultAction {
  if (typeof action.status === 'number') {
    const plain = typeof action.body === 'string'
    return {
      kind: 'answer',
      status: action.status,
      body: plain ? String(action.body) : action.body === undefined ? '' : JSON.stringify(action.body),
      contentType: typeof action.contentType === 'string' ? action.contentType : 'application/json',
    }
  }
  if (typeof action.delayMs === 'number') return { kind: 'delay', delayMs: action.delayMs }
  if (action.hang === true) return { kind: 'hang' }
  if (action.drop === 'before' || action.drop === 'after') return { kind: 'drop', when: action.drop }
  throw new InvalidFault('do must have status, delayMs, hold, hang or drop')
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidFault(`${name} must be an object`)
  }
  return { ...value }
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new InvalidFault(`${name} must be a string`)
  return value
}
