/** Runs one request of a server under its faults and journal. */
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Clock } from './clock'
import type { FaultAction, FaultBook } from './faults'
import { BodyTooLarge, readBody, sendText } from './http'
import { credentialNames, type Journal } from './journal'

/** The shared parts of one server. */
export interface ServerKit {
  faults: FaultBook
  journal: Journal
  clock: Clock
}

/** A request, read to its end. `path` includes the query; `remoteAddress` is the peer's. */
export interface KitRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
  remoteAddress: string
}

/** An answer. Header names in lower case; `content-length` is added. */
export interface KitReply {
  status: number
  headers: OutgoingHttpHeaders
  body: string
}

/** What a server brings to `serveRequest`. */
export interface KitHandler {
  /** All names of the person behind a request (user id, e-mail, Discord id), the most telling first. */
  subjects: (request: KitRequest) => readonly string[]
  handle: (request: KitRequest) => Promise<KitReply>
}

/** A request listener that reads the body, applies faults, runs the handler and keeps the journal. */
export function serveRequest(kit: ServerKit, handler: KitHandler) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    run(kit, handler, incoming, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      if (response.headersSent) response.destroy()
      else sendText(response, 500, 'Internal Server Error', 'text/plain; charset=utf-8')
    })
  }
}

async function run(kit: ServerKit, handler: KitHandler, incoming: IncomingMessage, response: ServerResponse) {
  const method = incoming.method ?? 'GET'
  const path = incoming.url ?? '/'
  const remoteAddress = incoming.socket.remoteAddress ?? ''
  let body: Buffer
  try {
    body = await readBody(incoming)
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) return response.destroy()
    return sendText(response, 413, '{"detail":"Request body too large"}', 'application/json')
  }
  const request: KitRequest = { method, path, headers: incoming.headers, body, remoteAddress }
  const subjects = handler.subjects(request)
  const entry = kit.journal.add({
    at: new Date(kit.clock.now()).toISOString(),
    method,
    path,
    subject: subjects[0] ?? null,
    status: null,
    requestId: headerText(incoming.headers['x-request-id']),
    forwardedFor: headerText(incoming.headers['x-forwarded-for']),
    credentials: credentialNames(incoming.headers),
  })
  const actions = kit.faults.take({ method, path, subjects })
  for (const action of actions) {
    if (action.kind === 'delay') await pause(action.delayMs)
    if (action.kind === 'hold') await action.letGo
  }
  const last: FaultAction | undefined = actions.at(-1)
  if (last?.kind === 'hang') return
  if (last?.kind === 'drop' && last.when === 'before') {
    entry.status = 0
    return response.destroy()
  }
  if (last?.kind === 'answer') {
    entry.status = last.status
    return sendText(response, last.status, last.body, last.contentType)
  }
  const reply = await handler.handle(request)
  entry.requestId = headerText(reply.headers['x-request-id']) ?? entry.requestId
  if (last?.kind === 'drop') {
    entry.status = 0
    return response.destroy()
  }
  entry.status = reply.status
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) })
  response.end(method === 'HEAD' ? undefined : reply.body)
}

function headerText(value: string | string[] | number | undefined): string | null {
  return typeof value === 'string' ? value : null
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}
