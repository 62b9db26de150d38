/** Answers and refusals of the server. */
import type { OutgoingHttpHeaders } from 'node:http'
import type { KitReply } from '../../kit/serve'
import { type Json, writeJson } from './json-write'

/** A JSON answer. */
export function jsonReply(status: number, value: Json, headers: OutgoingHttpHeaders = {}): KitReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: writeJson(value) }
}

/** An unhandled exception as the outside sees it. */
export function plainFailure(): KitReply {
  return { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Internal Server Error' }
}

/** A refusal: thrown anywhere in a request, it becomes `{"detail": …}` with the given status. */
export class HttpError extends Error {
  readonly status: number
  readonly detail: Json
  constructor(status: number, detail: Json) {
    super(typeof detail === 'string' ? detail : `HTTP ${status}`)
    this.status = status
    this.detail = detail
  }
}

/** Runs a route's work; anything but a refusal becomes a 500 with the given detail. */
export async function orFail<T>(detail: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof HttpError) throw error
    throw new HttpError(500, detail)
  }
}
