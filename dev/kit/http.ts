/** Plain HTTP on loopback for the servers of the local stack. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'

const LOOPBACK_HOSTS = new Set(['127.0.0.1', '::1', '[::1]', 'localhost'])
const DEFAULT_MAX_BODY_BYTES = 1_048_576

/** Throws unless `host` names the loopback interface; called before every listen and every outgoing call. */
export function assertLoopbackHost(host: string): void {
  if (!LOOPBACK_HOSTS.has(host)) throw new Error(`The local stack only uses loopback addresses, not ${host}`)
}

/** Parses an http address and throws unless its host is loopback. The answer has no trailing slash. */
export function loopbackUrl(text: string): string {
  const url = new URL(text)
  assertLoopbackHost(url.hostname)
  return text.replace(/\/+$/, '')
}

/** A listening server: its real port, and a `close` that cuts open connections and resolves when all are gone. */
export interface RunningServer {
  port: number
  close: () => Promise<void>
}

/** Listens on a loopback address (`port` 0 chooses a free one) and resolves when connections are accepted. */
export function listenOnLoopback(options: {
  listener: RequestListener
  port: number
  host?: string
}): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1'
  assertLoopbackHost(host)
  const server = createServer({ keepAlive: true }, options.listener)
  server.keepAliveTimeout = 65_000
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, () => {
      server.off('error', reject)
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : options.port
      resolve({
        port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}

/** Thrown by `readBody` when a body is longer than allowed. */
export class BodyTooLarge extends Error {}

/** The whole body as bytes; rejects with `BodyTooLarge` beyond `maxBytes` (1 MiB unless told). */
export async function readBody(request: IncomingMessage, maxBytes = DEFAULT_MAX_BODY_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += bytes.length
    if (size > maxBytes) throw new BodyTooLarge(`Body longer than ${maxBytes} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** Ends the response with a text of the given content type. */
export function sendText(response: ServerResponse, status: number, text: string, contentType: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

/** Ends the response with `value` as JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, JSON.stringify(value), 'application/json')
}
