/** One HTTP request with full control over headers and source address, read to its end as text. */
import { type IncomingHttpHeaders, request } from 'node:http'

/** What to send. `address` is the local address the connection comes from. */
export interface CallOptions {
  port: number
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string
  address?: string
}

/** The raw answer. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** Sends the request on a connection of its own; rejects when the connection is cut. */
export function call(options: CallOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: options.port,
        method: options.method ?? 'GET',
        path: options.path,
        headers: {
          ...options.headers,
          ...(options.body === undefined ? {} : { 'content-length': Buffer.byteLength(options.body) }),
        },
        agent: false,
        ...(options.address === undefined ? {} : { localAddress: options.address }),
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })
}
